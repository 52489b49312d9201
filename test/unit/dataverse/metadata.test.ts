import assert from 'node:assert/strict';
import { accountWorld, accounts, anAccount, failure, idIn, idOf, value } from './accountWorld';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';

suite('the tables of Dataverse', () => {
  test('are those that people look for, with what their records are known by', async () => {
    const { connector } = await accountWorld();
    const { tables } = value(await connector.describe(neverCancelled));
    assert.deepEqual(
      tables.map(({ name }) => name),
      ['account', 'contact', 'systemuser', 'team'],
    );
    const [account, contact] = tables;
    assert.deepEqual(
      [account?.idField, account?.keyField, account?.modifiedOnField, account?.tracksChanges],
      ['accountid', 'accountnumber', 'modifiedon', true],
    );
    // Without an alternate key people know a record by its name.
    assert.deepEqual([contact?.keyField, contact?.tracksChanges], ['fullname', undefined]);
  });

  test('have columns with types, limits and options; what has no value of its own is left out', async () => {
    const { connector } = await accountWorld();
    const [account] = value(await connector.describe(neverCancelled)).tables;
    const fields = new Map(must(account, 'account').fields.map((field) => [field.name, field]));
    assert.deepEqual(
      [...fields.keys()],
      [
        'accountid',
        'name',
        'accountnumber',
        'customertypecode',
        'creditlimit',
        'ownerid',
        'owneridtype',
        'primarycontactid',
        'modifiedon',
      ],
    );
    assert.deepEqual(fields.get('name')?.type, { kind: 'text', maxLength: 160 });
    assert.deepEqual(fields.get('customertypecode')?.type, {
      kind: 'option',
      members: [
        { value: '3', name: 'Customer' },
        { value: '11', name: 'Vendor' },
      ],
    });
    assert.deepEqual(fields.get('creditlimit')?.type, { kind: 'decimal', precision: 17, scale: 2 });
    assert.deepEqual(fields.get('modifiedon')?.type, { kind: 'dateTime', fractionDigits: 0 });
    assert.deepEqual(
      [...fields.values()].filter(({ readOnly }) => readOnly).map(({ name }) => name),
      ['modifiedon'],
    );
    assert.deepEqual(
      [...fields.values()].filter(({ unique }) => unique).map(({ name }) => name),
      ['accountid', 'accountnumber'],
    );
    assert.equal(fields.get('accountnumber')?.required, true);
    assert.deepEqual(fields.get('primarycontactid')?.references, { table: 'contact', field: 'contactid' });
    assert.equal(fields.get('ownerid')?.references, undefined);
  });

  test('are asked for once, all in one batch, and never one by one again', async () => {
    const world = await accountWorld();
    await world.connector.describe(neverCancelled);
    const before = world.service.asked.length;
    assert.equal(before, 2);
    await world.connector.newIds(accounts, 1);
    await world.connector.describe(neverCancelled);
    assert.ok(world.service.asked.length - before <= 1);
  });

  for (const status of [429, 503]) {
    test(`are not taken for tables without options and lookups where a question is turned away (${status})`, async () => {
      let turnedAway = true;
      const world = await accountWorld({
        metadata: (part) =>
          turnedAway && part.includes('PicklistAttributeMetadata')
            ? [status, { error: { code: '', message: '' } }]
            : undefined,
      });
      const refused = failure(await world.connector.newIds(accounts, 1));
      assert.equal(refused.code, status === 429 ? 'THROTTLED' : 'UNREACHABLE');
      turnedAway = false;
      value(await world.connector.newIds(accounts, 1));
    });
  }

  test('of an old server are described without the questions that it does not know', async () => {
    const world = await accountWorld({
      metadata: (part) =>
        part.includes('StatusAttributeMetadata') ? [404, { error: { code: '', message: 'No.' } }] : undefined,
    });
    value(await world.connector.newIds(accounts, 1));
  });
});

suite('lookups in Dataverse', () => {
  const bodies = async (content: Readonly<Record<string, string | null>>) => {
    const sent: string[] = [];
    const world = await accountWorld({
      part: (part) => {
        sent.push(/\{.*\}/.exec(part)?.[0] ?? '');
        return [200, anAccount(idIn(part))];
      },
    });
    const [fields, values] = [Object.keys(content), Object.values(content)];
    const outcomes = value(await world.write([{ kind: 'insert', id: idOf(1), fields, values, resent: false }]));
    return { sent: sent.map((text) => JSON.parse(text) as unknown), outcomes };
  };

  test('are written as references, by the navigation property’s own capitals', async () => {
    const { sent } = await bodies({ primarycontactid: idOf(7) });
    assert.deepEqual(sent, [{ accountid: idOf(1), 'PrimaryContact@odata.bind': `contacts(${idOf(7)})` }]);
  });

  test('of several tables are written to the one that the record names, and to users where it names none', async () => {
    const named = await bodies({ ownerid: idOf(7), owneridtype: 'team' });
    assert.deepEqual(named.sent, [{ accountid: idOf(1), 'ownerid@odata.bind': `teams(${idOf(7)})` }]);
    const unnamed = await bodies({ ownerid: idOf(7) });
    assert.deepEqual(unnamed.sent, [{ accountid: idOf(1), 'ownerid@odata.bind': `systemusers(${idOf(7)})` }]);
  });

  test('that name no table they can refer to, or no id, fail before anything is sent', async () => {
    for (const content of [{ ownerid: idOf(7), owneridtype: 'contact' }, { primarycontactid: 'C1' }]) {
      const { sent, outcomes } = await bodies(content);
      assert.deepEqual(sent, []);
      const [outcome] = outcomes;
      assert.equal(outcome?.kind === 'failed' && outcome.failure.code, 'VALUE_NOT_CONVERTIBLE');
    }
  });

  test('are cleared by a change, and left out of a new record', async () => {
    const sent: string[] = [];
    const world = await accountWorld({
      part: (part) => {
        sent.push(/\{.*\}/.exec(part)?.[0] ?? '');
        return [200, anAccount(idIn(part))];
      },
    });
    const blank = { fields: ['primarycontactid'], values: [null] };
    await world.write([{ kind: 'insert', id: idOf(1), ...blank, resent: false }]);
    await world.write([{ kind: 'modify', id: idOf(1), ...blank, expected: '2026-11-20T08:00:00.000Z' }]);
    assert.deepEqual(
      sent.map((text) => JSON.parse(text) as unknown),
      [{ accountid: idOf(1) }, { 'PrimaryContact@odata.bind': null }],
    );
  });
});
