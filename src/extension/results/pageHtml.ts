/** What the page is made of; all of it is text that is put into attributes. */
export interface PageParts {
  /** Addresses of the two bundles, as the editor serves them. */
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  /** New for each page. */
  readonly nonce: string;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Sentences in the user's language, by the English ones; undefined in English. */
  readonly translations: Readonly<Record<string, string>> | undefined;
  /** What tells the workspace after a reload. */
  readonly workspaceId: string;
}

/**
 * The results view's document. Nothing is allowed that is not named: our own script by its nonce, our own style sheet, no remote
 * content, nothing inline. Data never stands in here; the page asks for it.
 */
export function pageHtml(parts: PageParts): string {
  const { script, style, cspSource, nonce, language, title, translations, workspaceId } = parts;
  // The toolkit puts its components' styles in as adopted sheets, which no policy governs.
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = [
    open('meta', { charset: 'utf-8' }),
    open('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    open('link', { rel: 'stylesheet', href: style }),
    element('title', {}, escaped(title)),
  ];
  const words = JSON.stringify(translations ?? {});
  const body = [
    element('div', { id: 'app', 'data-workspace': workspaceId, 'data-words': words }),
    element('script', { nonce, src: script }),
  ];
  const document = element('html', { lang: language }, element('head', {}, ...head), element('body', {}, ...body));
  return `<!DOCTYPE html>\n${document}\n`;
}

function element(tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly string[]): string {
  return `${open(tag, attributes)}${children.join('')}</${tag}>`;
}

function open(tag: string, attributes: Readonly<Record<string, string>>): string {
  const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<${tag}${words.join('')}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
