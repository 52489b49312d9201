import assert from 'node:assert/strict';
import { problemsByFile } from '../../../../src/extension/problems/problemsByFile';
import type { Problem } from '../../../../src/core/model/problem';
import type { WorkspaceOverview } from '../../../../src/protocol/workerProtocol';

suite('The problems of a workspace', () => {
  const problems = [
    aProblem('tandem.yaml', 'first'),
    aProblem('mappings/a.mapping.yaml', 'second'),
    aProblem('tandem.yaml', 'third'),
  ];
  const grouped = [
    ['tandem.yaml', ['first', 'third']],
    ['mappings/a.mapping.yaml', ['second']],
  ];

  test('are told by file, each file’s in their order', () => {
    const overview: WorkspaceOverview = {
      folder: '/w',
      environment: 'sample',
      environments: [],
      mappings: [],
      problems,
    };
    assert.deepEqual(messagesOf(problemsByFile({ ok: true, value: overview })), grouped);
  });

  test('are told also where they keep the workspace from being read', () => {
    const error = { code: 'WORKSPACE_INVALID', message: '', kind: 'usage', problems } as const;
    assert.deepEqual(messagesOf(problemsByFile({ ok: false, error })), grouped);
  });

  test('are none where the worker is gone', () => {
    const error = { code: 'WORKER_STOPPED', message: '', kind: 'run' } as const;
    assert.deepEqual(messagesOf(problemsByFile({ ok: false, error })), []);
  });
});

function messagesOf(byFile: ReadonlyMap<string, readonly Problem[]>): readonly unknown[] {
  return [...byFile].map(([file, problems]) => [file, problems.map(({ message }) => message)]);
}

function aProblem(file: string, message: string): Problem {
  const place = { offset: 0, line: 1, column: 1 };
  return { code: 'UNKNOWN_KEY', file, range: { start: place, end: place }, severity: 'error', message };
}
