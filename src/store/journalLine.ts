import type { Outcomes } from '../core/ports/stateStore';
import type { ShapeEntry } from './shapeTable';
import type { StateEntry, StateTables } from './stateTables';
import type { EntryText } from './journalText';
import { journalEntry, journalText } from './journalText';

/**
 * What a line of the journal holds, in JSON:
 * - an entry (`journalText.ts`); with `takes` it also makes true what the line prepared before it holds;
 * - `{ "steps": [entry, …] }`: entries that belong together;
 * - `{ "prepared": [entry, …] }`: outcomes that come true with a later line, or are open when there is none.
 * Entries of outcomes have a `direction`. A line is given as pieces, so that a long one need not be put together as a text.
 */
export type LinePieces = readonly Uint8Array[];

/** Outcomes as one step of a line to come. */
export function outcomesStep(shapes: readonly ShapeEntry[], outcomes: Outcomes): Uint8Array {
  const { direction, couplings, records, errors } = outcomes;
  const entry = { shapes, intents: [], batch: { couplings, records, errors } };
  return Buffer.from(journalText(entry, { direction }), 'utf8');
}

export function preparedLine(steps: readonly Uint8Array[]): LinePieces {
  return [Buffer.from('{"prepared":['), ...separated(steps), Buffer.from(']}')];
}

/** Prepared steps as the text that `outcomesOf` reads. */
export function outcomesText(steps: readonly Uint8Array[]): string {
  return `[${Buffer.concat(separated(steps)).toString('utf8')}]`;
}

/** An entry's line, with the steps that it commits or, where they were prepared, that it makes true. */
export function entryLine(
  entry: StateEntry,
  staged?: { readonly steps: readonly Uint8Array[]; readonly prepared: boolean },
): LinePieces {
  const text = journalText(entry, staged?.prepared ? { takes: true } : {});
  if (!staged || staged.prepared) return [Buffer.from(text, 'utf8')];
  return [Buffer.from('{"steps":['), ...separated([...staged.steps, Buffer.from(text, 'utf8')]), Buffer.from(']}')];
}

/** Applies a line that was read again. Call within a transaction. */
export function applyLine(text: string, tables: StateTables): void {
  const line = JSON.parse(text) as Line;
  if ('prepared' in line) {
    // Shapes hurt nobody, and outcomes that are settled later refer to them.
    for (const step of line.prepared) for (const shape of journalEntry(step).shapes) tables.shapes.add(shape);
    tables.openOutcomes = [...tables.openOutcomes, JSON.stringify(line.prepared)];
    return;
  }
  if ('takes' in line) {
    for (const step of JSON.parse(tables.openOutcomes.at(-1) ?? '[]') as EntryText[]) tables.apply(journalEntry(step));
    tables.openOutcomes = tables.openOutcomes.slice(0, -1);
  }
  for (const entry of 'steps' in line ? line.steps : [line]) tables.apply(journalEntry(entry));
}

/** The outcomes that a `prepared` line holds. */
export function outcomesOf(prepared: string): readonly Outcomes[] {
  return (JSON.parse(prepared) as (EntryText & Pick<Outcomes, 'direction'>)[]).map((step) => {
    const { couplings = [], records = [], errors = [] } = journalEntry(step).batch;
    return { direction: step.direction, couplings, records, errors };
  });
}

type Line = EntryText | { readonly steps: readonly EntryText[] } | { readonly prepared: readonly EntryText[] };

function separated(steps: readonly Uint8Array[]): Uint8Array[] {
  return steps.flatMap((step, index) => (index === 0 ? [step] : [comma, step]));
}

const comma = Buffer.from(',');
