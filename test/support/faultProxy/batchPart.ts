import { boundaryOf } from '../../emulator/http/multipart';

/** A batch without one of its parts, and what puts that part's answer among the others. */
export interface CutBatch {
  readonly body: string;
  readonly putBack: (answer: { readonly contentType: string; readonly body: string }) => string;
}

export interface PartAnswer {
  readonly status: number;
  readonly error: string;
}

/** Undefined where the body is no batch, or has no such part. Change sets count as one part. */
export function cutBatch(contentType: string, body: string, part: number, answer: PartAnswer): CutBatch | undefined {
  return /json/i.test(contentType) ? cutJson(body, part, answer) : cutMultipart(contentType, body, part, answer);
}

function cutJson(body: string, part: number, answer: PartAnswer): CutBatch | undefined {
  const { requests } = JSON.parse(body) as { readonly requests?: readonly { readonly id: string }[] };
  const cut = requests?.[part];
  if (!requests || !cut) return undefined;
  return {
    // As text, since numbers must not pass through binary floating point.
    body: withoutElement(body, part),
    putBack(answered) {
      const failed = JSON.stringify({
        id: cut.id,
        status: answer.status,
        headers: { 'Content-Type': 'application/json' },
        body: { error: { code: '', message: answer.error } },
      });
      const at = answered.body.indexOf('[') + 1;
      const isOnly = /^\s*\]/.test(answered.body.slice(at));
      return `${answered.body.slice(0, at)}${failed}${isOnly ? '' : ','}${answered.body.slice(at)}`;
    },
  };
}

/** The text of `{"requests":[…]}` without one element of the list. */
function withoutElement(text: string, index: number): string {
  const start = text.indexOf('[') + 1;
  const ends = elementEnds(text, start);
  const from = index === 0 ? start : (ends[index - 1] ?? start);
  const to = ends[index] ?? from;
  const rest = index === 0 ? text.slice(to).replace(/^\s*,/, '') : text.slice(to);
  return text.slice(0, from) + rest;
}

/** Where each element of the list that begins at `start` ends: at its comma or at the list's bracket. */
function elementEnds(text: string, start: number): number[] {
  const ends: number[] = [];
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth++;
    else if (depth === 0 && (sign === ',' || sign === ']')) {
      ends.push(at);
      if (sign === ']') return ends;
    } else if (sign === '}' || sign === ']') depth--;
  }
  return ends;
}

function cutMultipart(contentType: string, body: string, part: number, answer: PartAnswer): CutBatch | undefined {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) return undefined;
  const pieces = piecesOf(body, boundary);
  if (part >= pieces.length) return undefined;
  return {
    body: joined(
      pieces.filter((_, index) => index !== part),
      boundary,
    ),
    putBack(answered) {
      const theirs = boundaryOf(answered.contentType);
      if (theirs === undefined) return answered.body;
      return joined(piecesOf(answered.body, theirs).toSpliced(part, 0, failedPiece(answer)), theirs);
    },
  };
}

/** What stands between the boundaries, without the line ends that belong to them. */
function piecesOf(body: string, boundary: string): readonly string[] {
  return `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
}

function joined(pieces: readonly string[], boundary: string): string {
  return [...pieces.map((piece) => `--${boundary}${piece}\r\n`), `--${boundary}--\r\n`].join('');
}

function failedPiece({ status, error }: PartAnswer): string {
  return [
    '',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `HTTP/1.1 ${status} Failed`,
    'Content-Type: application/json',
    '',
    JSON.stringify({ error: { code: '', message: error } }),
  ].join('\r\n');
}
