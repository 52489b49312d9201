import type { SourceNode } from '../core/mapping/sourceTree';
import type { TableDefaults } from '../core/mapping/resolveTable';
import type { SystemSchema, TableDescription } from '../core/model/schema';
import type { TableReference } from '../core/model/tableMapping';
import { entryOf, isNull } from '../core/mapping/sourceTree';
import { findField, findTable } from '../core/model/schema';
import { resolveTable } from '../core/mapping/resolveTable';

/**
 * The table that a mapping file names for a side, as the schema has it, with its id, key and modified-on field settled as a run
 * would settle them. Read from the tree, so that it is there while the rest of the file is being written. Undefined where the file
 * names none, or the schema has none of that name.
 */
export function mappingTable(
  root: SourceNode | undefined,
  key: 'table' | 'integrationTable',
  schema: SystemSchema | undefined,
  defaults: TableDefaults,
): TableDescription | undefined {
  const reference = referenceFrom(entryOf(root, key)?.value);
  const table = reference && schema && findTable(schema, reference.name);
  if (!table) return undefined;
  const spec = resolveTable(reference, table, defaults);
  if (spec.ok) {
    const { id, key: keyField, modifiedOn } = spec.value;
    return { ...table, idField: id, keyField, modifiedOnField: modifiedOn };
  }
  // Not all three can be told: then each for itself.
  const settled = (named: string | undefined, byDefault: string | undefined, told: string | undefined) =>
    [named, byDefault, told].find((name) => name !== undefined && findField(table, name));
  const idField = settled(reference.id, defaults.id, table.idField);
  const keyField = settled(reference.key, defaults.key, table.keyField);
  const modifiedOnField = settled(reference.modifiedOn, defaults.modifiedOn, table.modifiedOnField);
  return {
    name: table.name,
    fields: table.fields,
    ...(idField !== undefined && { idField }),
    ...(keyField !== undefined && { keyField }),
    ...(modifiedOnField !== undefined && { modifiedOnField }),
  };
}

/** A name, or a group with a name and the fields it gives. */
function referenceFrom(node: SourceNode | undefined): TableReference | undefined {
  const name = textOf(node?.kind === 'map' ? entryOf(node, 'name')?.value : node);
  if (name === undefined) return undefined;
  const named = (key: 'id' | 'key' | 'modifiedOn') => {
    const text = textOf(entryOf(node, key)?.value);
    return text === undefined ? {} : { [key]: text };
  };
  return { name, ...named('id'), ...named('key'), ...named('modifiedOn') };
}

function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === 'scalar' && !isNull(node) && node.text !== '' ? node.text : undefined;
}
