import assert from 'node:assert/strict';
import type { Connector } from '../../../src/core/ports/connector';
import type { Run } from './runBuilders';
import type { WriteVerdict } from '../../../src/core/job/applyVerdicts';
import { aPass, aRun } from './runBuilders';
import { anUncoupledRecord } from '../../support/planBuilders';
import { decideRecord } from '../../../src/core/plan/decideRecord';
import { err } from '../../../src/core/result';
import { writeRecords } from '../../../src/core/job/writeRecords';

suite('writeRecords', () => {
  const unreachable = { code: 'UNREACHABLE', message: 'The service does not answer. Try again later.' } as const;

  test('records what it intends before it writes, with the id that the new record gets', async () => {
    const run = aRun({ failOn: (operation) => (operation === 'write' ? unreachable : undefined) });
    const pass = aPass(run);
    assert.deepEqual(await writeRecords(pass, [aCreate()]), err(unreachable));
    const [intent] = run.store.openIntents();
    assert.deepEqual(
      [intent?.kind, intent?.localId, intent?.fields, intent?.values],
      ['insert', 'L1', ['name', 'city'], ['Adatum', 'Oslo']],
    );
    assert.match(intent?.integrationId ?? '', /^[0-9a-f-]{36}$/);
  });

  test('leaves its intents open when the write got no answer', async () => {
    const run = aRun({ failOn: (operation) => (operation === 'write' ? unreachable : undefined) });
    const pass = aPass(run);
    await writeRecords(pass, [aCreate()]);
    await pass.checkpoint.commit(pass.job);
    assert.equal(run.store.openIntents().length, 1);
  });

  test('couples what was written when the batch is committed', async () => {
    const run = aRun();
    await write(run);
    const [account] = run.systems.integration.rows('account');
    assert.deepEqual(
      run.store.listCouplings({ limit: 10 }).couplings.map(({ localId, integrationId }) => [localId, integrationId]),
      [['L1', account?.['accountid']]],
    );
    assert.deepEqual(run.store.openIntents(), []);
  });

  test('couples a create that arrived, though its answer was lost: the second attempt says that it is one', async () => {
    const run = aRun();
    await write(run, answerLostOnce(run.systems.integration));
    assert.equal(run.systems.integration.rows('account').length, 1);
    const [coupling] = run.store.listCouplings({ limit: 10 }).couplings;
    assert.equal(coupling?.integrationId, run.systems.integration.rows('account')[0]?.['accountid']);
    assert.equal(coupling?.failures.toIntegrationTable, null);
    assert.deepEqual(run.store.openIntents(), []);
  });

  /** Writes, and then does not answer the first time. */
  function answerLostOnce(connector: Connector): Connector {
    let lost = false;
    return {
      ...connector,
      write: async (request, cancel) => {
        const outcomes = await connector.write(request, cancel);
        if (lost) return outcomes;
        lost = true;
        return err(unreachable);
      },
    };
  }
});

async function write(run: Run, integration: Connector = run.systems.integration): Promise<void> {
  const connectors = { ...run.context.connectors, integration };
  const pass = aPass({ ...run, context: { ...run.context, connectors } });
  assert.ok((await writeRecords(pass, [aCreate()])).ok);
  assert.ok((await pass.checkpoint.commit(pass.job)).ok);
}

/** What was decided about a customer that is not coupled. */
function aCreate(): WriteVerdict {
  const [verdict] = decideRecord(anUncoupledRecord());
  assert.ok(verdict?.effect.kind === 'write');
  return { item: verdict.item, write: verdict.effect.write };
}
