import assert from 'node:assert/strict';
import type { ChangePage, ChangeToken, Connector, ConnectorError, ReadQuery } from '../../src/core/ports/connector';
import type { ConformanceRow, ConformanceTable } from './conformanceTable';
import type { RecordWrite, WriteOutcome } from '../../src/core/ports/connector';
import type { Result } from '../../src/core/result';
import type { TableRecord } from '../../src/core/model/record';
import type { Value } from '../../src/core/model/value';
import { neverCancelled } from '../../src/core/ports/cancelSignal';

/** What tests do with a connector again and again, on the suite's table. */
export function connectorActions({ spec, dataFields, idOf }: ConformanceTable) {
  const query = (part: Partial<ReadQuery>): ReadQuery => ({
    table: spec,
    fields: [],
    filter: [],
    order: { by: 'id' },
    pageSize: 100,
    ...part,
  });

  async function readPages(connector: Connector, part: Partial<ReadQuery>) {
    const pages: (readonly TableRecord[])[] = [];
    for await (const page of connector.read(query(part), neverCancelled)) pages.push(value(page));
    return pages;
  }

  async function readError(connector: Connector, part: Partial<ReadQuery>): Promise<ConnectorError> {
    for await (const page of connector.read(query(part), neverCancelled)) return failure(page);
    return assert.fail('nothing was read');
  }

  async function getOne(connector: Connector, number: number, fields: readonly string[]) {
    const found = await connector.get({ table: spec, fields, ids: [idOf(number)] }, neverCancelled);
    return value(found).get(idOf(number));
  }

  async function writeAll(connector: Connector, writes: readonly RecordWrite[]): Promise<readonly WriteOutcome[]> {
    return value(await connector.write({ table: spec, writes, readBack: dataFields }, neverCancelled));
  }

  async function insertOutcomes(connector: Connector, contents: readonly ConformanceRow[]) {
    const ids = value(await connector.newIds(spec, contents.length));
    const lists = new Map<string, readonly string[]>();
    const listOf = (fields: readonly string[]) => {
      const key = fields.join('\n');
      return lists.get(key) ?? (lists.set(key, fields), fields);
    };
    const inserts = contents.map((content, index) => ({
      kind: 'insert' as const,
      id: ids?.[index] ?? null,
      fields: listOf(Object.keys(content)),
      values: Object.values(content),
      resent: false,
    }));
    return writeAll(connector, inserts);
  }

  async function changePages(
    connector: Connector,
    since: ChangeToken | null,
    { fields = [], pageSize = 100 }: { readonly fields?: readonly string[]; readonly pageSize?: number } = {},
  ): Promise<readonly Result<ChangePage, ConnectorError>[]> {
    const changes = connector.changes ?? assert.fail('this connector keeps no track of changes');
    const pages: Result<ChangePage, ConnectorError>[] = [];
    for await (const page of changes({ table: spec, fields, since, pageSize }, neverCancelled)) pages.push(page);
    return pages;
  }

  return {
    query,
    readPages,
    readAll: async (connector: Connector, part: Partial<ReadQuery>): Promise<readonly TableRecord[]> =>
      (await readPages(connector, part)).flat(),
    readError,
    stampOf: async (connector: Connector, number: number): Promise<string | null> =>
      (await getOne(connector, number, []))?.modifiedOn ?? null,
    nameOf: async (connector: Connector, number: number): Promise<Value | undefined> =>
      (await getOne(connector, number, ['Name']))?.values[0],
    writeAll,
    insertOutcomes,
    insertAll: async (connector: Connector, contents: readonly ConformanceRow[]): Promise<readonly TableRecord[]> =>
      recordsIn(await insertOutcomes(connector, contents)),
    changePages,
  };
}

export function recordsIn(outcomes: readonly WriteOutcome[]): readonly TableRecord[] {
  return outcomes.map((outcome) =>
    outcome.kind === 'written' ? outcome.record : assert.fail(JSON.stringify(outcome)),
  );
}

export function codesIn(outcomes: readonly WriteOutcome[]): readonly string[] {
  return outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.failure.code : outcome.kind));
}

export function value<T>(result: Result<T, ConnectorError>): T {
  return result.ok ? result.value : assert.fail(`${result.error.code}: ${result.error.message}`);
}

export function failure<T>(result: Result<T, ConnectorError>): ConnectorError {
  return result.ok ? assert.fail('an error was expected') : result.error;
}
