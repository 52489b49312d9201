import assert from 'node:assert/strict';
import { aField, aJob, aLine, aMapping, aProblem, anError, aWord, tooLong } from './treeBuilders';
import { aWorkspace, fakeShell } from './fakeShell';
import { createCouplingsSource } from '../../../../src/extension/trees/sources/couplingsSource';
import { createJobsSource } from '../../../../src/extension/trees/sources/jobsSource';
import { createMappingsSource } from '../../../../src/extension/trees/sources/mappingsSource';
import { findFailures } from '../../../../src/extension/trees/sources/findFailures';
import { noFilter } from '../../../../src/extension/trees/couplingsFilter';
import { takeSnapshot } from '../../../../src/extension/trees/takeSnapshot';
import type { ActiveRun } from '../../../../src/extension/workbench';
import type { CouplingLine } from '../../../../src/protocol/workerProtocol';
import type { FakeShell, FakeWorkspace } from './fakeShell';
import type { Job } from '../../../../src/core/model/job';
import type { TreeNode } from '../../../../src/extension/trees/treeNode';
import type { TreeSnapshot } from '../../../../src/extension/api';

suite('The Table Mappings view', () => {
  test('shows mappings in the order they are synchronized in, with groups below', async () => {
    const fake = aWorkspace({ mappings: [aMapping({ name: 'CURRENCY' }), aMapping()] });
    const shown = await takeSnapshot(await createMappingsSource(fakeShell(fake)).roots(), 2);
    assert.deepEqual(
      shown.map(({ label, children }) => [label, children.map((child) => child.contextValue)]),
      [
        ['CURRENCY', ['fields', 'couplings', 'jobs']],
        ['CUSTOMER', ['fields', 'couplings', 'jobs']],
      ],
    );
  });

  test('reads couplings and jobs only where somebody looks below a mapping', async () => {
    const shell = fakeShell(
      aWorkspace({ mappings: [aMapping({ lastJobs: [aJob()] })], couplings: [aLine()], jobs: [aJob()] }),
    );
    await takeSnapshot(await createMappingsSource(shell).roots(), 2);
    assert.deepEqual(shell.asked, []);
  });

  test('shows couplings by pages, and goes on where the last page ended', async () => {
    const fake = aWorkspace({
      mappings: [aMapping({ counts: { ok: 450, failed: 0, skipped: 0 } })],
      couplings: lines(450),
    });
    const source = createMappingsSource(fakeShell(fake));
    const couplings = async (): Promise<readonly TreeNode[]> => {
      const [mapping] = await source.roots();
      return below(await below(mapping), 'couplings');
    };
    assert.equal((await couplings()).length, 201);
    await press((await couplings()).at(-1));
    assert.equal((await couplings()).length, 401);
    assert.equal((await couplings()).at(-1)?.row().description, '400 of 450 shown');
    await press((await couplings()).at(-1));
    assert.equal((await couplings()).length, 450);
    assert.equal(new Set((await couplings()).map(({ id }) => id)).size, 450);
  });

  test('shows as much as before when the state changed, and what changed in it', async () => {
    const fake = aWorkspace({
      mappings: [aMapping({ counts: { ok: 450, failed: 0, skipped: 0 } })],
      couplings: lines(450),
    });
    const shell = fakeShell(fake);
    const source = createMappingsSource(shell);
    const couplings = async () => below(await below((await source.roots())[0]), 'couplings');
    await press((await couplings()).at(-1));
    fake.couplings = fake.couplings.map((line, index) =>
      index === 449 ? { ...line, state: 'failed', failure: tooLong } : line,
    );
    assert.equal((await couplings())[0]?.row().contextValue, 'coupling.ok');
    source.forget(shell.workspace('sample'));
    const after = await couplings();
    assert.equal(after.length, 401);
    assert.equal(after[0]?.row().contextValue, 'coupling.failed');
  });

  test('keeps the ids of all lines over a refresh, so that nothing closes', async () => {
    const fake = aWorkspace({ mappings: [aMapping({ lastJobs: [aJob()] })], couplings: lines(3), jobs: [aJob()] });
    const shell = fakeShell(fake);
    const source = createMappingsSource(shell);
    const ids = async () => allIds(await takeSnapshot(await source.roots(), 4));
    const before = await ids();
    source.forget(shell.workspace('sample'));
    assert.deepEqual(await ids(), before);
    assert.equal(new Set(before).size, before.length);
  });

  test('tells twin field mappings apart', async () => {
    const fake = aWorkspace({ mappings: [aMapping({ fields: [aField(), aField({ enabled: false })] })] });
    const ids = allIds(await takeSnapshot(await createMappingsSource(fakeShell(fake)).roots(), 3));
    assert.equal(new Set(ids).size, ids.length);
  });

  test('shows a file with errors, which opens at the first of them, beside the mappings that are well', async () => {
    const fake = aWorkspace({
      mappings: [aMapping()],
      problems: [aProblem({ file: 'mappings/item.mapping.yaml', line: 12 })],
    });
    const [broken, mapping] = await createMappingsSource(fakeShell(fake)).roots();
    assert.equal(broken?.row().contextValue, 'mapping.broken');
    assert.deepEqual(broken?.opens, { file: 'mappings/item.mapping.yaml', line: 12 });
    assert.equal(broken?.target.file, '/work/sample/mappings/item.mapping.yaml');
    assert.equal(mapping?.row().label, 'CUSTOMER');
  });

  test('says so where a workspace cannot be read', async () => {
    const fake = aWorkspace({ refused: new Set(['workspace/overview']) });
    const [line] = await createMappingsSource(fakeShell(fake)).roots();
    assert.equal(line?.row().label, 'The state cannot be read. Try again.');
  });

  test('has a line for each folder where there are several', async () => {
    const live = aWorkspace({ name: 'live', environment: 'production', mappings: [aMapping()] });
    const roots = await createMappingsSource(fakeShell(aWorkspace(), live)).roots();
    const shown = await takeSnapshot(roots, 2);
    assert.deepEqual(
      shown.map(({ label, description, children }) => [label, description, children.map((child) => child.label)]),
      [
        ['sample', 'sample', []],
        ['live', 'production (production)', ['CUSTOMER']],
      ],
    );
  });

  test('names on every line what it is about, for commands', async () => {
    const fake = aWorkspace({ mappings: [aMapping()], couplings: [aLine({ lastJobId: 'job-9' })] });
    const source = createMappingsSource(fakeShell(fake));
    const [mapping] = await source.roots();
    const place = { workspaceId: '/work/sample', folder: '/work/sample', mapping: 'CUSTOMER' };
    assert.deepEqual(mapping?.target, place);
    const [coupling] = await below(await below(mapping), 'couplings');
    assert.deepEqual(coupling?.target, { ...place, localId: 'c-1', integrationId: 'a-1', jobId: 'job-9' });
  });

  test('counts along on the mapping that is synchronized, and stops when its job ended', async () => {
    const fake = aWorkspace({ mappings: [aMapping()] });
    const [mapping] = await createMappingsSource(fakeShell(fake)).roots();
    const job = aJob({ status: 'inProgress' });
    fake.run = aRun(fake, [aWord(job, 20, 63)]);
    assert.equal(mapping?.row().description, 'account · synchronizing · 20 of 63');
    fake.run = aRun(fake, [{ kind: 'jobFinished', job: aJob() }]);
    assert.equal(mapping.row().icon?.name, 'arrow-both');
  });
});

