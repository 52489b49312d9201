import type { CompletionItem } from 'vscode-languageserver-types';
import { likelyTables } from '../../core/mapping/likelyTables';
import type { FieldDescription, TableDescription } from '../../core/model/schema';
import { findField } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import { otherSide } from '../../core/model/side';
import type { MappingFileAnalysis } from '../analysis';
import type { CompletionAsk, Offer } from './completionAsk';
import { itemFrom, itemKinds, rank, replaceToken } from './completionAsk';
import { fieldDetail } from './describeField';
import { fieldNameOn } from './fieldLine';
import type { PathStep } from './looseTree';
import { looseText } from './looseTree';

/** The other mappings of the workspace; for a lookup those first whose tables the fields refer to. */
export function completeMapping(ask: CompletionAsk): readonly CompletionItem[] {
  const { analysis, file, context, view } = ask;
  const { group, path } = context;
  const listed = group?.kind === 'list' ? group.items.map(({ value }) => value) : [];
  const used = new Set(
    listed.flatMap((each) => (each?.kind === 'scalar' && each.start !== context.token.start ? [each.text] : [])),
  );
  const line = path[0] === 'fields' && typeof path[1] === 'number' ? view.lines[path[1]] : undefined;
  const referred = (side: Side) => {
    const [table, name] = [view.tables[side], fieldNameOn(line, side)];
    return table && name !== undefined ? findField(table, name)?.references?.table : undefined;
  };
  const references = { local: referred('local'), integration: referred('integration') };
  const names = new Set<string>();
  return analysis.mappings.flatMap((mapping, index) => {
    const { name } = mapping;
    if (name === undefined || names.has(name) || used.has(name) || mapping.file === file.file) return [];
    names.add(name);
    const tables = tableNamesOf(mapping);
    const isMeant = (['local', 'integration'] as const).some(
      (side) => references[side] !== undefined && references[side] === tables[side],
    );
    const offer: Offer = {
      label: name,
      kind: itemKinds.module,
      ...(tables.local === undefined ? {} : { detail: `${tables.local} and ${tables.integration ?? ''}` }),
      sort: rank(isMeant ? '1' : '2', index),
      ...(context.flow ? { commit: [','] } : {}),
    };
    return [itemFrom(ask, offer, replaceToken(ask, name))];
  });
}

function tableNamesOf({ model, tables }: MappingFileAnalysis): { readonly [S in Side]?: string } {
  const mapping = model?.mapping;
  if (mapping) return { local: mapping.table.name, integration: mapping.integrationTable.name };
  return {
    ...(tables.local && { local: tables.local.name }),
    ...(tables.integration && { integration: tables.integration.name }),
  };
}

/** The tables of a side, the likeliest counterpart of the other side's table first. */
export function completeTable(ask: CompletionAsk, side: Side): readonly CompletionItem[] {
  const tables = ask.analysis.schemas[side]?.tables ?? [];
  const other = ask.view.tableNames[otherSide(side)];
  const names = tables.map(({ name }) => name);
  const inOrder = other === undefined ? names.toSorted(byLetters) : likelyTables(other, names, side);
  const ranks = new Map(inOrder.map((name, index) => [name, index]));
  const mappedBy = mappingsByTable(ask, side);
  return tables.map((table) => {
    const mappings = mappedBy.get(table.name) ?? [];
    const offer: Offer = {
      label: table.name,
      kind: itemKinds.struct,
      detail: [
        ...(table.caption === undefined || table.caption === table.name ? [] : [table.caption]),
        `${table.fields.length} fields`,
        ...(mappings.length > 0 ? [`mapped by ${mappings.join(', ')}`] : []),
      ].join(' · '),
      // A table is found by what people call it, too.
      ...(table.caption === undefined ? {} : { filter: `${table.name} ${table.caption}` }),
      sort: rank('1', ranks.get(table.name) ?? 0),
    };
    return itemFrom(ask, offer, replaceToken(ask, table.name));
  });
}

function mappingsByTable({ analysis, file }: CompletionAsk, side: Side): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const mapping of analysis.mappings) {
    const table = tableNamesOf(mapping)[side];
    if (table === undefined || mapping.name === undefined || mapping.file === file.file) continue;
    found.set(table, [...(found.get(table) ?? []), mapping.name]);
  }
  return found;
}

function byLetters(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The fields of the mapping's own table for one of its purposes, the likely ones first. */
export function completeTableField(
  ask: CompletionAsk,
  side: Side,
  use: 'id' | 'key' | 'modifiedOn',
): readonly CompletionItem[] {
  return fieldItems(ask, ask.view.tables[side], (field) => suits(field, use));
}

/** The fields of the table that a lookup goes to; those that tell records apart first. */
export function completeLookupField(
  ask: CompletionAsk,
  side: Side,
  lookup: readonly PathStep[],
): readonly CompletionItem[] {
  const name = looseText(ask.context.root, [...lookup, 'mapping']);
  const mapping = ask.analysis.mappings.find((each) => each.name === name);
  return fieldItems(ask, mapping?.tables[side], (field) => field.unique);
}

/** Fields that many tables of a side have, as defaults for all of them. Known for the environment that is checked against. */
export function completeDefaultField(ask: CompletionAsk, environment: string, side: Side): readonly CompletionItem[] {
  const { schemas } = ask.analysis;
  if (schemas.environment !== environment) return [];
  const counts = new Map<string, number>();
  for (const { fields } of schemas[side]?.tables ?? []) {
    for (const { name } of fields) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const common = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 100);
  return common.map(([label, count], index) => {
    const detail = `in ${count} ${count === 1 ? 'table' : 'tables'}`;
    return itemFrom(ask, { label, kind: itemKinds.field, detail, sort: rank('1', index) }, replaceToken(ask, label));
  });
}

function fieldItems(
  ask: CompletionAsk,
  table: TableDescription | undefined,
  isLikely: (field: FieldDescription) => boolean,
): readonly CompletionItem[] {
  return (table?.fields ?? []).map((field, index) => {
    const sort = rank(isLikely(field) ? '1' : '2', index);
    const offer: Offer = { label: field.name, kind: itemKinds.field, detail: fieldDetail(field), sort };
    return itemFrom(ask, offer, replaceToken(ask, field.name));
  });
}

function suits(field: FieldDescription, use: 'id' | 'key' | 'modifiedOn'): boolean {
  switch (use) {
    case 'id':
      return field.unique || field.type.kind === 'guid';
    case 'key':
      return field.unique && field.type.kind !== 'guid';
    case 'modifiedOn':
      return field.type.kind === 'dateTime';
  }
}
