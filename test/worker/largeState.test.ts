import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { RunningWorker } from '../support/runningWorker';
import { aCoupling, aFailure, aJob } from '../support/stateBuilders';
import { customerWorkspace, localId } from '../support/customerWorkspace';
import { openWorkspaceState } from '../support/workspaceState';
import { startWorker } from '../support/runningWorker';

const couplings = 100_000;
const mappings = 200;

/**
 * Where there is much to see. The bounds are several times what a quiet machine needs, so that a busy one passes; what they
 * catch is work that grows with all there is instead of with what is shown.
 */
suite('A workspace with 200 mappings and 100,000 couplings', function () {
  this.timeout(180_000);

  let workspace: CustomerWorkspace;
  let worker: RunningWorker;
  suiteSetup(async () => {
    workspace = await customerWorkspace(1_000);
    const text = workspace.readText('mappings/customer.mapping.yaml');
    for (let number = 1; number < mappings; number++) {
      workspace.write(`mappings/m${number}.mapping.yaml`, text.replace('CUSTOMER', `M${number}`));
    }
    await writeState(workspace.folder);
  });
  suiteTeardown(() => workspace.remove());
  setup(() => {
    worker = startWorker();
  });
  teardown(() => worker.terminate());

  const page = () => ({ folder: workspace.folder, states: [], search: '', titles: false, limit: 200 }) as const;

  test('shows its first page within a second, and each next one at once', async () => {
    await worker.value('plan/close', { planId: 'none' });
    const first = await timed(() => worker.value('couplings/page', page()));
    assert.ok(first.ms < 1_000, `${first.ms} ms`);
    const next: number[] = [];
    let seen = first.value.couplings.length;
    for (let after = first.value.next; after !== undefined;) {
      const { ms, value } = await timed(() => worker.value('couplings/page', { ...page(), after: after ?? '' }));
      next.push(ms);
      seen += value.couplings.length;
      after = value.next;
    }
    assert.equal(seen, couplings);
    assert.ok(median(next) < 60, `${median(next)} ms a page`);
  });

  test('draws its overview within two and a half seconds, and at once where nothing changed', async () => {
    const first = await timed(() => worker.value('workspace/overview', { folder: workspace.folder }));
    assert.equal(first.value.mappings.length, mappings);
    assert.ok(first.ms < 2_500, `${first.ms} ms`);
    const again: number[] = [];
    for (let time = 0; time < 15; time++) {
      again.push((await timed(() => worker.value('workspace/overview', { folder: workspace.folder }))).ms);
    }
    assert.ok(median(again) < 120, `${median(again)} ms`);
  });

  test('is searched by id and by title within a few seconds', async () => {
    const byId = await timed(() => worker.value('couplings/page', { ...page(), search: localId(42) }));
    assert.deepEqual(
      byId.value.couplings.map((line) => line.localId),
      [localId(42)],
    );
    const byTitle = await timed(() =>
      worker.value('couplings/page', { ...page(), search: 'customer 777', titles: true }),
    );
    assert.deepEqual(
      byTitle.value.couplings.map((line) => line.localTitle),
      ['C00777 Customer 777'],
    );
    assert.ok(byId.ms + byTitle.ms < 5_000, `${byId.ms} and ${byTitle.ms} ms`);
  });
});

async function writeState(folder: string): Promise<void> {
  const store = await openWorkspaceState(folder);
  for (let batch = 0; batch < couplings / 1_000; batch++) {
    const id = `job-${batch}`;
    const mapping = batch === 0 ? 'CUSTOMER' : `M${1 + (batch % 20)}`;
    const changes = Array.from({ length: 1_000 }, (_, index) => {
      const number = batch * 1_000 + index + 1;
      const failure = number % 100 === 0 ? aFailure({ jobId: id }) : null;
      const coupling = aCoupling({
        mapping,
        localId: localId(number),
        integrationId: localId(number).replace('5c', '6c'),
        lastJobId: id,
        failures: { toIntegrationTable: failure, fromIntegrationTable: null },
        skipped: number % 200 === 0,
        fingerprints: null,
      });
      return { kind: 'put', coupling } as const;
    });
    await store.commit({ jobs: [aJob({ id, mapping })], couplings: changes });
  }
  await store.close();
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const began = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - began), value };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
