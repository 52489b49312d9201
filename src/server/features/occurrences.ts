import type { TextRange } from '../../core/model/problem';
import type { Side } from '../../core/model/side';
import type { FieldFilter, FixedValue, Lookup, TableReference } from '../../core/model/tableMapping';
import type { MappingSource, PairSource, TableSource } from '../../core/mapping/mappingSource';
import type { SourceNode, SourceScalar } from '../../core/mapping/sourceTree';
import { entryOf, isNull } from '../../core/mapping/sourceTree';
import type { MappingFileAnalysis, WorkspaceAnalysis } from '../analysis';

/** What a name in a mapping file stands for. Two of them mean the same where `sameThing` says so. */
export type Thing =
  | { readonly kind: 'mapping'; readonly name: string }
  | { readonly kind: 'table'; readonly name: string; readonly side: Side }
  | { readonly kind: 'field'; readonly name: string; readonly side: Side; readonly table: string };

/** A place where something is named. */
export interface Occurrence {
  readonly thing: Thing;
  readonly range: TextRange;
  /** It is the mapping's own `name`, not a reference to it. */
  readonly declares: boolean;
}

/**
 * Every name of a mapping, table or field in a mapping file, in no order; of a file with errors, what can be read. The places never
 * overlap, except that a name written with escapes may stand for its whole arrow.
 */
export function occurrencesIn(analysis: WorkspaceAnalysis, file: MappingFileAnalysis): readonly Occurrence[] {
  const found: Occurrence[] = [...mappingNames(file.root), ...tableNames(file.root)];
  const { model } = file;
  if (model) found.push(...fieldNames(analysis, model.mapping, model.source));
  return found;
}

export function sameThing(a: Thing, b: Thing): boolean {
  if (a.name !== b.name) return false;
  if (a.kind === 'mapping') return b.kind === 'mapping';
  if (a.kind === 'table') return b.kind === 'table' && a.side === b.side;
  return b.kind === 'field' && a.side === b.side && a.table === b.table;
}

/** From the tree alone: names count, and are changed, also where the rest of the file is wrong. */
function mappingNames(root: SourceNode | undefined): readonly Occurrence[] {
  const names = (node: SourceNode | undefined, declares: boolean): readonly Occurrence[] => {
    return scalarsOf(node).map((scalar) => named({ kind: 'mapping', name: scalar.text }, scalar, declares));
  };
  const fields = entryOf(root, 'fields')?.value;
  const lookups = (fields?.kind === 'list' ? fields.items : []).flatMap((item) => {
    const lookup = entryOf(item, 'lookup')?.value;
    const each = lookup?.kind === 'list' ? lookup.items : lookup ? [lookup] : [];
    return each.flatMap((one) => names(one.kind === 'map' ? entryOf(one, 'mapping')?.value : one, false));
  });
  const own = entryOf(root, 'name')?.value;
  return [
    ...(own?.kind === 'scalar' ? names(own, true) : []),
    ...names(entryOf(root, 'dependsOn')?.value, false),
    ...lookups,
  ];
}

function tableNames(root: SourceNode | undefined): readonly Occurrence[] {
  return [['local', 'table'] as const, ['integration', 'integrationTable'] as const].flatMap(([side, key]) => {
    const value = entryOf(root, key)?.value;
    const name = value?.kind === 'map' ? entryOf(value, 'name')?.value : value;
    if (name?.kind !== 'scalar' || isNull(name)) return [];
    return [named({ kind: 'table', name: name.text, side }, name, false)];
  });
}

function named(thing: Thing, { range }: SourceScalar, declares: boolean): Occurrence {
  return { thing, range, declares };
}

/** The scalar itself or those of a list, without empty ones. */
function scalarsOf(node: SourceNode | undefined): readonly SourceScalar[] {
  const each = node?.kind === 'list' ? node.items : node ? [node] : [];
  return each.filter((item) => item.kind === 'scalar').filter((scalar) => !isNull(scalar) && scalar.text.trim() !== '');
}

type Model = NonNullable<MappingFileAnalysis['model']>;

function fieldNames(
  analysis: WorkspaceAnalysis,
  mapping: Model['mapping'],
  source: MappingSource,
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const tables = { local: mapping.table.name, integration: mapping.integrationTable.name };
  const add = (side: Side, table: string | undefined, name: string | undefined, range: TextRange | undefined) => {
    if (table === undefined || name === undefined || !range) return;
    found.push({ thing: { kind: 'field', name, side, table }, range, declares: false });
  };
  const addPairs = (side: Side, pairs: readonly (FieldFilter | FixedValue)[], places: readonly PairSource[]) => {
    pairs.forEach(({ field }, index) => add(side, tables[side], field, places[index]?.field));
  };
  const addTable = (side: Side, table: TableReference, places: TableSource) => {
    for (const word of ['id', 'key', 'modifiedOn'] as const) add(side, tables[side], table[word], places[word]);
  };
  addTable('local', mapping.table, source.table);
  addTable('integration', mapping.integrationTable, source.integrationTable);
  addPairs('local', mapping.tableFilter, source.tableFilter);
  addPairs('integration', mapping.integrationTableFilter, source.integrationTableFilter);
  addPairs('local', mapping.onCreate.local, source.onCreate.local);
  addPairs('integration', mapping.onCreate.integration, source.onCreate.integration);
  mapping.fields.forEach((field, index) => {
    const place = source.fields[index];
    add('local', tables.local, field.localField, place?.localField);
    add('integration', tables.integration, field.integrationField, place?.integrationField);
    field.lookup.forEach((lookup, at) => {
      const lookedUp = tablesOf(analysis, lookup);
      add('local', lookedUp?.local, lookup.localField, place?.lookup[at]?.localField);
      add('integration', lookedUp?.integration, lookup.integrationField, place?.lookup[at]?.integrationField);
    });
  });
  return found;
}

/** The tables of the mapping that a lookup goes through. */
function tablesOf(analysis: WorkspaceAnalysis, lookup: Lookup): { readonly [S in Side]: string } | undefined {
  const mapping = analysis.mappings.find(({ name }) => name === lookup.mapping)?.model?.mapping;
  return mapping && { local: mapping.table.name, integration: mapping.integrationTable.name };
}

/** What is named at a place of the text, which is a zero-based offset; a name counts up to the place right behind it. */
export function occurrenceAt(
  analysis: WorkspaceAnalysis,
  file: MappingFileAnalysis,
  offset: number,
): Occurrence | undefined {
  return occurrencesIn(analysis, file)
    .filter(({ range }) => range.start.offset <= offset && offset <= range.end.offset)
    .toSorted((a, b) => lengthOf(a.range) - lengthOf(b.range))[0];
}

function lengthOf({ start, end }: TextRange): number {
  return end.offset - start.offset;
}
