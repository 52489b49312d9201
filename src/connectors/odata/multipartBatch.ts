/** One request among those of a batch; its body is JSON. */
export interface BatchPart {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Absolute, or from the host's root on. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface BatchPartAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** One part, or several that are carried out together or not at all: a change set. */
export type BatchOperation = BatchPart | readonly BatchPart[];

/**
 * The body of a multipart `$batch` (OData Protocol, section 11.7). Each operation stands for itself: one that fails takes no other
 * along. The boundary must occur in no body; a new GUID does not.
 */
export function multipartBatchText(operations: readonly BatchOperation[], boundary: string): string {
  const lines = operations.flatMap((operation, index) => {
    if (!isChangeSet(operation)) return partLines(operation, boundary);
    const inner = `${boundary}-${index}`;
    return [
      `--${boundary}`,
      `Content-Type: multipart/mixed; boundary="${inner}"`,
      '',
      ...operation.flatMap((part, place) => partLines(part, inner, place + 1)),
      `--${inner}--`,
      '',
    ];
  });
  return [...lines, `--${boundary}--`, ''].join('\r\n');
}

function partLines({ method, url, headers, body }: BatchPart, boundary: string, contentId?: number): readonly string[] {
  return [
    `--${boundary}`,
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${method} ${url} HTTP/1.1`,
    ...Object.entries({ Accept: 'application/json', ...headers }).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['Content-Type: application/json; type=entry']),
    '',
    body ?? '',
  ];
}

function isChangeSet(operation: BatchOperation): operation is readonly BatchPart[] {
  return Array.isArray(operation);
}

/**
 * The answers in the order of the operations; several for a change set that was carried out, one for one that failed. Undefined
 * where the text is no batch.
 */
export function parseMultipartBatch(
  contentType: string,
  body: string,
): readonly (readonly BatchPartAnswer[])[] | undefined {
  const parts = splitParts(contentType, body);
  if (!parts) return undefined;
  const answers: (readonly BatchPartAnswer[])[] = [];
  for (const part of parts) {
    const { headers, rest } = readHeaders(part);
    const type = headers.get('content-type') ?? '';
    const inner = /^multipart\//i.test(type) ? parseMultipartBatch(type, rest)?.flat() : oneAnswer(rest);
    if (!inner) return undefined;
    answers.push(inner);
  }
  return answers;
}

function splitParts(contentType: string, body: string): readonly string[] | undefined {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  // A delimiter stands at the start of a line, so no text inside a body can pass for one.
  const pieces = `\r\n${body.replace(/\r?\n/g, '\r\n')}`.split(`\r\n--${boundary}`);
  const last = pieces.pop();
  if (pieces.length === 0 || last === undefined || !last.startsWith('--')) return undefined;
  return pieces.slice(1).map((piece) => piece.replace(/^[ \t]*\r\n/, ''));
}

function oneAnswer(text: string): readonly BatchPartAnswer[] | undefined {
  const [, status, rest = ''] = /^\s*HTTP\/1\.\d (\d{3})[^\r\n]*(?:\r\n|$)([\s\S]*)$/.exec(text) ?? [];
  if (status === undefined) return undefined;
  const { headers, rest: body } = readHeaders(rest);
  return [{ status: Number(status), headers, body: body.replace(/(\r\n)+$/, '') }];
}

/** Header lines up to the first empty one, and what follows it. */
function readHeaders(text: string): { readonly headers: ReadonlyMap<string, string>; readonly rest: string } {
  const headers = new Map<string, string>();
  let at = 0;
  for (;;) {
    const end = text.indexOf('\r\n', at);
    const line = end < 0 ? text.slice(at) : text.slice(at, end);
    at = end < 0 ? text.length : end + 2;
    if (line === '') return { headers, rest: text.slice(at) };
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    if (at >= text.length) return { headers, rest: '' };
  }
}
