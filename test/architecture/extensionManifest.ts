import { readFileSync } from 'node:fs';

/** As much of package.json as an extension contributes by. */
export interface ExtensionManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly icon: string;
  readonly main: string;
  readonly l10n: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly galleryBanner: { readonly color: string; readonly theme: string };
  readonly extensionKind: readonly string[];
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly description: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: boolean; readonly description: string };
  };
  readonly contributes: {
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly name: string; readonly icon: string }[]>
    >;
    readonly viewsWelcome: readonly Welcome[];
    readonly commands: readonly Command[];
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings?: readonly unknown[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly languages: readonly {
      readonly id: string;
      readonly configuration: string;
      readonly icon: { readonly light: string; readonly dark: string };
    }[];
    readonly grammars: readonly { readonly language: string; readonly scopeName: string; readonly path: string }[];
    readonly walkthroughs: readonly { readonly id: string; readonly icon: string; readonly steps: readonly Step[] }[];
  };
}

export interface Welcome {
  readonly view: string;
  readonly contents: string;
  readonly when: string;
  readonly enablement?: string;
}

export interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly icon: string;
  readonly enablement?: string;
}

export interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

export interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly order: number;
  readonly markdownDescription: string;
}

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

export const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as ExtensionManifest;

/** The texts of package.nls.json by their keys. */
export const manifestTexts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;

/** The text that `%key%` stands for. */
export function textOf(reference: string): string {
  return manifestTexts[reference.slice(1, -1)] ?? '';
}

/** All texts of a JSON value, each with the property it stands in. */
export function* textsIn(
  value: unknown,
  property = '',
): Generator<{ readonly property: string; readonly text: string }> {
  if (typeof value === 'string') yield { property, text: value };
  else if (Array.isArray(value)) for (const each of value) yield* textsIn(each, property);
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) yield* textsIn(each, name);
}
