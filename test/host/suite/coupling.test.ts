import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { back, escape } from './support/replies';
import { commands } from '../../../src/extension/names';
import { openFolder, tandemApi } from './support/tandemApi';
import { until } from './support/until';
import type { CouplingLine, RunResult } from '../../../src/protocol/workerProtocol';
import type { TestingApi } from '../../../src/extension/api';

/** One story in the sample: a pair coupled by hand, others by matching, all of it taken back. */
suite('Coupling commands', function () {
  this.timeout(60_000);
  let testing: TestingApi;
  const customer = /^10000 /;

  suiteSetup(async () => {
    ({ testing } = await tandemApi());
    await until('the workspace', () => testing.workbench.workspaces.all[0]);
  });

  test('couple nothing when the wizard is left with Escape, after a step back too', async () => {
    const replies = [
      { to: /Which table mapping/, with: 'CUSTOMER' },
      { to: /Which record of Customer/, with: { search: 'Cannon', pick: customer } },
      { to: /Which record of account/, with: back },
      { to: /Which record of Customer/, with: escape },
    ];
    const { value } = await answering(replies, () => vscode.commands.executeCommand(commands.couple));
    assert.equal(value, undefined);
    assert.deepEqual(await couplings(), []);
  });

  test('couple two records that the user searches for', async () => {
    const { value, asked } = await answering(
      [
        { to: /Which table mapping/, with: 'CUSTOMER' },
        { to: /Which record of Customer/, with: { search: 'Cannon', pick: customer } },
        { to: /Which record of account/, with: { search: '', pick: 'Beef House' } },
        { to: /Synchronize the two records now/, with: 'Only couple' },
      ],
      () => vscode.commands.executeCommand<RunResult>(commands.couple),
    );
    assert.equal(value.totals.coupled, 1);
    assert.match(asked.at(-1)?.text ?? '', / are coupled in CUSTOMER\. Synchronize them when you are ready\.$/);
    assert.equal((await couplings()).length, 1);
  });

  test('refuse to couple a coupled record again', async () => {
    const [line] = await couplings();
    const target = { folder: openFolder(), mapping: 'CUSTOMER', localId: line?.localId };
    const { value, asked } = await answering([], () => vscode.commands.executeCommand(commands.couple, target));
    assert.equal(value, undefined);
    assert.match(asked[0]?.text ?? '', /is coupled in CUSTOMER already\. Remove that coupling first\.$/);
  });

  test('show what matching would couple before it does, and then do it', async () => {
    const target = { folder: openFolder(), mapping: 'CUSTOMER' };
    const steps = [
      { to: /tell that two records are the same/, with: ['E-Mail = emailaddress1'] },
      { to: /upper and lower case/, with: [] },
      { to: /without a match/, with: 'Leave records without a match as they are' },
    ];
    const looked = await answering([...steps, { to: /Nothing is coupled yet/, with: escape }], () =>
      vscode.commands.executeCommand(commands.matchBasedCoupling, target),
    );
    const shown = looked.asked.find(({ text }) => /Nothing is coupled yet/.test(text));
    const promised = Number(/^Couple (\d+) records$/.exec(shown?.choices[0] ?? '')?.[1]);
    assert.ok(promised > 0, shown?.choices[0]);
    assert.equal((await couplings()).length, 1, 'nothing is coupled yet');

    const { value } = await answering([...steps, { to: /Nothing is coupled yet/, with: /^Couple / }], () =>
      vscode.commands.executeCommand<RunResult>(commands.matchBasedCoupling, target),
    );
    assert.equal(value.totals.coupled, promised);
  });

  test('keep couplings unless the user says otherwise, and remove as many as were named', async () => {
    const lines = (await couplings()).slice(0, 2);
    const items = lines.map(({ localId, integrationId }) => ({
      target: { folder: openFolder(), mapping: 'CUSTOMER', localId, integrationId },
    }));
    const before = (await couplings()).length;
    const remove = () =>
      vscode.commands.executeCommand<RunResult | undefined>(commands.removeCoupling, items[0], items);
    const kept = await answering([{ to: /^Remove 2 couplings of CUSTOMER/, with: 'Keep Couplings' }], remove);
    assert.equal(kept.value, undefined);
    const [question] = kept.asked;
    assert.deepEqual([question?.modal, question?.choices[0]], [true, 'Keep Couplings']);
    assert.equal((await couplings()).length, before);

    const { value } = await answering([{ to: /^Remove 2 couplings/, with: 'Remove 2 Couplings' }], remove);
    assert.equal(value?.totals.uncoupled, 2);
    assert.equal((await couplings()).length, before - 2);
  });

  test('remove all couplings of a mapping from the palette', async () => {
    await answering(
      [
        { to: /Which coupling of CUSTOMER/, with: /^All \d+ couplings of CUSTOMER$/ },
        { to: /^Remove \d+ couplings of CUSTOMER in sample\?$/, with: /^Remove \d+ Couplings$/ },
      ],
      () => vscode.commands.executeCommand(commands.removeCoupling),
    );
    assert.deepEqual(await couplings(), []);
  });

  test('give skipped records back', async () => {
    const { value, asked } = await answering([], () =>
      vscode.commands.executeCommand(commands.retry, { folder: openFolder(), mapping: 'CUSTOMER' }),
    );
    assert.deepEqual(value, { restored: 0 });
    assert.equal(asked[0]?.text, 'CUSTOMER has no skipped records. There is nothing to retry.');
  });

  /** The couplings of CUSTOMER that have both records. */
  async function couplings(): Promise<readonly CouplingLine[]> {
    const query = { folder: openFolder(), mapping: 'CUSTOMER', states: [], search: '', titles: false, limit: 500 };
    const page = await testing.workbench.worker.request('couplings/page', query);
    assert.ok(page.ok);
    return page.value.couplings.filter(({ localId, integrationId }) => localId !== null && integrationId !== null);
  }
});
