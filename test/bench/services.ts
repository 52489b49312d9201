import { DynamicsWebApi } from 'dynamics-web-api';
import type { FaultRig } from '../faults/faultRig';
import type { ServiceName } from '../faults/dialects';
import { byBatches, byBulkMessages } from './bulkMessages';
import { startFaultRig } from '../faults/faultRig';

/**
 * What a network's latency makes of a run over services: 1,000 records created, none changed, all changed, against the emulators behind
 * a proxy that holds every request back. Beside it, in the same run, what others do: one request a record, and batches of
 * 100 by `dynamics-web-api`. Those only write, while a run of ours also reads both sides, compares, couples and keeps its journal.
 */
const records = 1_000;
const latencies = [0, 20, 100];
/** One request a record takes minutes: so many are sent, and the time is told for all. */
const singles = 50;
const batchSize = 100;

async function main(): Promise<void> {
  for (const service of ['dataverse', 'businessCentral'] as const) {
    for (const latencyMs of latencies) await measure(service, latencyMs);
  }
  console.log(
    `\ndataverse, writing ${records} records and nothing else: $batch, or CreateMultiple and UpdateMultiple with reading`,
  );
  for (const latencyMs of latencies) await measureWriting(latencyMs);
}

async function measure(service: ServiceName, latencyMs: number): Promise<void> {
  console.log(`\n${service}, ${latencyMs} ms before each request, ${records} records`);
  await withRig(service, latencyMs, async (rig) => {
    const create = await timed(() => run(rig, 'full'));
    await run(rig, 'modified');
    const quiet = await timed(() => run(rig, 'modified'));
    for (const { SystemId } of rig.memory.rows('Customer'))
      rig.memory.put('Customer', { SystemId: SystemId ?? '', City: 'Bergen' });
    const modify = await timed(() => run(rig, 'modified'));
    const others = await othersOf(service, latencyMs);
    tell('create', create, others.create);
    tell('change', modify, others.modify);
    console.log(`  ${'nothing changed'.padEnd(18)}${ms(quiet)}`);
  });
}

/** The two ways of writing many records at once, each on a service of its own. */
async function measureWriting(latencyMs: number): Promise<void> {
  const told: string[] = [];
  for (const [name, write] of [
    ['$batch', byBatches],
    ['bulk messages', byBulkMessages],
  ] as const) {
    await withRig('dataverse', latencyMs, async (rig) => {
      const { create, modify } = await write(rig, records);
      told.push(
        `${name} create ${ms(create.ms).trim()} (${create.requests}), change ${ms(modify.ms).trim()} (${modify.requests})`,
      );
    });
  }
  console.log(`  ${latencyMs} ms: ${told.join(' · ')}`);
}

interface Others {
  readonly create: Readonly<Record<string, number>>;
  readonly modify: Readonly<Record<string, number>>;
}

/** Each on a service of its own, behind the same latency. */
async function othersOf(service: ServiceName, latencyMs: number): Promise<Others> {
  let create: Record<string, number> = {};
  let modify: Record<string, number> = {};
  await withRig(service, latencyMs, async (rig) => {
    const collection = await collectionOf(service, rig);
    const names = namesOf(service);
    create = { 'one at a time': await perRecord((index) => send('POST', collection, bodyOf(service, index))) };
    const ids = rig.rows().map(rig.idOf);
    modify = {
      'one at a time': await perRecord((index) =>
        send('PATCH', `${collection}(${ids[index]})`, { [names.city]: 'Bergen' }),
      ),
    };
  });
  if (service !== 'dataverse') return { create, modify };
  await withRig(service, latencyMs, async (rig) => {
    const client = new DynamicsWebApi({ serverUrl: `${rig.proxy.url}/`, dataApi: { version: '9.2' } });
    const inBatches = (work: (index: number) => void) =>
      timed(async () => {
        for (let at = 0; at < records; at += batchSize) {
          client.startBatch();
          for (let index = at; index < at + batchSize; index++) work(index);
          await client.executeBatch();
        }
      });
    create['dynamics-web-api'] = await inBatches((index) => {
      void client.create({ collection: 'accounts', data: bodyOf(service, index) });
    });
    const ids = rig.rows().map(rig.idOf);
    modify['dynamics-web-api'] = await inBatches((index) => {
      void client.update({ collection: 'accounts', key: ids[index] ?? '', data: { address1_city: 'Bergen' } });
    });
  });
  return { create, modify };
}

async function withRig(service: ServiceName, latencyMs: number, work: (rig: FaultRig) => Promise<void>): Promise<void> {
  const rig = await startFaultRig(service, records);
  try {
    if (latencyMs > 0) rig.proxy.inject({ fault: { kind: 'delay', ms: latencyMs }, times: Infinity });
    await work(rig);
  } finally {
    await rig.stop();
  }
}

async function run(rig: FaultRig, mode: 'full' | 'modified'): Promise<void> {
  const done = await rig.synchronize(mode);
  if (!done.ok) throw new Error(done.error.message);
  const aborted = done.value.find(({ status }) => status !== 'finished');
  if (aborted) throw new Error(aborted.message);
}

async function collectionOf(service: ServiceName, { proxy }: FaultRig): Promise<string> {
  if (service === 'dataverse') return `${proxy.url}/api/data/v9.2/accounts`;
  const companies = `${proxy.url}/BC/api/v2.0/companies`;
  const answer = await fetch(companies, { headers: { Authorization: 'Bearer demo' } });
  const { value } = (await answer.json()) as { readonly value: readonly { readonly id: string }[] };
  return `${companies}(${value[0]?.id})/customers`;
}

function namesOf(service: ServiceName) {
  return service === 'dataverse'
    ? { number: 'accountnumber', name: 'name', city: 'address1_city' }
    : { number: 'number', name: 'displayName', city: 'city' };
}

function bodyOf(service: ServiceName, index: number): Record<string, string> {
  const { number, name, city } = namesOf(service);
  return { [number]: `N${String(index).padStart(5, '0')}`, [name]: `Customer ${index}`, [city]: 'Oslo' };
}

async function send(method: string, url: string, body: object): Promise<void> {
  const headers = {
    Authorization: 'Bearer demo',
    'Content-Type': 'application/json',
    ...(method === 'PATCH' && { 'If-Match': '*' }),
  };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function perRecord(work: (index: number) => Promise<void>): Promise<number> {
  const taken = await timed(async () => {
    for (let index = 0; index < singles; index++) await work(index);
  });
  return (taken / singles) * records;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function tell(what: string, ours: number, others: Readonly<Record<string, number>>): void {
  const told = Object.entries(others).map(
    ([name, theirs]) => `${name} ${ms(theirs).trim()} (${(theirs / ours).toFixed(1)} times ours)`,
  );
  console.log(`  ${what.padEnd(18)}${ms(ours)}   ${told.join(' · ')}`);
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`.padStart(10);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
