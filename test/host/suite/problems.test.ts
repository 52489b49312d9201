import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';

suite('The problems of the files', () => {
  test('stand in the list of problems until they are mended, also for files that are not open', async () => {
    const { workspaces } = (await tandemApi()).testing.workbench;
    await workspaces.discover();
    const file = path.join(openFolder(), 'mappings', 'currency.mapping.yaml');
    const listed = () =>
      vscode.languages.getDiagnostics(vscode.Uri.file(file)).filter(({ message }) => /sideways/.test(message));
    const before = await readFile(file, 'utf8');
    await writeFile(file, before.replace(/^direction: .*$/m, 'direction: sideways'));
    workspaces.refresh();
    await until('the problem', () => listed().length > 0);
    const [problem] = listed();
    const line = before.split('\n').findIndex((each) => each.startsWith('direction:'));
    assert.equal(problem?.range.start.line, line);
    await writeFile(file, before);
    workspaces.refresh();
    await until('no problem', () => listed().length === 0);
  });
});
