import type { CompletionItem } from 'vscode-languageserver-types';
import { likelyTables } from '../../core/mapping/likelyTables';
import { nearestName } from '../../core/mapping/nearestName';
import { writeMapping } from '../../core/mapping/writeMapping';
import type { CompletionAsk } from './completionAsk';
import { itemFrom, itemKinds, rank, replaceRaw } from './completionAsk';
import { openPairs } from './rankFields';

/**
 * Offers a whole mapping for an empty file: its form, and where the schemas know a table that is called like the file the mapping of
 * that table to its likeliest counterpart, with all pairs that need no second look.
 */
export function completeNewMapping(ask: CompletionAsk): readonly CompletionItem[] {
  const form = itemFrom(
    ask,
    { label: 'mapping', kind: itemKinds.snippet, detail: 'a new table mapping', sort: rank('0', 1) },
    replaceRaw(ask, skeleton, true),
  );
  return [...likelyMapping(ask), form];
}

const skeleton = `name: \${1:NAME}
table: \${2:Customer}
integrationTable: \${3:account}
direction: \${4|bidirectional,toIntegrationTable,fromIntegrationTable|}

fields:
  - \${5:Name} <-> \${6:name}
`;

function likelyMapping(ask: CompletionAsk): readonly CompletionItem[] {
  const { analysis, file, view } = ask;
  const { local, integration } = analysis.schemas;
  if (!local || !integration) return [];
  const base = (file.file.split('/').at(-1) ?? '').replace(/(\.mapping)?\.ya?ml$/i, '');
  const name = nearestName(
    base,
    local.tables.map((table) => table.name),
  );
  const table = local.tables.find((each) => each.name === name);
  const likely =
    name === undefined
      ? []
      : likelyTables(
          name,
          integration.tables.map((each) => each.name),
        );
  const other = integration.tables.find((each) => each.name === likely[0]);
  if (!table || !other) return [];
  const tables = { local: table, integration: other };
  const fields = openPairs(analysis, { ...view, tables }).filter(({ picked }) => picked);
  const taken = new Set(analysis.mappings.map((each) => each.name));
  const own = table.name.toUpperCase();
  const text = writeMapping({
    name: taken.has(own) ? `${own} 2` : own,
    table: { name: table.name },
    integrationTable: { name: other.name },
    direction: 'bidirectional',
    fields: fields.map(({ localField, integrationField, direction, lookup }) => {
      return { localField, integrationField, direction, ...(lookup === undefined ? {} : { lookup }) };
    }),
  });
  const offer = {
    label: `${table.name} and ${other.name}`,
    kind: itemKinds.snippet,
    detail: `a new table mapping with ${fields.length} fields`,
    filter: `mapping ${table.name} ${other.name}`,
    sort: rank('0', 0),
  };
  // Without a pair there would be a key without a list.
  return fields.length === 0 ? [] : [itemFrom(ask, offer, replaceRaw(ask, text))];
}
