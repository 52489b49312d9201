import type { ArrowText } from '../../core/mapping/parseArrow';
import type { Side } from '../../core/model/side';
import type { LooseScalar } from './looseTree';

/** A field line taken apart as far as it is written: `Name <-> name`, `Name`, `-> name`. Offsets are those of the file. */
export interface FieldLine {
  readonly scalar: LooseScalar;
  readonly arrow?: { readonly text: ArrowText; readonly start: number; readonly end: number };
  /** Without the spaces around it; before an arrow is written all there is. */
  readonly local: LinePart;
  /** Absent while there is no arrow. */
  readonly integration?: LinePart;
}

export interface LinePart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Takes a line apart at its first spaced arrow. Escapes in quotes shift places, so then every part is the whole scalar. */
export function readFieldLine(scalar: LooseScalar): FieldLine {
  const { text } = scalar;
  const found = /(?<=^|\s)(<->|->|<-)(?=\s|$)/.exec(text);
  if (!found) return { scalar, local: partOf(scalar, 0, text.length) };
  const arrow = partOf(scalar, found.index, found.index + found[0].length);
  return {
    scalar,
    arrow: { text: found[0] as ArrowText, start: arrow.start, end: arrow.end },
    local: partOf(scalar, 0, found.index),
    integration: partOf(scalar, found.index + found[0].length, text.length),
  };
}

export function partOn(line: FieldLine, side: Side): LinePart | undefined {
  return side === 'local' ? line.local : line.integration;
}

/** The name of a side's field; undefined where none is written. */
export function fieldNameOn(line: FieldLine | undefined, side: Side): string | undefined {
  return (line && partOn(line, side)?.text) || undefined;
}

/** The text of the scalar stands in the file as it is: no escapes, no missing quote. */
export function isLiteral({ text, quote, start, end }: LooseScalar): boolean {
  const signs = end - start - text.length;
  return signs === (quote === '' ? 0 : 2) || (quote !== '' && signs === 1);
}

function partOf(scalar: LooseScalar, from: number, to: number): LinePart {
  const raw = scalar.text.slice(from, to);
  const text = raw.trim();
  if (!isLiteral(scalar)) return { text, start: scalar.start, end: scalar.end };
  // Of nothing but spaces the end counts: there the next letter goes.
  const lead = text === '' ? raw.length : raw.length - raw.trimStart().length;
  const start = scalar.start + scalar.quote.length + from + lead;
  return { text, start, end: start + text.length };
}
