import assert from 'node:assert/strict';
import { ok } from '../../../src/core/result';
import { runCli } from './fakeCli';
import type { ConnectionReport } from '../../../src/protocol/connectionReport';

const local: ConnectionReport = {
  side: 'local',
  system: 'businessCentral Production CRONUS',
  ok: true,
  message: 'Signed in as sync@contoso.com. 12 tables found.',
  user: 'sync@contoso.com',
  company: 'CRONUS',
};
const integration: ConnectionReport = {
  side: 'integration',
  system: 'dataverse https://contoso.crm.dynamics.com',
  ok: false,
  message: 'Nobody is there.',
};
const incomplete: ConnectionReport = { ...integration, user: 'me', missing: ['The table acount is not there.'] };

const testing = (...sides: ConnectionReport[]) => ({
  service: { testConnection: () => Promise.resolve(ok(sides)) },
});

suite('test-connection', () => {
  test('tells who is signed in where, and ends well', async () => {
    const { exitCode, stdout } = await runCli(['test-connection'], testing(local));
    assert.equal(exitCode, 0);
    assert.equal(
      stdout,
      `Connections of environment sample

local, businessCentral Production CRONUS: reached
  user: sync@contoso.com
  company: CRONUS
`,
    );
  });

  test('ends with 3 where a side is not reached, and says why', async () => {
    const { exitCode, stdout } = await runCli(['test-connection'], testing(local, integration));
    assert.equal(exitCode, 3);
    assert.match(stdout, /\nintegration, dataverse .*: not reached\n {2}Nobody is there\.\n$/);
  });

  test('ends with 3 where something is missing, and names it', async () => {
    const { exitCode, stdout } = await runCli(['test-connection'], testing(local, incomplete));
    assert.equal(exitCode, 3);
    assert.match(stdout, /: incomplete\n {2}user: me\n {2}missing: The table acount is not there\.\n$/);
  });

  test('answers one document with --json', async () => {
    const { stdout } = await runCli(['test-connection', '--json'], testing(local, incomplete));
    assert.deepEqual(JSON.parse(stdout), { environment: 'sample', sides: [local, incomplete] });
  });
});
