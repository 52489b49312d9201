import { createNameReader, nameLikeness } from '../../core/mapping/fieldNameWords';
import type { FieldPairProposal } from '../../core/mapping/proposeFieldPairs';
import { proposeFieldPairs } from '../../core/mapping/proposeFieldPairs';
import type { FieldDescription, TableDescription } from '../../core/model/schema';
import { findField } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import { destinationSide, otherSide, runDirections, sourceSide } from '../../core/model/side';
import type { Direction } from '../../core/model/side';
import type { Convertibility } from '../../core/transfer/convertibility';
import { convertibility } from '../../core/transfer/convertibility';
import type { WorkspaceAnalysis } from '../analysis';
import type { FieldLine } from './fieldLine';
import { fieldNameOn } from './fieldLine';
import type { FileView } from './fileView';

/** A field for one end of a line, and how well it suits the other end. */
export interface RankedField {
  readonly field: FieldDescription;
  /** 1: the names go together · 2: values can pass · 3: they cannot, or the field serves another purpose · 4: another line has it. */
  readonly group: 1 | 2 | 3 | 4;
}

/**
 * The fields of a side for a line of `fields`, the likeliest first: by name and type where the other end is written, else by the pairs
 * that are still open. `own` is the line as it is at the cursor; the item of that position does not count as having its fields.
 */
export function rankFields(
  view: FileView,
  { item, own }: { readonly item: number; readonly own: FieldLine },
  side: Side,
  direction: Direction,
  proposals: readonly FieldPairProposal[],
): readonly RankedField[] {
  const table = view.tables[side];
  const otherTable = view.tables[otherSide(side)];
  if (!table) return [];
  const taken = mappedFields(view, side, item);
  const otherName = fieldNameOn(own, otherSide(side));
  const other = otherTable && otherName !== undefined ? findField(otherTable, otherName) : undefined;
  const likeness = likenessTo(table, otherTable, otherName, side, proposals);
  const ranked = table.fields.map((field) => {
    const fit = fitOf(field, other, side, direction);
    const likely = likeness(field.name);
    const isOwn = field.name === table.idField || field.name === table.modifiedOnField;
    const group = taken.has(field.name) ? 4 : fit === 'never' || isOwn ? 3 : likely >= 0.6 ? 1 : 2;
    return { field, group, likely, fit: fit === 'always' ? 1 : 0 } as const;
  });
  return ranked.toSorted((a, b) => a.group - b.group || b.likely - a.likely || b.fit - a.fit);
}

/** Pairs that a mapping does not have yet, in the order of the local table. The item of that position counts as not written. */
export function openPairs(analysis: WorkspaceAnalysis, view: FileView, item?: number): readonly FieldPairProposal[] {
  const { local, integration } = view.tables;
  if (!local || !integration) return [];
  const toPair = (table: TableDescription, side: Side) => {
    const taken = mappedFields(view, side, item);
    const open = { ...table, fields: table.fields.filter(({ name }) => !taken.has(name)) };
    return { table: open, id: table.idField ?? '', key: table.keyField ?? '', modifiedOn: table.modifiedOnField ?? '' };
  };
  const mappings = analysis.mappings.flatMap(({ name, tables }) =>
    name === undefined || !tables.local || !tables.integration
      ? []
      : [{ name, table: tables.local.name, integrationTable: tables.integration.name }],
  );
  return proposeFieldPairs({
    local: toPair(local, 'local'),
    integration: toPair(integration, 'integration'),
    direction: view.direction,
    mappings,
  });
}

function mappedFields(view: FileView, side: Side, without: number | undefined): ReadonlySet<string> {
  return new Set(view.lines.flatMap((line, index) => (index === without ? [] : (fieldNameOn(line, side) ?? []))));
}

/** How much a field's name says the same as the other end's; 2 for a proposed pair, 1 where any pair waits for it. */
function likenessTo(
  table: TableDescription,
  otherTable: TableDescription | undefined,
  otherName: string | undefined,
  side: Side,
  proposals: readonly FieldPairProposal[],
): (name: string) => number {
  const nameOn = (pair: FieldPairProposal, of: Side) => (of === 'local' ? pair.localField : pair.integrationField);
  if (otherName === undefined) {
    const open = new Set(proposals.map((pair) => nameOn(pair, side)));
    return (name) => (open.has(name) ? 1 : 0);
  }
  const proposed = proposals.find((pair) => nameOn(pair, otherSide(side)) === otherName);
  const read = createNameReader([...table.fields, ...(otherTable?.fields ?? [])].map(({ name }) => name));
  const words = read(otherName, otherTable?.name);
  return (name) => {
    if (proposed && nameOn(proposed, side) === name) return 2;
    const candidate = read(name, table.name);
    return candidate.folded === words.folded ? 1.5 : nameLikeness(words, candidate);
  };
}

/** Whether values can pass between the ends in every direction the line goes. */
function fitOf(
  field: FieldDescription,
  other: FieldDescription | undefined,
  side: Side,
  direction: Direction,
): Convertibility {
  const fits = runDirections(direction).map((run): Convertibility => {
    const ends = side === 'local' ? { local: field, integration: other } : { local: other, integration: field };
    const destination = ends[destinationSide(run)];
    if (destination?.readOnly) return 'never';
    const source = ends[sourceSide(run)];
    // A reference is translated, whatever its type.
    if (!source || !destination) return 'always';
    if (source.references || destination.references) return 'perhaps';
    return convertibility(source.type, destination.type);
  });
  if (fits.includes('never')) return 'never';
  return fits.includes('perhaps') ? 'perhaps' : 'always';
}
