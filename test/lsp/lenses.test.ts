import assert from 'node:assert/strict';
import type { Job } from '../../src/core/model/job';
import { commands } from '../../src/extension/names';
import type { MappingStatus } from '../../src/protocol/languageProtocol';
import { codeLensesOf, lensCommands } from '../../src/server/features/codeLenses';
import { markedWorkspace, customer, written } from './markedWorkspace';

const job: Job = {
  id: '7',
  runId: '3',
  mapping: 'CUSTOMER',
  type: 'synchronization',
  mode: 'modified',
  direction: 'toIntegrationTable',
  status: 'finished',
  startedAt: '2026-11-21T08:00:00.000Z',
  finishedAt: '2026-11-21T08:00:01.000Z',
  counters: {
    inserted: 3,
    modified: 1,
    deleted: 0,
    unchanged: 40,
    skipped: 0,
    failed: 2,
    coupled: 0,
    uncoupled: 0,
  },
  message: '',
};
const counts = { ok: 40, failed: 2, skipped: 1 };

function lensesOf(files: Readonly<Record<string, string>>, status?: MappingStatus) {
  const { analysis, file } = markedWorkspace(files);
  return codeLensesOf(analysis, file, status).map(({ range, command }) => ({
    above: written(file.text, range),
    title: command?.title,
    command: command?.command,
    argument: command?.arguments?.[0] as unknown,
  }));
}

suite('Code lenses', () => {
  const files = { 'a.mapping.yaml': customer() };

  test('stand above the name and start the commands with the mapping', () => {
    const argument = { folder: '/home', mapping: 'CUSTOMER' };
    assert.deepEqual(lensesOf(files), [
      { above: 'CUSTOMER', title: 'Synchronize', command: commands.synchronizeMapping, argument },
      { above: 'CUSTOMER', title: 'Preview', command: commands.preview, argument },
      { above: 'CUSTOMER', title: 'Full Synchronization', command: commands.fullSynchronization, argument },
      { above: 'CUSTOMER', title: 'Show Couplings', command: commands.filterCouplings, argument },
    ]);
  });

  test('name commands that exist', () => {
    const known = new Set<string>(Object.values(commands));
    for (const command of Object.values(lensCommands)) assert.ok(known.has(command), command);
  });

  test('count the couplings and tell how the last job went, where the editor knows', () => {
    const titles = lensesOf(files, { name: 'CUSTOMER', counts, lastJobs: [job] }).slice(3);
    assert.deepEqual(
      titles.map(({ title }) => title),
      ['Show Couplings (43)', 'Last: 3 new, 1 changed, 2 failed'],
    );
    assert.deepEqual(titles[1]?.argument, { folder: '/home', mapping: 'CUSTOMER', jobId: '7' });
  });

  const nothing = { ...job.counters, inserted: 0, modified: 0, failed: 0 };
  const results: readonly (readonly [string, Partial<Job>])[] = [
    ['Last: nothing to do', { counters: nothing }],
    ['Last: aborted', { status: 'aborted', counters: nothing }],
    ['Last: cancelled, 3 new, 1 changed, 2 failed', { status: 'cancelled' }],
    ['Running…', { status: 'inProgress' }],
  ];
  for (const [title, change] of results) {
    test(`say '${title}'`, () => {
      const status = { name: 'CUSTOMER', counts, lastJobs: [{ ...job, ...change }] };
      assert.equal(lensesOf(files, status).at(-1)?.title, title);
    });
  }

  test('say nothing of a last job where there was none', () => {
    assert.equal(lensesOf(files, { name: 'CUSTOMER', counts, lastJobs: [] }).length, 4);
  });

  const without: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['with errors', { 'a.mapping.yaml': customer({ direction: 'sideways' }) }],
    ['whose name another has', { 'a.mapping.yaml': customer(), 'b.mapping.yaml': customer() }],
    ['without a name', { 'a.mapping.yaml': 'table: Customer\n' }],
    ['that is empty', { 'a.mapping.yaml': '' }],
  ];
  for (const [what, texts] of without) {
    test(`are not shown in a file ${what}`, () => assert.deepEqual(lensesOf(texts), []));
  }
});
