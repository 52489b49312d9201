import type { RecordWrite } from '../../src/core/ports/connector';
import type { FaultRig } from '../faults/faultRig';
import { dialects } from '../faults/dialects';
import { fakeClock } from '../support/fakeClock';
import { must } from '../../src/core/assert';
import { neverCancelled } from '../../src/core/ports/cancelSignal';
import { openAccess } from '../conformance/emulatedTable';

/** Milliseconds to write some records, and how many requests that took. */
export interface Written {
  readonly ms: number;
  readonly requests: number;
}

const fields = ['accountnumber', 'name', 'address1_city'];
const portion = 400;
/** Targets in one message, and messages at a time: as batches are. */
const targets = 100;
const atOnce = 4;

/** Creates, then changes, records by the connector alone: `$batch`, each record on its own, answered with how it stands. */
export async function byBatches(rig: FaultRig, records: number): Promise<{ create: Written; modify: Written }> {
  const opened = await dialects.dataverse.open(rig.proxy.url, openAccess(fakeClock(), 7));
  const connector = must(opened.ok ? opened.value : undefined, 'a connector');
  const schema = await connector.describe(neverCancelled);
  if (!schema.ok) throw new Error(schema.error.message);
  const table = { name: 'account', id: 'accountid', key: 'accountnumber', modifiedOn: 'modifiedon' };
  const made = await connector.newIds(table, records);
  if (!made.ok || !made.value) throw new Error('The connector gives ids.');
  const ids = made.value;
  const write = (writes: readonly RecordWrite[]) =>
    measured(rig, async () => {
      for (let at = 0; at < records; at += portion) {
        const request = { table, writes: writes.slice(at, at + portion), readBack: fields };
        const outcomes = await connector.write(request, neverCancelled);
        if (!outcomes.ok || outcomes.value.some(({ kind }) => kind !== 'written')) throw new Error('Not all written.');
      }
    });
  const create = await write(
    ids.map((id, index) => ({ kind: 'insert', id, fields, values: valuesOf(index), resent: false })),
  );
  const read = await connector.get({ table, fields, ids }, neverCancelled);
  if (!read.ok) throw new Error(read.error.message);
  const modify = await write(
    ids.map((id) => {
      const expected = must(read.value.get(id), 'the record').modifiedOn;
      return { kind: 'modify', id, fields: ['address1_city'], values: ['Bergen'], expected };
    }),
  );
  await connector.close();
  return { create, modify };
}

/**
 * The same by CreateMultiple and UpdateMultiple, which answer ids or nothing: how the records stand is read afterwards, as a
 * synchronization has to. One refused record would take its whole message back.
 */
export async function byBulkMessages(rig: FaultRig, records: number): Promise<{ create: Written; modify: Written }> {
  const collection = `${rig.proxy.url}/api/data/v9.2/accounts`;
  const type = { '@odata.type': 'Microsoft.Dynamics.CRM.account' };
  const ids: string[] = [];
  const readBack = async (portionIds: readonly string[]): Promise<void> => {
    const filter = portionIds.map((id) => `accountid eq ${id}`).join(' or ');
    await answerOf(`${collection}?$select=${fields.join(',')},modifiedon&$filter=${encodeURIComponent(filter)}`);
  };
  const create = await measured(rig, () =>
    inPortions(records, async (at) => {
      const rows = Array.from({ length: targets }, (_, index) => ({ ...type, ...rowOf(at + index) }));
      const { Ids } = (await answerOf(`${collection}/Microsoft.Dynamics.CRM.CreateMultiple`, rows)) as {
        Ids: string[];
      };
      ids.push(...Ids);
      await readBack(Ids);
    }),
  );
  const modify = await measured(rig, () =>
    inPortions(records, async (at) => {
      const mine = ids.slice(at, at + targets);
      const rows = mine.map((accountid) => ({ ...type, accountid, address1_city: 'Bergen' }));
      await answerOf(`${collection}/Microsoft.Dynamics.CRM.UpdateMultiple`, rows);
      await readBack(mine);
    }),
  );
  return { create, modify };
}

async function inPortions(records: number, work: (at: number) => Promise<void>): Promise<void> {
  const starts = Array.from({ length: Math.ceil(records / targets) }, (_, index) => index * targets);
  const worker = async (): Promise<void> => {
    for (let at = starts.shift(); at !== undefined; at = starts.shift()) await work(at);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function answerOf(url: string, rows?: readonly object[]): Promise<unknown> {
  const headers = { Authorization: 'Bearer demo', 'Content-Type': 'application/json' };
  const answer = await fetch(
    url,
    rows ? { method: 'POST', headers, body: JSON.stringify({ Targets: rows }) } : { headers },
  );
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

async function measured({ proxy }: FaultRig, work: () => Promise<void>): Promise<Written> {
  const before = proxy.requests.length;
  const began = performance.now();
  await work();
  return { ms: performance.now() - began, requests: proxy.requests.length - before };
}

function valuesOf(index: number): readonly string[] {
  return [`N${String(index).padStart(5, '0')}`, `Customer ${index}`, 'Oslo'];
}

function rowOf(index: number): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((name, place) => [name, valuesOf(index)[place] ?? '']));
}
