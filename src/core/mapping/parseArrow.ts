import type { Direction } from '../model/side';
import type { TextRange } from '../model/problem';
import type { SourceFile } from './sourceFile';
import type { SourceScalar } from './sourceTree';
import { replaceToken } from './replaceToken';

/** The short form of a field mapping taken apart: `Name <-> name`, or one field beside an arrow for a constant. */
export interface Arrow {
  readonly text: ArrowText;
  readonly direction: Direction;
  readonly localField?: string;
  readonly integrationField?: string;
  readonly ranges: {
    readonly arrow: TextRange;
    readonly localField?: TextRange;
    readonly integrationField?: TextRange;
  };
}

export type ArrowText = '<->' | '->' | '<-';

export const directionOfArrow: Readonly<Record<ArrowText, Direction>> = {
  '<->': 'bidirectional',
  '->': 'toIntegrationTable',
  '<-': 'fromIntegrationTable',
};

/** Takes an arrow apart. Field names may hold anything but a spaced arrow. Reports what is no arrow. */
export function parseArrow(source: SourceFile, scalar: SourceScalar): Arrow | undefined {
  const found = [...scalar.text.matchAll(/(?<=^|\s)(<->|->|<-)(?=\s|$)/g)];
  const [match] = found;
  if (!match) return reportNoArrow(source, scalar);
  if (found.length > 1) {
    const message = `'${scalar.text}' has ${found.length} arrows. Keep one, with a local field on its left and an integration field on its right.`;
    source.report('ARROW_SYNTAX', scalar.range, message);
    return undefined;
  }
  const text = match[1] as ArrowText;
  const arrow = partOf(source, scalar, match.index, match.index + text.length);
  const local = partOf(source, scalar, 0, match.index);
  const integration = partOf(source, scalar, match.index + text.length, scalar.text.length);
  if (!pointsAtField(source, scalar, text, local.text, integration.text)) return undefined;
  const ranges: Writable<Arrow['ranges']> = { arrow: arrow.range };
  const taken: Writable<Arrow> = { text, direction: directionOfArrow[text], ranges };
  if (local.text) {
    taken.localField = local.text;
    ranges.localField = local.range;
  }
  if (integration.text) {
    taken.integrationField = integration.text;
    ranges.integrationField = integration.range;
  }
  return taken;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A stretch of the scalar without the space around it. Escapes shift places, so then the whole scalar stands for it. */
function partOf(source: SourceFile, scalar: SourceScalar, from: number, to: number) {
  const raw = scalar.text.slice(from, to);
  const text = raw.trim();
  const start = from + raw.length - raw.trimStart().length;
  const written = source.text.slice(scalar.range.start.offset, scalar.range.end.offset);
  const quote = written === scalar.text ? 0 : 1;
  const literal = written.slice(quote, written.length - quote) === scalar.text;
  const base = scalar.range.start.offset + quote;
  return { text, range: literal ? source.lines.range(base + start, base + start + text.length) : scalar.range };
}

function pointsAtField(
  source: SourceFile,
  scalar: SourceScalar,
  arrow: ArrowText,
  local: string,
  integration: string,
): boolean {
  if (local && integration) return true;
  if (!local && !integration) {
    source.report(
      'ARROW_SYNTAX',
      scalar.range,
      `The arrow has no fields. Write 'local field ${arrow} integration field'.`,
    );
    return false;
  }
  const expected = local ? '<-' : '->';
  if (arrow === expected) return true;
  const field = local || integration;
  const written = local ? `${field} ${expected}` : `${expected} ${field}`;
  const message = `The arrow beside '${field}' lacks the other field. Add it, or write '${written}' and a constant.`;
  source.report('ARROW_SYNTAX', scalar.range, message);
  return false;
}

/** The usual slips: an arrow without its spaces, or another kind of arrow. */
const almostArrow = /\s*(<-+>|<=+>|↔|⇔|-+>|=+>|→|⇒|<-+|<=+|←|⇐)\s*/;

function reportNoArrow(source: SourceFile, scalar: SourceScalar): undefined {
  const slip = almostArrow.exec(scalar.text);
  if (!slip) {
    const message = `'${scalar.text}' has no arrow. Write 'local field <-> integration field', or -> or <- for one way.`;
    source.report('ARROW_SYNTAX', scalar.range, message);
    return undefined;
  }
  const meant = meantArrow(slip[1] ?? '');
  const after = slip.index + slip[0].length;
  const corrected = `${scalar.text.slice(0, slip.index)} ${meant} ${scalar.text.slice(after)}`.trim();
  const fixes = replaceToken(source, scalar.range, scalar.text, corrected);
  const message = `'${scalar.text}' has no arrow with spaces around it. Write '${corrected}'.`;
  source.report('ARROW_SYNTAX', scalar.range, message, { fixes });
  return undefined;
}

function meantArrow(slip: string): ArrowText {
  const left = /^[<↔⇔←⇐]/.test(slip);
  const right = /[>↔⇔→⇒]$/.test(slip);
  if (left && right) return '<->';
  return left ? '<-' : '->';
}
