import type { Connector, RecordWrite, WriteOutcome } from '../../src/core/ports/connector';
import type { ConnectorError } from '../../src/core/ports/connector';
import type { Result } from '../../src/core/result';
import type { TableDescription, TableSpec } from '../../src/core/model/schema';
import { ok } from '../../src/core/result';

/** What a test calls a table and its fields, and what the system calls them. */
export interface Renaming {
  readonly table: readonly [ours: string, theirs: string];
  readonly fields: Readonly<Record<string, string>>;
}

/** A connector to one table by other names: the suites speak of `No.`, which not every system allows for a name. */
export function renamingConnector(connector: Connector, { table, fields }: Renaming): Connector {
  const [ourTable, theirTable] = table;
  const backwards = new Map(Object.entries(fields).map(([ours, theirs]) => [theirs, ours]));
  const theirs = (name: string) => fields[name] ?? name;
  const ours = (name: string) => backwards.get(name) ?? name;
  const lists = new Map<readonly string[], readonly string[]>();
  // Writes with the same fields go on sharing one list.
  const theirList = (names: readonly string[]) => {
    const known = lists.get(names) ?? names.map(theirs);
    lists.set(names, known);
    return known;
  };
  const spec = (each: TableSpec): TableSpec => ({
    name: each.name === ourTable ? theirTable : each.name,
    id: theirs(each.id),
    key: theirs(each.key),
    modifiedOn: theirs(each.modifiedOn),
  });
  const described = (each: TableDescription): TableDescription => {
    const named = (key: 'idField' | 'keyField' | 'modifiedOnField') => {
      const name = each[key];
      return name === undefined ? {} : { [key]: ours(name) };
    };
    return {
      ...each,
      name: each.name === theirTable ? ourTable : each.name,
      fields: each.fields.map((field) => ({ ...field, name: ours(field.name) })),
      ...named('idField'),
      ...named('keyField'),
      ...named('modifiedOnField'),
    };
  };
  const write = (each: RecordWrite): RecordWrite => ({ ...each, fields: theirList(each.fields) });
  const outcome = (each: WriteOutcome): WriteOutcome => {
    if (each.kind !== 'failed' || each.failure.field === undefined) return each;
    return { kind: 'failed', failure: { ...each.failure, field: ours(each.failure.field) } };
  };
  const { changes } = connector;
  return {
    ...connector,
    async describe(cancel) {
      const schema = await connector.describe(cancel);
      return schema.ok ? ok({ tables: schema.value.tables.map(described) }) : schema;
    },
    read: (query, cancel) =>
      connector.read(
        {
          ...query,
          table: spec(query.table),
          fields: query.fields.map(theirs),
          filter: query.filter.map((part) => ({ ...part, field: theirs(part.field) })),
        },
        cancel,
      ),
    get: (request, cancel) =>
      connector.get({ ...request, table: spec(request.table), fields: request.fields.map(theirs) }, cancel),
    find: (request, cancel) =>
      connector.find(
        {
          ...request,
          table: spec(request.table),
          fields: request.fields.map(theirs),
          field: theirs(request.field),
        },
        cancel,
      ),
    newIds: (each, count) => connector.newIds(spec(each), count),
    async write(request, cancel): Promise<Result<readonly WriteOutcome[], ConnectorError>> {
      const written = await connector.write(
        {
          table: spec(request.table),
          writes: request.writes.map(write),
          readBack: request.readBack.map(theirs),
        },
        cancel,
      );
      return written.ok ? ok(written.value.map(outcome)) : written;
    },
    ...(changes && {
      changes: (query, cancel) =>
        changes({ ...query, table: spec(query.table), fields: query.fields.map(theirs) }, cancel),
    }),
  };
}
