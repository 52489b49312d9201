/** One part of a multipart body: its own headers, by lower-case name, and what follows them. */
export interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly content: string;
}

/** The boundary in a content type, quoted or not. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const [, quoted, bare] = /^multipart\/mixed\s*;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '') ?? [];
  return quoted ?? bare;
}

/** The parts between the boundaries; undefined where the last one never came. Lines may end in LF alone. */
export function parseMultipart(body: string, boundary: string): readonly Part[] | undefined {
  const pieces = `\n${body.replaceAll('\r\n', '\n')}`.split(`\n--${boundary}`);
  const last = pieces.pop();
  if (pieces.length === 0 || !last?.startsWith('--')) return undefined;
  return pieces.slice(1).map((piece) => splitHead(piece.replace(/^[ \t]*\n/, '')));
}

/** Headers up to the first empty line, and the rest. */
export function splitHead(text: string): Part {
  const empty = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  const head = empty === -1 ? text : text.slice(0, empty);
  const content = empty === -1 ? '' : text.slice(empty + (text.startsWith('\n') ? 1 : 2));
  return { headers: parseHeaders(head), content };
}

export function parseHeaders(head: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

export function printMultipart(
  boundary: string,
  parts: readonly { readonly head: string; readonly content: string }[],
): string {
  return `${parts.map(({ head, content }) => `--${boundary}\r\n${head}\r\n\r\n${content}\r\n`).join('')}--${boundary}--\r\n`;
}
