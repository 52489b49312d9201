import type { DocumentSymbol, SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { FieldMapping, TableReference } from '../../core/model/tableMapping';
import type { TextRange } from '../../core/model/problem';
import { createLineIndex } from '../../core/mapping/lineIndex';
import type { FieldSource } from '../../core/mapping/mappingSource';
import type { SourceEntry, SourceNode } from '../../core/mapping/sourceTree';
import { entryOf } from '../../core/mapping/sourceTree';
import type { FileAnalysis, MappingFileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { occurrencesIn } from './occurrences';

/** The outline: a mapping with its filters, values and fields, or the environments and files of tandem.yaml. */
export function documentSymbols(_analysis: WorkspaceAnalysis, file: FileAnalysis): readonly DocumentSymbol[] {
  if (file.root?.kind !== 'map') return [];
  if (file.kind === 'workspace') return sections(file.root, ['environments', 'mappings']);
  const parts = [
    ...sections(file.root, ['tableFilter', 'integrationTableFilter', 'onCreate', 'dependsOn']),
    ...fieldSymbols(file),
  ].toSorted((a, b) => a.range.start.line - b.range.start.line);
  const name = entryOf(file.root, 'name');
  if (!name || name.value.kind !== 'scalar' || name.value.text.trim() === '') return parts;
  const whole = createLineIndex(file.text).range(0, file.text.length);
  return [symbol(name.value.text, kinds.mapping, whole, name.value.range, tablesOf(file), parts)];
}

/**
 * Mappings, tables and fields of all workspaces whose names hold the letters of `query` in their order, mappings first. At most
 * `limit`: nobody reads on, and an editor asks again with every letter.
 */
export function workspaceSymbols(
  analyses: readonly WorkspaceAnalysis[],
  query: string,
  limit = 500,
): readonly SymbolInformation[] {
  const wanted = query.toLowerCase();
  const found = { mapping: [], table: [], field: [] } as Record<'mapping' | 'table' | 'field', SymbolInformation[]>;
  for (const analysis of analyses) {
    for (const file of analysis.mappings) {
      for (const { thing, range, declares } of occurrencesIn(analysis, file)) {
        if (thing.kind === 'mapping' && !declares) continue;
        if (found[thing.kind].length >= limit || !holdsInOrder(thing.name.toLowerCase(), wanted)) continue;
        const container = thing.kind === 'mapping' ? tablesOf(file) : file.name;
        found[thing.kind].push({
          name: thing.name,
          kind: kinds[thing.kind],
          location: { uri: file.uri, range: lspRange(range) },
          ...(container === undefined ? {} : { containerName: container }),
        });
      }
    }
  }
  return [...found.mapping, ...found.table, ...found.field].slice(0, limit);
}

/** The protocol's numbers: class, struct, field, property, constant, module, file, string. */
const kinds = {
  mapping: 5,
  table: 23,
  field: 8,
  section: 7,
  value: 14,
  environment: 2,
  item: 15,
} as const satisfies Record<string, SymbolKind>;

/** `Customer <-> account`, as far as the file says. */
function tablesOf({ model }: MappingFileAnalysis): string | undefined {
  if (!model) return undefined;
  const name = (table: TableReference) => table.name;
  const { table, integrationTable, direction } = model.mapping;
  return `${name(table)} ${arrows[direction]} ${name(integrationTable)}`;
}

const arrows = { bidirectional: '<->', toIntegrationTable: '->', fromIntegrationTable: '<-' } as const;

/** Top-level keys with what is below them. */
function sections(root: SourceNode, keys: readonly string[]): readonly DocumentSymbol[] {
  return keys.flatMap((key) => {
    const entry = entryOf(root, key);
    return entry ? [entrySymbol(entry, kinds.section, 2)] : [];
  });
}

function entrySymbol({ key, value }: SourceEntry, kind: SymbolKind, depth: number): DocumentSymbol {
  const range =
    value.range.end.offset > key.range.end.offset ? { start: key.range.start, end: value.range.end } : key.range;
  const detail = value.kind === 'scalar' ? value.text : undefined;
  return symbol(labelOf(key.text), kind, range, key.range, detail, depth > 0 ? below(value, depth) : []);
}

function below(node: SourceNode, depth: number): readonly DocumentSymbol[] {
  if (node.kind === 'list') {
    return node.items.flatMap((item) => {
      return item.kind === 'scalar' ? [symbol(labelOf(item.text), kinds.item, item.range, item.range)] : [];
    });
  }
  if (node.kind !== 'map') return [];
  return node.entries.map((entry) =>
    entrySymbol(entry, entry.value.kind === 'map' ? kinds.environment : kinds.value, depth - 1),
  );
}

function fieldSymbols({ root, model }: MappingFileAnalysis): readonly DocumentSymbol[] {
  const entry = entryOf(root, 'fields');
  if (!entry || !model) return [];
  const fields = model.mapping.fields.flatMap((field, index) => {
    const place = model.source.fields[index];
    return place ? [fieldSymbol(field, place)] : [];
  });
  const range =
    entry.value.range.end.offset > entry.key.range.end.offset
      ? { start: entry.key.range.start, end: entry.value.range.end }
      : entry.key.range;
  return [symbol('fields', kinds.section, range, entry.key.range, String(fields.length), fields)];
}

function fieldSymbol(field: FieldMapping, place: FieldSource): DocumentSymbol {
  const name = [field.localField, place.arrowText, field.integrationField]
    .filter((part) => part !== undefined)
    .join(' ');
  const words = [
    field.enabled ? '' : 'disabled',
    field.constant === undefined ? '' : `constant ${field.constant ?? 'blank'}`,
    field.lookup.length === 0 ? '' : `lookup ${field.lookup.map(({ mapping }) => mapping).join(', ')}`,
    field.match ? `match ${field.match.priority}` : '',
  ];
  const detail = words.filter((word) => word !== '').join(', ');
  // An alias shows fields that stand elsewhere.
  const arrow = isWithin(place.arrow, place.range) ? place.arrow : place.range;
  return symbol(name, kinds.field, place.range, arrow, detail === '' ? undefined : detail);
}

function symbol(
  name: string,
  kind: SymbolKind,
  range: TextRange,
  selection: TextRange,
  detail?: string,
  children: readonly DocumentSymbol[] = [],
): DocumentSymbol {
  return {
    name,
    kind,
    range: lspRange(range),
    // Editors refuse a symbol whose name does not lie in it.
    selectionRange: lspRange(isWithin(selection, range) ? selection : range),
    ...(detail === undefined ? {} : { detail }),
    children: [...children],
  };
}

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return inner.start.offset >= outer.start.offset && inner.end.offset <= outer.end.offset;
}

/** Editors refuse an empty name. */
function labelOf(text: string): string {
  return text.trim() === '' ? "''" : text;
}

function holdsInOrder(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    if (letter.trim() === '') continue;
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
