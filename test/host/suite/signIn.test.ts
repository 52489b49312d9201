import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { answering } from './support/answers';
import { commands } from '../../../src/extension/names';
import { openFolder, tandemApi } from './support/tandemApi';
import { secretsBelow } from '../../support/secretsIn';
import { startNavServer } from '../../support/navServer';
import { until } from './support/until';
import type { NavServer } from '../../support/navServer';
import type { Reply } from './support/replies';
import type { TestingApi } from '../../../src/extension/api';

interface Tested {
  readonly sides: readonly { readonly side: string; readonly ok: boolean; readonly user?: string }[];
}

suite('Signing in', function () {
  this.timeout(60_000);
  let testing: TestingApi;
  let server: NavServer;

  suiteSetup(async () => {
    ({ testing } = await tandemApi());
    server = await startNavServer(3);
    await until('the workspace', () => testing.workbench.workspaces.all[0]);
    writeFileSync(
      path.join(openFolder(), 'tandem.yaml'),
      `environments:
  on-premises:
    local: { connector: nav, url: "${server.url}", company: CRONUS, authentication: basic, user: ${server.user} }
    integration: { connector: sqlite, file: data/dataverse.sqlite, defaults: { modifiedOn: modifiedon } }
mappings: [mappings/nav-customer.mapping.yaml]
`,
    );
    writeFileSync(
      path.join(openFolder(), 'mappings', 'nav-customer.mapping.yaml'),
      `name: CUSTOMER
table: Customer
integrationTable: account
direction: toIntegrationTable
fields: [No -> accountnumber, Name -> name]
`,
    );
    await until('the service in the overview', async () => (await environment()) === 'on-premises');
  });
  suiteTeardown(async () => {
    await answering([{ to: /Forget all/, with: 'Forget' }], () => vscode.commands.executeCommand(commands.signOut));
    await server.close();
  });

  const password = /Password or web service access key of SYNC/;
  const signIn = (replies: readonly Reply[]) =>
    answering(replies, () => vscode.commands.executeCommand<Tested>(commands.signIn));

  test('that is left with Escape tells that nobody is signed in', async () => {
    const { value, asked } = await signIn([]);
    assert.equal(value.sides[0]?.ok, false);
    assert.ok(asked.some(({ kind, text }) => kind === 'input' && password.test(text)));
    assert.deepEqual(server.seen, []);
  });

  test('asks for the password once, and tells who is signed in', async () => {
    const { value } = await signIn([{ to: password, with: server.password }]);
    assert.equal(value.sides[0]?.user, 'SYNC');
    const again = await signIn([]);
    assert.equal(again.value.sides[0]?.user, 'SYNC');
    assert.deepEqual(
      again.asked.filter(({ kind }) => kind === 'input'),
      [],
    );
    assert.deepEqual(secretsBelow(openFolder(), [server.password]), []);
  });

  test('is forgotten by Sign Out: the password is asked for again', async () => {
    await answering([{ to: /Forget all/, with: 'Forget' }], () => vscode.commands.executeCommand(commands.signOut));
    const { asked } = await signIn([]);
    assert.ok(asked.some(({ kind, text }) => kind === 'input' && password.test(text)));
  });

  async function environment(): Promise<string | undefined> {
    const [workspace] = testing.workbench.workspaces.all;
    const answer = workspace && (await testing.workbench.workspaces.overview(workspace));
    return answer?.ok ? answer.value.environment : undefined;
  }
});
