import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../../src/extension/names';
import { sampleEdits } from '../../../src/service/sampleEdits';
import { answering } from './support/answers';
import { editSystem } from './support/editSystem';
import { escape } from './support/replies';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';
import type { PlanSummary, RunResult } from '../../../src/protocol/workerProtocol';

/** One story in the sample: previewed, synchronized, edited on both sides, synchronized again. */
suite('Run commands', function () {
  this.timeout(60_000);
  let plan: PlanSummary;

  suiteSetup(async () => {
    await tandemApi();
  });

  test('preview what a full synchronization would do, as a document', async () => {
    plan = await run<PlanSummary>(commands.preview, { mode: 'full' });
    const document = shownDocument();
    const text = document.getText();
    assert.equal(document.uri.scheme, 'tandem-plan');
    assert.match(text, /^Preview: Full synchronization of sample\nNothing has been written\. In environment sample /);
    assert.match(text, /\nCreate \d+ records in dataverse and \d+ in business-central\.\n/);
    assert.match(text, /\nMapping +Direction +.*Create/);
    assert.match(text, /\nCUSTOMER: Customer → account\n/);
    assert.match(text, / {4}10000\n/);
  });

  test('offer to compare, to synchronize and to open the mapping at every record', async () => {
    const lenses = await lensesOf(shownDocument().uri);
    const titles = new Set(lenses.map(({ command }) => command?.title));
    for (const title of [
      'Run Full Synchronization…',
      'Preview Again',
      'Filter…',
      'Compare All Changes',
      'Compare',
      'Synchronize Record',
      'Open Mapping',
    ]) {
      assert.ok(titles.has(title), title);
    }
  });

  test('show a planned record now and after synchronization in the diff editor', async () => {
    const { uri } = shownDocument();
    await press(uri, 'Compare');
    const tab = await until('the diff', () => activeTab(vscode.TabInputTextDiff));
    assert.match(tab.label, / \(.*\): now ↔ after synchronization$/);
    assert.equal(tab.input.modified.scheme, 'tandem-record');
    const before = await vscode.workspace.openTextDocument(tab.input.original);
    const after = await vscode.workspace.openTextDocument(tab.input.modified);
    assert.notEqual(before.getText(), after.getText());
    assert.match(after.getText(), /^\S.*: .*\n/);
  });

  test('show all changes below each other in the multi-diff editor', async () => {
    const uri = planUri();
    await press(uri, 'Compare All Changes');
    const tab = await until('the multi-diff editor', () => {
      const active = vscode.window.tabGroups.activeTabGroup.activeTab;
      return active && /: (all|the first \d+ of \d+) changes/.test(active.label) ? active : undefined;
    });
    await vscode.window.tabGroups.close(tab);
  });

  test('filter the preview by action', async () => {
    const uri = planUri();
    await answering([{ to: /Filter the Preview/, with: ['Couple'] }], () => press(uri, 'Filter…'));
    const text = await until('the filtered text', async () => {
      const shown = (await vscode.workspace.openTextDocument(uri)).getText();
      return shown.includes('Shown: Couple.') ? shown : undefined;
    });
    assert.match(text, /\n {2}Couple \(\d+\)\n/);
    assert.doesNotMatch(text, /\n {2}Create in/);
  });

  test('let go of a plan when its tab is closed', async () => {
    const { testing } = await tandemApi();
    const uri = planUri();
    await vscode.window.tabGroups.close(tabsOf(uri));
    await until('the plan to be closed', async () => {
      const query = { planId: plan.planId, index: 0, actions: [], offset: 0, limit: 1 };
      const answer = await testing.workbench.worker.request('plan/items', query);
      return !answer.ok;
    });
  });

  test('change nothing when the confirmation is left with Escape', async () => {
    const { testing } = await tandemApi();
    const { value, asked } = await answering([{ to: /full synchronization/i, with: escape }], () =>
      vscode.commands.executeCommand(commands.fullSynchronization),
    );
    assert.equal(value, undefined);
    assert.equal(asked.length, 1);
    const answer = await testing.workbench.worker.request('jobs/list', { folder: openFolder(), limit: 10 });
    assert.deepEqual(answer.ok && answer.value.jobs, []);
  });

  test('open the preview instead where the confirmation is asked for it', async () => {
    const { value } = await answering([{ to: /full synchronization/i, with: 'Show Preview' }], () =>
      vscode.commands.executeCommand(commands.fullSynchronization),
    );
    assert.equal(value, undefined);
    assert.equal(shownDocument().uri.scheme, 'tandem-plan');
    await vscode.window.tabGroups.close(tabsOf(shownDocument().uri));
  });

  test('say what a full synchronization will do, do it, and ask about new records in the same message', async () => {
    const { value, asked } = await answering(
      [
        { to: /^Run the full synchronization of environment sample\?$/, with: 'Run Full Synchronization' },
        { to: /is finished/, with: 'No' },
      ],
      () => vscode.commands.executeCommand<RunResult>(commands.fullSynchronization),
    );
    const [confirmation, told, ...more] = asked;
    assert.ok(confirmation?.modal);
    assert.match(confirmation.detail, /^Create \d+ records in dataverse and \d+ in business-central\.\n/);
    assert.deepEqual(more, []);
    assert.equal(value.mode, 'full');
    assert.ok(value.totals.inserted > 0);
    const promised = /Create (\d+) records in dataverse and (\d+) in/.exec(confirmation.detail);
    assert.equal(Number(promised?.[1]) + Number(promised?.[2]), value.totals.inserted);
    assert.match(told?.text ?? '', /May scheduled jobs create new records for these 7 table mappings from now on\?$/);
    assert.match(customerFile(), /\nsynchOnlyCoupledRecords: true\n/);
  });

  test('say in an open preview that something has run since, and make it again', async () => {
    await run<PlanSummary>(commands.preview, { mode: 'modified' });
    const uri = planUri();
    await run(commands.synchronizeModified);
    await until('the preview to say so', async () =>
      (await vscode.workspace.openTextDocument(uri)).getText().includes('Something has run since'),
    );
    await press(uri, 'Preview Again');
    assert.match(shownDocument().getText(), /\nNothing has been written\./);
    assert.notEqual(planUri().query, uri.query);
    await vscode.window.tabGroups.close(tabsOf(planUri()));
  });

  test('take every selected mapping, and name their number', async () => {
    const items = ['CURRENCY', 'UNITOFMEASURE'].map((mapping) => ({ target: { folder: openFolder(), mapping } }));
    const { asked } = await answering([], () =>
      vscode.commands.executeCommand(commands.fullSynchronization, items[0], items),
    );
    assert.equal(asked[0]?.text, 'Run the full synchronization of 2 table mappings in environment sample?');
  });

  test('look for deleted records when asked to, and say first what would become of them', async () => {
    const { value, asked } = await answering(
      [{ to: /^Synchronize in environment sample\?$/, with: 'Find Deleted Records' }],
      () => run<RunResult>(commands.findDeleted, { mapping: 'CUSTOMER' }),
    );
    assert.ok(asked[0]?.modal);
    assert.equal(value.mode, 'modified');
    assert.ok(value.jobs.every(({ status }) => status === 'finished'));
  });

  test('want the name of a production environment, also where the caller has confirmed', async () => {
    const configuration = vscode.workspace.getConfiguration('tandem');
    await configuration.update('productionEnvironments', ['sam*'], vscode.ConfigurationTarget.Workspace);
    const full = () =>
      run<RunResult | undefined>(commands.fullSynchronization, { mapping: 'CURRENCY', confirmed: true });
    const ask = /^Run the full synchronization of CURRENCY in environment sample/;
    try {
      const wrong = await answering(
        [
          { to: ask, with: 'Run Full Synchronization' },
          { to: /Type its name/, with: 'sampel' },
        ],
        full,
      );
      assert.equal(wrong.value, undefined);
      assert.equal(wrong.asked[0]?.kind, 'warning');
      assert.match(wrong.asked[0]?.detail ?? '', /^sample is a production environment\./);
      const right = await answering(
        [
          { to: ask, with: 'Run Full Synchronization' },
          { to: /Type its name/, with: 'sample' },
        ],
        full,
      );
      assert.equal(right.value?.mode, 'full');
    } finally {
      await configuration.update('productionEnvironments', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test('let scheduled jobs create records where the answer is yes, and only in the mappings that ran', async () => {
    await answering([{ to: /^Run the full synchronization of CURRENCY/, with: 'Run Full Synchronization' }], () =>
      run(commands.synchronizeMapping, { mapping: 'CURRENCY', mode: 'full', allowNew: 'yes' }),
    );
    await until('the mapping file', () =>
      readFileSync(path.join(openFolder(), 'mappings/currency.mapping.yaml'), 'utf8').includes(
        '\nsynchOnlyCoupledRecords: false',
      ),
    );
    assert.match(customerFile(), /\nsynchOnlyCoupledRecords: true\n/);
  });

  test('leave a mapping file alone that is open with unsaved changes', async () => {
    const uri = vscode.Uri.file(path.join(openFolder(), 'mappings/customer.mapping.yaml'));
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '# mine\n');
    await vscode.workspace.applyEdit(edit);
    const given = { mapping: 'CUSTOMER', mode: 'full', confirmed: true, allowNew: 'yes' };
    const { asked } = await answering(
      [{ to: /^mappings\/customer\.mapping\.yaml: there are unsaved changes/, with: escape }],
      () => run(commands.synchronizeMapping, given),
    );
    assert.ok(asked.some(({ modal }) => modal));
    assert.equal(document.isDirty, true);
    assert.match(customerFile(), /\nsynchOnlyCoupledRecords: true\n/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('synchronize what was modified since, and say so', async () => {
    const [ours] = sampleEdits.local;
    await editSystem('local', [ours ?? '']);
    const { value, asked } = await answering([], () => run<RunResult>(commands.synchronizeModified));
    assert.equal(value.totals.modified, 1);
    assert.match(
      asked[0]?.text ?? '',
      /^Synchronization of modified records of sample is finished\. Modified 1 record/,
    );
    assert.equal(asked.length, 1);
  });

  test('ask where the values go when both sides of a record changed, and merge where asked to', async () => {
    await editSystem('local', [
      `UPDATE "Customer" SET "Address 2" = 'Second floor', "SystemModifiedAt" = ?1 WHERE "No." = '40000'`,
    ]);
    await editSystem('integration', [sampleEdits.integration[0] ?? '']);
    const { value, asked } = await answering([{ to: /40000 changed on both sides/, with: 'Both ways (merge)' }], () =>
      run<RunResult>(commands.synchronizeRecord, { mapping: 'CUSTOMER', localId: '40000' }),
    );
    assert.deepEqual(asked[0]?.choices, ['Both ways (merge)', 'To dataverse', 'To business-central']);
    assert.equal(value.totals.modified, 2);
    assert.match(asked.at(-1)?.text ?? '', /^Synchronization of 40000 is finished\./);
  });

  test('leave a conflict alone after Escape, and settle it in the direction that is chosen', async () => {
    const local = `UPDATE "Customer" SET "Phone No." = '1', "SystemModifiedAt" = ?1 WHERE "No." = '40000'`;
    await editSystem('local', [local]);
    await editSystem('integration', [
      `UPDATE account SET telephone1 = '2', modifiedon = ?1 WHERE accountid = 'cd500001-0000-4000-8000-000000000001'`,
    ]);
    const target = { mapping: 'CUSTOMER', localId: '40000' };
    const left = await answering([{ to: /also in the same field/, with: escape }], () =>
      run<RunResult | undefined>(commands.synchronizeRecord, target),
    );
    assert.equal(left.value, undefined);
    const { value } = await answering([{ to: /also in the same field/, with: 'To dataverse' }], () =>
      run<RunResult>(commands.synchronizeRecord, target),
    );
    assert.equal(value.totals.modified, 1);
    assert.equal(value.totals.failed, 0);
  });

  test('say so when a record is in step already', async () => {
    const { value, asked } = await answering([], () =>
      run<RunResult | undefined>(commands.synchronizeRecord, { mapping: 'CUSTOMER', localId: '40000' }),
    );
    assert.equal(value, undefined);
    assert.match(asked[0]?.text ?? '', /^40000: both sides are in step already\.$/);
  });

  test('synchronize several records at once, told as one', async () => {
    await editSystem('local', [
      `UPDATE "Customer" SET "Phone No." = '7', "SystemModifiedAt" = ?1 WHERE "No." IN ('10000', '01121212')`,
    ]);
    const items = ['10000', '01121212'].map((localId) => ({
      target: { folder: openFolder(), mapping: 'CUSTOMER', localId },
    }));
    const { value, asked } = await answering([], () =>
      vscode.commands.executeCommand<RunResult>(commands.synchronizeRecord, items[1], items),
    );
    assert.equal(value.totals.modified, 2);
    assert.deepEqual(
      asked.map(({ text }) => text),
      ['Synchronization of 2 records is finished. Modified 2 records in dataverse.'],
    );
  });

  test('ask for mapping and record where the palette names neither', async () => {
    const { asked } = await answering(
      [
        { to: /Which table mapping/, with: 'CUSTOMER' },
        { to: /Which record of Customer/, with: { search: '10000', pick: /^10000/ } },
      ],
      () => vscode.commands.executeCommand(commands.synchronizeRecord),
    );
    assert.match(asked.at(-1)?.text ?? '', /in step already/);
  });

  test('compare the two records of a coupling', async () => {
    const { testing } = await tandemApi();
    const query = { folder: openFolder(), mapping: 'CUSTOMER', states: [], search: '', titles: true, limit: 1 };
    const page = await testing.workbench.worker.request('couplings/page', query);
    assert.ok(page.ok);
    const [line] = page.value.couplings;
    await run(commands.compareRecords, {
      mapping: 'CUSTOMER',
      localId: line?.localId,
      integrationId: line?.integrationId,
    });
    const tab = await until('the diff', () => activeTab(vscode.TabInputTextDiff));
    assert.match(tab.label, / \(CUSTOMER\): Customer ↔ account$/);
    const left = await vscode.workspace.openTextDocument(tab.input.original);
    const right = await vscode.workspace.openTextDocument(tab.input.modified);
    assert.equal(left.lineCount, right.lineCount);
    assert.match(left.getText(), /^Name \(name\): /m);
  });

  test('ask about a side that looks emptied before anything is accepted', async () => {
    await editSystem('integration', ['DELETE FROM account']);
    const { value, asked } = await answering([{ to: /looks emptied or exchanged/, with: escape }], () =>
      run<RunResult | undefined>(commands.fullSynchronization, { mapping: 'CUSTOMER' }),
    );
    assert.equal(value, undefined);
    const [question] = asked;
    assert.equal(question?.text, 'dataverse looks emptied or exchanged. Are the records meant to be gone?');
    assert.match(question.detail, /^CUSTOMER: \d+ of \d+ coupled records are gone from account in dataverse\./);
    assert.equal(question.choices[0], 'Show Preview');
    assert.equal(asked.length, 1);
  });

  test('say what accepting it means before a run that does', async () => {
    const { asked } = await answering(
      [
        { to: /looks emptied or exchanged/, with: 'They Are Gone' },
        { to: /^Run the full synchronization of CUSTOMER/, with: escape },
      ],
      () => run(commands.fullSynchronization, { mapping: 'CUSTOMER' }),
    );
    assert.match(asked[1]?.detail ?? '', /\d+ records would fail and hold no other back\./);
  });

  test('refuse a mapping that is not there', async () => {
    const { asked } = await answering([], () => run(commands.preview, { mapping: 'NOBODY', mode: 'full' }));
    assert.match(asked[0]?.text ?? '', /has no table mapping NOBODY/);
  });
});

/** Calls a command as another extension does, in the window's folder. */
async function run<T>(command: string, given: object = {}): Promise<T> {
  return vscode.commands.executeCommand<T>(command, { folder: openFolder(), ...given });
}

function customerFile(): string {
  return readFileSync(path.join(openFolder(), 'mappings/customer.mapping.yaml'), 'utf8');
}

function shownDocument(): vscode.TextDocument {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'no editor is open');
  return editor.document;
}

function planUri(): vscode.Uri {
  const uris = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])),
  );
  const uri = uris.find(({ scheme }) => scheme === 'tandem-plan');
  assert.ok(uri, 'no preview is open');
  return uri;
}

function tabsOf(uri: vscode.Uri): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
}

function activeTab<T>(kind: new (...given: never[]) => T): { readonly label: string; readonly input: T } | undefined {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab?.input instanceof kind ? { label: tab.label, input: tab.input } : undefined;
}

async function lensesOf(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
}

/** Presses the first code lens of that name. */
async function press(uri: vscode.Uri, title: string): Promise<void> {
  const lens = (await lensesOf(uri)).find(({ command }) => command?.title === title);
  assert.ok(lens?.command, `no lens ${title}`);
  await vscode.commands.executeCommand(lens.command.command, ...((lens.command.arguments ?? []) as readonly unknown[]));
}
