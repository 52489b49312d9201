import { strict as assert } from 'node:assert';
import { planText } from '../../../../src/extension/preview/planText';
import { aChange, anItem, aPlannedMapping, aSummary, english, sampleSystems } from '../run/runBuilders';
import type { PlanGroup, PlanPage, PlanSection } from '../../../../src/extension/preview/planPage';
import type { PlanSummary } from '../../../../src/protocol/workerProtocol';

const tables = { local: 'Customer', integration: 'account' };

function aPage(
  mappings: PlanSummary['mappings'],
  groups: readonly (readonly PlanGroup[])[],
  changes: Partial<PlanPage> = {},
): PlanPage {
  const sections = mappings.map(({ mapping, direction, counters }, index): PlanSection => ({
    index,
    mapping,
    direction,
    tables,
    counters,
    groups: groups[index] ?? [],
  }));
  return {
    title: 'Full synchronization of sample',
    systems: sampleSystems,
    summary: aSummary(mappings),
    sections,
    filter: [],
    outdated: false,
    ...changes,
  };
}

function story(): PlanPage {
  const mappings = [
    aPlannedMapping({ inserted: 1, modified: 1, failed: 1, coupled: 1, unchanged: 1_200 }),
    aPlannedMapping({ modified: 1, skipped: 2 }, { direction: 'fromIntegrationTable' }),
    aPlannedMapping({ unchanged: 7 }, { mapping: 'CONTACT' }),
  ];
  const to: readonly PlanGroup[] = [
    {
      action: 'fail',
      total: 1,
      items: [
        anItem({
          action: 'fail',
          label: '40000',
          integrationId: null,
          code: 'TEXT_TOO_LONG',
          reason: 'Name holds 60 characters, name takes 50. Shorten it.',
        }),
      ],
    },
    {
      action: 'insert',
      total: 1,
      items: [
        anItem({
          action: 'insert',
          label: '20000',
          integrationId: null,
          reason: 'not coupled yet',
          fields: [
            aChange('Name', 'name', null, 'Trey Research'),
            aChange('City', 'address1_city', null, ''),
            aChange(null, 'customertypecode', null, '3', {
              kind: 'option',
              members: [{ value: '3', name: 'Customer' }],
            }),
          ],
        }),
      ],
    },
    {
      action: 'modify',
      total: 1,
      items: [anItem({ fields: [aChange('City', 'address1_city', null, ' Boston\nMA')] })],
    },
    { action: 'couple', total: 1, items: [anItem({ action: 'couple', reason: 'unique match on Name' })] },
  ];
  const from: readonly PlanGroup[] = [
    {
      action: 'modify',
      total: 1,
      items: [anItem({ reason: '', label: undefined, fields: [aChange('Phone No.', 'telephone1', '1', '2')] })],
    },
    { action: 'skip', total: 2, items: [anItem({ action: 'skip', reason: "outside the mapping's filter" })] },
  ];
  return aPage(mappings, [to, from]);
}

suite('a plan as a document', () => {
  test('reads from the headline to the fields', () => {
    assert.equal(
      planText(story(), english).text,
      `Preview: Full synchronization of sample
Nothing has been written. In environment sample a run at this moment would do this:

Create 1 record in dataverse.
Modify 1 record in dataverse and 1 in business-central.
Couple 1 pair of records.
1 record would fail and hold no other back.
Skip 2 records.

Mapping   Direction           Fail  Create  Modify  Couple  Skip  Unchanged
CUSTOMER  Customer → account     1       1       1       1     -      1,200
CUSTOMER  Customer ← account     -       -       1       -     2          -
CONTACT   Customer → account     -       -       -       -     -          7
Total                            1       1       2       1     2      1,207

CUSTOMER: Customer → account
  Fail (1)
    40000
      TEXT_TOO_LONG: Name holds 60 characters, name takes 50. Shorten it.
      Ids: local L1
  Create in dataverse (1)
    20000
      Why: not coupled yet
      Ids: local L1
      Name (name): Trey Research
      customertypecode: Customer (3)
  Modify in dataverse (1)
    10000
      Why: local record changed, or its values were overwritten
      Ids: local L1, integration I1
      City (address1_city): (blank) → " Boston\\nMA"
  Couple (1)
    10000
      Why: unique match on Name
      Ids: local L1, integration I1

CUSTOMER: Customer ← account
  Modify in business-central (1)
    L1
      Ids: local L1, integration I1
      Phone No. (telephone1): 1 → 2
  Skip (2)
    10000
      Why: outside the mapping's filter
      Ids: local L1, integration I1
    and 1 more
`,
    );
  });

  test('marks the lines of records, of sections and of groups that go on', () => {
    const { text, marks } = planText(story(), english);
    const lines = text.split('\n');
    const marked = (kind: string) =>
      marks.filter((mark) => mark.kind === kind).map(({ line }) => (lines[line] ?? '').trim());
    assert.deepEqual(marked('plan'), ['Preview: Full synchronization of sample']);
    assert.deepEqual(marked('section'), ['CUSTOMER: Customer → account', 'CUSTOMER: Customer ← account']);
    assert.deepEqual(marked('record'), ['40000', '20000', '10000', '10000', 'L1', '10000']);
    assert.deepEqual(marked('more'), ['Skip (2)']);
    const more = marks.find((mark) => mark.kind === 'more');
    assert.deepEqual(more && [more.shown, more.left], [1, 1]);
  });

  test('is the same for the same plan', () => {
    assert.deepEqual(planText(story(), english), planText(story(), english));
  });

  test('says production in its second line', () => {
    const systems = { ...sampleSystems, environment: 'live', production: true };
    const { text } = planText(aPage([], [], { systems }), english);
    assert.match(text, /^.*\nNothing has been written\. In live, a production environment, a run/);
    assert.match(text, /No mapping takes part\./);
  });

  test('says so when something has run since', () => {
    const { text } = planText({ ...story(), outdated: true }, english);
    assert.match(text, /^.*\nSomething has run since this preview was made\. Preview again/);
  });

  test('says what is filtered away', () => {
    const { text } = planText({ ...story(), filter: ['fail', 'insert'] }, english);
    assert.match(text, /\nShown: Fail, Create\. Choose Filter to see the rest\.\n/);
  });

  test('says why a mapping would not run', () => {
    const blocked = aPlannedMapping({}, { message: 'The table account is gone.' });
    assert.match(
      planText(aPage([blocked], []), english).text,
      /\nCUSTOMER would not run: The table account is gone\.\n/,
    );
  });

  test('lists the first fields of a wide record and counts the others', () => {
    const fields = Array.from({ length: 62 }, (_, at) => aChange(`F${at}`, null, 'a', 'b'));
    const page = aPage(
      [aPlannedMapping({ modified: 1 })],
      [[{ action: 'modify', total: 1, items: [anItem({ fields })] }]],
    );
    assert.match(planText(page, english).text, / {6}F59: a → b\n {6}and 2 more fields\n/);
  });

  test('keeps every record to its lines, whatever its text holds', () => {
    const nasty = anItem({ label: 'A\nB\u202e', reason: 'x\u2028y', localId: 'L\r1' });
    const page = aPage([aPlannedMapping({ modified: 1 })], [[{ action: 'modify', total: 1, items: [nasty] }]]);
    const { text } = planText(page, english);
    assert.match(text, / {4}A\\nB\\u202e\n {6}Why: x\\u2028y\n {6}Ids: local L\\r1, integration I1\n/);
  });
});
