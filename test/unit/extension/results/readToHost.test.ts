import assert from 'node:assert/strict';
import { readChoices, readToHost } from '../../../../src/extension/results/readToHost';

const record = { mapping: 'CUSTOMER', localId: 'C1', integrationId: null };
const question = { runId: 'r', search: '', offset: 0, limit: 100 };

suite('What the results view’s page says', () => {
  test('is taken where kind, names and parameters are known', () => {
    const messages = [
      { kind: 'ready' },
      { kind: 'ask', id: 1, name: 'runs', params: { limit: 50 } },
      {
        kind: 'ask',
        id: 1,
        name: 'records',
        params: { ...question, jobId: 'j', counter: 'failed', code: 'THROTTLED' },
      },
      { kind: 'ask', id: 1, name: 'errors', params: { runId: 'r' } },
      { kind: 'ask', id: 1, name: 'story', params: record },
      { kind: 'ask', id: 1, name: 'conflict', params: { ...record, integrationId: 'i' } },
      { kind: 'ask', id: 1, name: 'graph', params: {} },
    ];
    const doings = [
      { name: 'cancel' },
      { name: 'openMapping', mapping: 'CUSTOMER', field: 'Name' },
      { name: 'retry', runId: 'r', code: 'UPDATE_CONFLICT' },
      { name: 'synchronizeMapping', mapping: 'CUSTOMER' },
      ...['retryRecord', 'synchronizeRecord', 'compare', 'openCoupling', 'couple', 'coupleDependency'].map((name) => ({
        name,
        ...record,
      })),
      {
        name: 'resolveConflict',
        ...record,
        choices: [{ localField: 'Name', integrationField: 'name', take: 'local' }],
      },
      { name: 'export', format: 'csv', question: { ...question, limit: 100_000 } },
      { name: 'copy', text: 'a\tb' },
    ].map((action) => ({ kind: 'do', id: 2, action }));
    for (const message of [...messages, ...doings])
      assert.notEqual(readToHost(message), undefined, JSON.stringify(message));
  });

  test('is ignored where anything of it is unknown, missing, of another kind, or too long', () => {
    const long = 'x'.repeat(1_001);
    const wrong: readonly unknown[] = [
      undefined,
      null,
      'ready',
      [],
      { kind: 'eval', text: '1' },
      { kind: 'ask', id: 1, name: 'passwords', params: {} },
      { kind: 'ask', id: -1, name: 'graph', params: {} },
      { kind: 'ask', id: 1.5, name: 'graph', params: {} },
      { kind: 'ask', id: 1, name: 'graph', params: { folder: '/etc' } },
      { kind: 'ask', id: 1, name: 'graph' },
      { kind: 'ask', id: 1, name: 'runs', params: { limit: '50' } },
      { kind: 'ask', id: 1, name: 'runs', params: { limit: 1e9 } },
      { kind: 'ask', id: 1, name: 'records', params: { ...question, limit: 100_000 } },
      { kind: 'ask', id: 1, name: 'records', params: { ...question, search: long } },
      { kind: 'ask', id: 1, name: 'records', params: { ...question, counter: 'everything' } },
      { kind: 'ask', id: 1, name: 'records', params: { ...question, code: 'toString' } },
      { kind: 'ask', id: 1, name: 'story', params: { ...record, mapping: '' } },
      { kind: 'ask', id: 1, name: 'conflict', params: record },
      { kind: 'do', id: 1, action: { name: 'runCommand', command: 'workbench.action.quit' } },
      { kind: 'do', id: 1, action: { name: 'retry' } },
      { kind: 'do', id: 1, action: { name: 'export', format: 'exe', question } },
      { kind: 'do', id: 1, action: { name: 'compare', ...record, localId: 7 } },
      { kind: 'do', id: 1, action: { name: 'resolveConflict', ...record, choices: [{ take: 'local' }] } },
      { kind: 'do', action: { name: 'cancel' } },
    ];
    for (const message of wrong) assert.equal(readToHost(message), undefined, JSON.stringify(message));
  });

  test('brings nothing along but what was read', () => {
    const message = readToHost({ kind: 'ready', path: '/etc/passwd' });
    assert.deepEqual(message, { kind: 'ready' });
  });
});

suite('Choices for a conflict', () => {
  test('are those of a caller that gives well-formed ones', () => {
    const choices = [{ localField: 'Name', integrationField: 'name', take: 'integration' }];
    assert.deepEqual(readChoices(choices), choices);
    assert.equal(readChoices([{ localField: 'Name', integrationField: 'name', take: 'both' }]), undefined);
    assert.equal(readChoices(undefined), undefined);
  });
});