suite('The Couplings view', () => {
  const mixed: readonly CouplingLine[] = [
    aLine({ localId: 'c-1', localTitle: '10000 Cannon' }),
    aLine({ localId: 'c-2', localTitle: '20000 Trey', state: 'skipped', failure: tooLong }),
    aLine({ localId: 'k-1', mapping: 'CONTACTS', localTitle: 'Ann', state: 'failed', failure: tooLong }),
    aLine({ localId: 'v-1', mapping: 'VENDOR', localTitle: 'Graphic' }),
  ];
  const titles = (nodes: readonly TreeNode[]) => nodes.map((node) => node.row().label.split(' ↔ ')[0]);

  test('shows failed ones first, then skipped ones, then the rest', async () => {
    const source = createCouplingsSource(fakeShell(aWorkspace({ couplings: mixed })));
    assert.deepEqual(titles(await source.roots()), ['Ann', '20000 Trey', '10000 Cannon', 'Graphic']);
  });

  test('finds by part of a title, in capitals or not', async () => {
    const source = createCouplingsSource(fakeShell(aWorkspace({ couplings: mixed })));
    source.setFilter({ ...noFilter, search: 'gRAPH' });
    assert.deepEqual(titles(await source.roots()), ['Graphic']);
  });

  test('filters by several mappings at once, failed ones of either first', async () => {
    const source = createCouplingsSource(fakeShell(aWorkspace({ couplings: mixed })));
    source.setFilter({ ...noFilter, mappings: ['CUSTOMER', 'CONTACTS'] });
    assert.deepEqual(titles(await source.roots()), ['Ann', '20000 Trey', '10000 Cannon']);
    source.setFilter({ ...noFilter, mappings: ['CUSTOMER', 'CONTACTS'], states: ['ok', 'skipped'] });
    assert.deepEqual(titles(await source.roots()), ['20000 Trey', '10000 Cannon']);
  });

  test('pages through several mappings and shows every coupling once', async () => {
    const couplings = [
      ...lines(260),
      ...lines(150).map((line) => ({ ...line, mapping: 'VENDOR', state: 'failed' as const, failure: tooLong })),
      ...lines(10).map((line) => ({ ...line, mapping: 'ITEM' })),
    ];
    const source = createCouplingsSource(fakeShell(aWorkspace({ couplings })));
    source.setFilter({ ...noFilter, mappings: ['CUSTOMER', 'VENDOR'] });
    await press((await source.roots()).at(-1));
    await press((await source.roots()).at(-1));
    const shown = await source.roots();
    assert.equal(shown.length, 410);
    assert.equal(new Set(shown.map(({ id }) => id)).size, 410);
    assert.deepEqual(shown.map(({ target }) => target.mapping === 'VENDOR').lastIndexOf(true), 149);
  });

  test('is empty where nothing matches, also with several folders', async () => {
    const source = createCouplingsSource(fakeShell(aWorkspace({ couplings: mixed }), aWorkspace({ name: 'other' })));
    assert.equal((await source.roots()).length, 2);
    source.setFilter({ ...noFilter, search: 'nobody' });
    assert.deepEqual(await source.roots(), []);
    assert.equal(source.isEmpty(), true);
  });

  test('begins at the first page again when the filter changes', async () => {
    const source = createCouplingsSource(fakeShell(aWorkspace({ couplings: lines(450) })));
    await press((await source.roots()).at(-1));
    source.setFilter({ ...noFilter, states: ['ok'] });
    assert.equal((await source.roots()).length, 201);
  });

  test('asks for no titles while the window is not trusted', async () => {
    const shell = fakeShell(aWorkspace({ couplings: mixed }));
    shell.trusted = false;
    const [first] = await createCouplingsSource(shell).roots();
    assert.equal(first?.row().label, 'k-1 ↔ a-1');
  });

  test('shows ids where a system with the titles cannot be reached, and says why', async () => {
    const fake = aWorkspace({ couplings: mixed, offline: true });
    const shell = fakeShell(fake);
    const source = createCouplingsSource(shell);
    assert.equal((await source.roots())[0]?.row().label, 'k-1 ↔ a-1');
    assert.equal(source.titlesMissing(), 'The local system is away. Try again.');
    fake.offline = false;
    source.forget(shell.workspace('sample'));
    assert.equal((await source.roots())[0]?.row().label, 'Ann ↔ Cannon Group PLC');
    assert.equal(source.titlesMissing(), undefined);
  });

  test('shows ids where titles are slow to come, and titles as soon as they are there', async () => {
    const fake = aWorkspace({ couplings: mixed });
    const shell = fakeShell(fake);
    let come: () => void = () => undefined;
    fake.titlesWait = new Promise((resolve) => (come = resolve));
    const roots = createCouplingsSource(shell).roots();
    await settled();
    shell.timers.advance(300);
    const [first] = await roots;
    assert.equal(first?.row().label, 'k-1 ↔ a-1');
    assert.equal(shell.titlesTold, 0);
    come();
    await settled();
    assert.equal(shell.titlesTold, 1);
    assert.equal(first.row().label, 'Ann ↔ Cannon Group PLC');
    assert.equal(first.failure?.()?.title, 'Ann');
  });

  test('keeps the titles it knows while it reads anew', async () => {
    const fake = aWorkspace({ couplings: mixed });
    const shell = fakeShell(fake);
    const source = createCouplingsSource(shell);
    await source.roots();
    fake.titlesWait = new Promise(() => undefined);
    source.forget(shell.workspace('sample'));
    assert.equal((await source.roots())[0]?.row().label, 'Ann ↔ Cannon Group PLC');
    assert.equal(shell.timers.waiting, 0);
  });

  test('takes a mapping that a folder does not have for one without couplings', async () => {
    const source = createCouplingsSource(fakeShell(aWorkspace({ couplings: mixed })));
    source.setFilter({ ...noFilter, mappings: ['ITEM'] });
    assert.deepEqual(await source.roots(), []);
    source.setFilter({ ...noFilter, mappings: ['ITEM', 'VENDOR'] });
    assert.deepEqual(titles(await source.roots()), ['Graphic']);
  });

  test('shows a coupling once that moved to a later page while pages were read', async () => {
    const fake = aWorkspace({ couplings: lines(300) });
    const source = createCouplingsSource(fakeShell(fake));
    const before = await source.roots();
    fake.couplings = [...fake.couplings.slice(1, 250), ...fake.couplings.slice(0, 1), ...fake.couplings.slice(250)];
    await press(before.at(-1));
    const ids = (await source.roots()).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('tries again after a refusal', async () => {
    const fake = aWorkspace({ couplings: mixed, refused: new Set(['couplings/page']) });
    const source = createCouplingsSource(fakeShell(fake));
    assert.equal((await source.roots())[0]?.row().contextValue, 'unavailable');
    fake.refused.clear();
    assert.equal((await source.roots()).length, 4);
  });

  test('keeps the lines when the next page is refused, and says why', async () => {
    const fake = aWorkspace({ couplings: lines(300) });
    const source = createCouplingsSource(fakeShell(fake));
    const more = (await source.roots()).at(-1);
    fake.refused.add('couplings/page');
    const loaded = await more?.loads?.next();
    assert.equal(loaded?.refused?.code, 'STATE_UNREADABLE');
    assert.equal(loaded.shown, 200);
  });
});

suite('The Synchronization Jobs view', () => {
  const finished: readonly Job[] = [
    aJob({ id: 'j2', direction: 'fromIntegrationTable', counters: { failed: 1 } }),
    aJob({ id: 'j1', counters: { inserted: 60 } }),
  ];

  test('shows runs, newest first, with their jobs as they came', async () => {
    const fake = aWorkspace({ mappings: [aMapping()], jobs: [aJob({ id: 'j3', runId: 'run-2' }), ...finished] });
    const shown = await takeSnapshot(await createJobsSource(fakeShell(fake)).roots(), 2);
    assert.deepEqual(
      shown.map(({ description, children }) => [description, children.map((job) => [job.label, job.description])]),
      [
        ['full · no records', [['CUSTOMER → account', 'no records · finished']]],
        [
          'full · 1 failed, 60 inserted',
          [
            ['CUSTOMER → account', '60 inserted · finished'],
            ['CUSTOMER → Customer', '1 failed · finished'],
          ],
        ],
      ],
    );
  });

  test('shows a run of this window first, open, with what it tells while it goes on', async () => {
    const fake = aWorkspace({ mappings: [aMapping()], jobs: finished });
    const source = createJobsSource(fakeShell(fake));
    const job = aJob({ id: 'j9', runId: 'run-9', status: 'inProgress', counters: { inserted: 5 } });
    fake.run = aRun(fake, [aWord(job, 20, 63)]);
    const [run] = await source.roots();
    assert.equal(run?.id, source.activeRunId(fake.run));
    assert.equal(run.startsExpanded, true);
    const [line] = await below(run);
    assert.equal(line?.row().description, '20 of 63 · 5 inserted · in progress');
    const later = { ...job, counters: { ...job.counters, inserted: 30 } };
    fake.run = aRun(fake, [aWord(later, 50, 63)]);
    assert.equal(line.row().description, '50 of 63 · 30 inserted · in progress');
    assert.equal(run.row().description, 'full · in progress · 30 inserted');
  });

  test('keeps the line of a run when it ends', async () => {
    const fake = aWorkspace({ jobs: finished });
    const shell = fakeShell(fake);
    const source = createJobsSource(shell);
    const job = aJob({ id: 'j9', runId: 'run-9', status: 'inProgress' });
    fake.run = aRun(fake, [aWord(job, 20)]);
    const during = allIds(await takeSnapshot(await source.roots(), 2));
    fake.run = undefined;
    fake.jobs = [{ ...job, status: 'finished' }, ...finished];
    source.forget(shell.workspace('sample'));
    assert.deepEqual(allIds(await takeSnapshot(await source.roots(), 2)), during);
  });

  test('says that a run starts before its first job has', async () => {
    const fake = aWorkspace({ jobs: finished });
    fake.run = aRun(fake, []);
    const source = createJobsSource(fakeShell(fake));
    const [starting] = await source.roots();
    assert.equal(starting?.row().description, 'Full Synchronization · starting');
    assert.equal(starting.id, source.activeRunId(fake.run));
  });

  test('shows more of a long history on demand, and no half run at its end', async () => {
    const jobs = Array.from({ length: 1_250 }, (_, n) => aJob({ id: `j${n}`, runId: `r${Math.floor(n / 3)}` }));
    const source = createJobsSource(fakeShell(aWorkspace({ jobs })));
    const first = await source.roots();
    assert.equal(first.length, 167, '166 whole runs of 3 jobs, and a line for more');
    await press(first.at(-1));
    await press((await source.roots()).at(-1));
    assert.equal((await source.roots()).length, 417);
  });

  test('groups a job’s errors by what went wrong, fifty at a time, with titles as far as they are known', async () => {
    const errors = Array.from({ length: 60 }, (_, n) =>
      anError({ localId: `c-${n}`, code: n % 2 ? 'NO_MATCH' : 'TEXT_TOO_LONG' }),
    );
    const fake = aWorkspace({
      jobs: finished,
      errors,
      couplings: [aLine({ localId: 'c-0', state: 'failed', failure: tooLong })],
    });
    const source = createJobsSource(fakeShell(fake));
    const job = async () => (await below((await source.roots())[0])).find(({ children }) => children);
    const groups = await below(await job());
    assert.deepEqual(
      groups.map((node) => `${node.row().label}: ${node.row().description}`),
      ['Text too long: 25 so far', 'No record matches: 25 so far', 'Load more…: 50 of 60 shown'],
    );
    const [error] = await below(groups[0]);
    assert.equal(error?.row().label, '10000 Cannon Group PLC');
    assert.equal(error.failure?.()?.state, 'failed');
    await press(groups.at(-1));
    assert.deepEqual(
      (await below(await job())).map((node) => node.row().description),
      ['30', '30'],
    );
  });
});

suite('No line of the views', () => {
  test('is a mere button, but the one that loads more', async () => {
    const jobs = [aJob({ counters: { failed: 60 } })];
    const errors = Array.from({ length: 60 }, (_, n) => anError({ localId: `c-${n}` }));
    const counts = { ok: 450, failed: 0, skipped: 0 };
    const fake = aWorkspace({ mappings: [aMapping({ counts, lastJobs: jobs })], couplings: lines(450), jobs, errors });
    const shell = fakeShell(fake);
    const views = [createMappingsSource(shell), createCouplingsSource(shell), createJobsSource(shell)];
    const all = (await Promise.all(views.map(async ({ roots }) => everything(await roots())))).flat();
    const buttons = all.filter(({ loads }) => loads);
    assert.deepEqual([...new Set(buttons.map((node) => node.row().contextValue))], ['more']);
    assert.equal(buttons.length, 4, 'couplings twice, errors twice');
    // Every other line stands for something: a file, a record, a job, or what is below it.
    const others = all.filter((node) => !node.loads && !node.opens && !node.children && !node.target.jobId);
    assert.ok(others.every(({ target }) => target.localId !== undefined));
  });
});

suite('The failures that a command means', () => {
  const couplings = [
    aLine({ localId: 'c-1', state: 'failed', failure: tooLong }),
    aLine({ localId: 'c-10', state: 'skipped', failure: tooLong }),
    aLine({ localId: 'v-1', mapping: 'VENDOR', state: 'failed', failure: tooLong }),
  ];
  const found = async (fake: FakeWorkspace, target: object): Promise<readonly string[]> => {
    const shell: FakeShell = fakeShell(fake);
    const answer = await findFailures(shell, shell.workspace('sample'), target);
    return answer.ok ? answer.value.map(({ localId }) => localId ?? '') : [answer.error.code];
  };

  test('are all failed and skipped ones where nothing is named', async () => {
    assert.deepEqual(await found(aWorkspace({ couplings }), {}), ['c-1', 'v-1', 'c-10']);
  });

  test('are those of a mapping, or the one record by its whole id', async () => {
    const fake = aWorkspace({ couplings });
    assert.deepEqual(await found(fake, { mapping: 'VENDOR' }), ['v-1']);
    assert.deepEqual(await found(fake, { mapping: 'CUSTOMER', localId: 'c-1' }), ['c-1']);
  });

  test('are in the job’s log where the couplings have got over them', async () => {
    const fake = aWorkspace({ jobs: [aJob()], errors: [anError({ localId: 'c-7' }), anError({ localId: 'c-8' })] });
    assert.deepEqual(await found(fake, { jobId: 'job-1' }), ['c-7', 'c-8']);
    assert.deepEqual(await found(fake, { jobId: 'job-1', mapping: 'CUSTOMER', localId: 'c-8' }), ['c-8']);
  });

  test('are refused with the reason where they cannot be read', async () => {
    assert.deepEqual(await found(aWorkspace({ refused: new Set(['couplings/page']) }), {}), ['STATE_UNREADABLE']);
  });
});

function lines(count: number): readonly CouplingLine[] {
  return Array.from({ length: count }, (_, n) => aLine({ localId: `c-${n}`, integrationId: `a-${n}` }));
}

function aRun(fake: FakeWorkspace, jobs: ActiveRun['jobs']): ActiveRun {
  const workspace = fakeShell(fake).workspace(fake.name);
  const startedAt = '2026-05-04T14:29:50.000Z';
  return { workspace, title: 'Full Synchronization', startedAt, jobs, cancelling: false, ended: false };
}

/** Everything that can go on without time passing has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What is below a line, or below the one of these lines that has this context value. */
async function below(
  of: TreeNode | readonly TreeNode[] | undefined,
  contextValue?: string,
): Promise<readonly TreeNode[]> {
  const nodes = (Array.isArray(of) ? of : [of]) as readonly (TreeNode | undefined)[];
  const node = nodes.find((each) => contextValue === undefined || each?.row().contextValue === contextValue);
  return (await node?.children?.()) ?? [];
}

/** These lines and all below them. */
async function everything(nodes: readonly TreeNode[]): Promise<readonly TreeNode[]> {
  const lower = await Promise.all(nodes.map(async (node) => everything(await below(node))));
  return [...nodes, ...lower.flat()];
}

/** Presses "Load more…". */
async function press(node: TreeNode | undefined): Promise<void> {
  assert.equal(node?.row().contextValue, 'more');
  await node.loads?.next();
}

function allIds(nodes: readonly TreeSnapshot[]): readonly (string | undefined)[] {
  return nodes.flatMap(({ id, children }) => [id, ...allIds(children)]);
}
