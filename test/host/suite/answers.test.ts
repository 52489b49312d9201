import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { back, escape } from './support/replies';

/** The helper stands in for the window's own questions, so it is held to what the window does. */
suite('Answers', () => {
  test('press the button that a reply names, and tell what was asked', async () => {
    const { value, asked } = await answering([{ to: /Carry on/, with: 'Yes' }], () =>
      vscode.window.showWarningMessage('Carry on?', { modal: true, detail: 'Nothing is lost.' }, 'Yes', 'No'),
    );
    assert.equal(value, 'Yes');
    assert.deepEqual(asked, [
      { kind: 'warning', text: 'Carry on?', modal: true, detail: 'Nothing is lost.', choices: ['Yes', 'No'] },
    ]);
  });

  test('press Escape where no reply is meant', async () => {
    const { value } = await answering([], () => vscode.window.showQuickPick(['one'], { title: 'Which' }));
    assert.equal(value, undefined);
  });

  test('fail where a question never came', async () => {
    await assert.rejects(
      answering([{ to: /Which/, with: 'one' }], async () => undefined),
      /never asked: \/Which\//,
    );
  });

  test('type into a pick that searches and choose what it finds', async () => {
    const search = (): Promise<string | undefined> =>
      new Promise((resolve) => {
        const pick = vscode.window.createQuickPick();
        pick.title = 'Customer';
        pick.onDidChangeValue((text) => setImmediate(() => (pick.items = [{ label: `$(person) ${text} PLC` }])));
        pick.onDidAccept(() => resolve(pick.selectedItems[0]?.label));
        pick.show();
      });
    const { value } = await answering([{ to: /Customer/, with: { search: 'Cannon', pick: 'Cannon PLC' } }], search);
    assert.equal(value, '$(person) Cannon PLC');
  });

  test('go a step back, and away', async () => {
    const opened = (): Promise<string> =>
      new Promise((resolve) => {
        const pick = vscode.window.createQuickPick();
        pick.title = 'Step';
        pick.onDidTriggerButton(() => resolve('back'));
        pick.onDidHide(() => resolve('away'));
        pick.show();
      });
    assert.equal((await answering([{ to: /Step/, with: back }], opened)).value, 'back');
    assert.equal((await answering([{ to: /Step/, with: escape }], opened)).value, 'away');
  });

  test('leave the window as it was', async () => {
    const before = vscode.window.showQuickPick;
    await answering([], async () => assert.notEqual(vscode.window.showQuickPick, before));
    assert.equal(vscode.window.showQuickPick, before);
  });
});
