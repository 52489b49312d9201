import { strict as assert } from 'node:assert';
import { removeCoupling } from '../../../../src/extension/coupling/removeCoupling';
import { aMapping } from '../run/runBuilders';
import { aRun, labels, requestsOf, story, writingRequests } from '../quickSteps/scriptedDialogue';
import type { Answers } from '../quickSteps/scriptedDialogue';
import type { CouplingLine } from '../../../../src/protocol/workerProtocol';

const coupled = aMapping({ counts: { ok: 2, failed: 0, skipped: 0 } });
const overview = { mappings: [coupled] };
const pair = (localId: string | null, integrationId: string | null, mapping = 'CUSTOMER') => ({
  mapping,
  localId,
  integrationId,
});

suite('Remove coupling', () => {
  test('says what it means, and names both records, the mapping and the environment', async () => {
    const told = story({ overview, answers, scope: { records: [pair('L1', 'I1')] } });
    assert.equal(await removeCoupling(told.tools), undefined);
    const [question] = told.confirmations;
    assert.equal(question?.message, 'Remove the coupling of 10000 Cannon and Cannon Group in CUSTOMER, sample?');
    assert.match(question?.detail ?? '', /^The records stay as they are on both sides\..*may be there twice\.$/);
    assert.deepEqual([question?.act, question?.keep], ['Remove Coupling', 'Keep Coupling']);
    assert.deepEqual(writingRequests(told), []);
  });

  test('removes after a yes, and tells how it went', async () => {
    const told = story({ overview, answers, scope: { records: [pair('L1', 'I1')] }, confirm: true });
    assert.ok(await removeCoupling(told.tools));
    assert.deepEqual(requestsOf(told, 'run/uncouple'), [
      { folder: '/work', mapping: 'CUSTOMER', records: ['L1'], progressToken: 'token' },
    ]);
    assert.deepEqual(told.told, ['run: Removing couplings']);
  });

  test('counts a selection, and asks once for all mappings in it', async () => {
    const records = [pair('L1', 'I1'), pair('L2', 'I2'), pair('V1', 'A1', 'VENDOR')];
    const told = story({ overview, answers, scope: { records }, confirm: true, production: true });
    await removeCoupling(told.tools);
    const [question, second] = told.confirmations;
    assert.equal(question?.message, 'Remove 3 couplings of 2 table mappings in sample (production)?');
    assert.equal(question?.act, 'Remove 3 Couplings');
    assert.equal(second, undefined);
    assert.deepEqual(
      requestsOf(told, 'run/uncouple').map(({ mapping, records: ids }) => [mapping, ids]),
      [
        ['CUSTOMER', ['L1', 'L2']],
        ['VENDOR', ['V1']],
      ],
    );
  });

  test('leaves records without a counterpart out: they are not coupled', async () => {
    const records = [pair('L1', 'I1'), pair('L2', null), pair(null, 'I3')];
    const told = story({ overview, answers, scope: { records }, confirm: true });
    await removeCoupling(told.tools);
    assert.deepEqual(requestsOf(told, 'run/uncouple')[0]?.records, ['L1']);
  });

  test('refuses a selection of such records alone, with the next step', async () => {
    const told = story({ overview, answers, scope: { records: [pair(null, 'I3')] } });
    assert.equal(await removeCoupling(told.tools), undefined);
    assert.deepEqual(told.told, [
      'This record is not coupled, so there is no coupling to remove. Use Couple to give it a counterpart.',
    ]);
  });

  test('asks for the coupling where it is given none, or for all of the mapping', async () => {
    const told = story({ overview, answers, replies: ['All 2 couplings of CUSTOMER'], confirm: true });
    await removeCoupling(told.tools);
    assert.deepEqual(labels(told.questions[0] ?? { choices: [] }), [
      'All 2 couplings of CUSTOMER',
      '10000 Cannon ↔ Cannon Group',
      'L2 ↔ I2',
    ]);
    assert.equal(told.confirmations[0]?.message, 'Remove 2 couplings of CUSTOMER in sample?');
    assert.equal(requestsOf(told, 'run/uncouple')[0]?.records, 'all');
  });

  test('finds a coupling by its records’ titles', async () => {
    const search = { search: 'Cannon', pick: '10000 Cannon ↔ Cannon Group' };
    const told = story({ overview, answers, replies: [search], confirm: true });
    await removeCoupling(told.tools);
    assert.deepEqual(requestsOf(told, 'run/uncouple')[0]?.records, ['L1']);
  });

  test('says so where there is no coupling', async () => {
    const told = story({ overview: { mappings: [aMapping()] } });
    assert.equal(await removeCoupling(told.tools), undefined);
    assert.deepEqual(told.told, ['sample has no couplings. Run a full synchronization, or couple records.']);
  });
});

const answers: Answers = {
  'records/compare': () => ({ localTitle: '10000 Cannon', integrationTitle: 'Cannon Group', fields: [] }),
  'couplings/page': ({ search }) => ({
    couplings: [aLine('L1', 'I1', '10000 Cannon', 'Cannon Group'), aLine('L2', 'I2', null, null)].filter(
      ({ localTitle }) => (localTitle ?? '').includes(search),
    ),
    counts: { ok: 2, failed: 0, skipped: 0 },
  }),
  'run/uncouple': () => aRun(),
};

function aLine(
  localId: string,
  integrationId: string,
  localTitle: string | null,
  integrationTitle: string | null,
): CouplingLine {
  return {
    mapping: 'CUSTOMER',
    localId,
    integrationId,
    localTitle,
    integrationTitle,
    state: 'ok',
    lastJobId: null,
    failure: null,
  };
}
