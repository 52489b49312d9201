import { strict as assert } from 'node:assert';
import { column, only, sampleSystems } from './sampleSystems';
import type { Query, SampleSystems } from './sampleSystems';
import { sampleEdits } from '../../../src/service/sampleEdits';

suite('the sample', () => {
  let local: Query;
  let integration: Query;

  suiteSetup(async () => {
    ({ local, integration } = await sampleSystems());
  });

  test('has enough records to look real', () => {
    const count = (query: Query, table: string) => Number(only(query(`SELECT count(*) FROM "${table}"`)));
    assert.ok(count(local, 'Customer') >= 60);
    assert.ok(
      Number(only(local(`SELECT count(*) FROM "Contact" WHERE "Type" = 'Person' AND "Company No." <> ''`))) >= 200,
    );
    assert.ok(count(local, 'Vendor') >= 60);
    assert.equal(count(local, 'Item'), 50);
    assert.equal(count(local, 'Salesperson/Purchaser'), 7);
    assert.ok(count(local, 'Currency') >= 12);
    assert.ok(count(local, 'Unit of Measure') > 0);
    assert.ok(count(local, 'Resource') > 0);
  });

  test('is sound: every code and number a record names exists', () => {
    const missing = (table: string, field: string, target: string, key: string) =>
      column(
        local(`SELECT "${field}" FROM "${table}" WHERE "${field}" NOT IN ('', 'none')
               AND "${field}" NOT IN (SELECT "${key}" FROM "${target}")`),
      );
    for (const table of ['Customer', 'Vendor', 'Contact']) {
      assert.deepEqual(missing(table, 'Currency Code', 'Currency', 'Code'), [], table);
    }
    for (const table of ['Customer', 'Contact']) {
      assert.deepEqual(missing(table, 'Salesperson Code', 'Salesperson/Purchaser', 'Code'), [], table);
    }
    assert.deepEqual(missing('Vendor', 'Purchaser Code', 'Salesperson/Purchaser', 'Code'), []);
    assert.deepEqual(missing('Customer', 'Primary Contact No.', 'Contact', 'No.'), []);
    assert.deepEqual(missing('Item', 'Vendor No.', 'Vendor', 'No.'), []);
    for (const table of ['Item', 'Resource']) {
      assert.deepEqual(missing(table, 'Base Unit of Measure', 'Unit of Measure', 'Code'), [], table);
    }
    assert.deepEqual(integration('PRAGMA foreign_key_check'), []);
  });

  test('lets every contact in the filter work for a customer that synchronizes', () => {
    const strays = local(`
      SELECT "No." FROM "Contact" WHERE "Type" = 'Person' AND "Company No." <> '' AND "Company No." NOT IN (
        SELECT "No." FROM "Customer" WHERE "Blocked" = '' AND "No." NOT IN ('46897889', '46251425', '46525241'))`);
    assert.deepEqual(strays, []);
  });

  test('has a user for each salesperson but one, whose one customer must fail', () => {
    const emails = column(
      integration(
        'SELECT internalemailaddress FROM systemuser WHERE NOT isdisabled AND islicensed AND NOT isintegrationuser',
      ),
    );
    const salespeople = local('SELECT "Code", "E-Mail" FROM "Salesperson/Purchaser"');
    const without = salespeople.filter((row) => !emails.includes(row['E-Mail'] ?? null)).map((row) => row['Code']);
    assert.equal(emails.length, 6);
    assert.deepEqual(without, ['HR']);
    assert.deepEqual(column(local(`SELECT "No." FROM "Customer" WHERE "Salesperson Code" = 'HR'`)), ['46897889']);
    assert.deepEqual(local(`SELECT 1 FROM "Contact" WHERE "Salesperson Code" = 'HR'`), []);
    assert.deepEqual(local(`SELECT 1 FROM "Vendor" WHERE "Purchaser Code" = 'HR'`), []);
  });

  test('has a disabled, an unlicensed and an integration user for the filter to leave out', () => {
    for (const condition of ['isdisabled', 'NOT islicensed', 'isintegrationuser']) {
      assert.equal(integration(`SELECT 1 FROM systemuser WHERE ${condition}`).length, 1, condition);
    }
  });

  test('has one text that is longer than its account column, and no other', () => {
    const tooLong = (table: string, field: string, limit: number) =>
      column(local(`SELECT "No." FROM "${table}" WHERE length("${field}") > ?`, limit));
    const limits = column(integration(`SELECT type FROM pragma_table_info('account') WHERE name = 'websiteurl'`));
    assert.deepEqual(limits, ['VARCHAR(200)']);
    assert.deepEqual(tooLong('Customer', 'Home Page', 200), ['46251425']);
    assert.deepEqual(tooLong('Vendor', 'Home Page', 200), []);
    assert.deepEqual(tooLong('Contact', 'Home Page', 200), []);
  });

  test('keeps every text within its declared length', () => {
    for (const query of [local, integration]) {
      for (const { table, name, limit } of declaredLengths(query)) {
        const sql = `SELECT "${name}" FROM "${table}" WHERE length("${name}") > ?`;
        assert.deepEqual(query(sql, limit), [], `${table}.${name}`);
      }
    }
  });

  test('has four accounts that match one customer each, two that differ, and two that match the same', () => {
    const accounts = integration(
      'SELECT name, emailaddress1 FROM account WHERE statecode = 0 AND customertypecode = 3 ORDER BY accountid',
    );
    const matches = accounts.map(({ name, emailaddress1 }) =>
      emailaddress1 === null
        ? column(local(`SELECT "No." FROM "Customer" WHERE "Name" = ?`, String(name)))
        : column(local(`SELECT "No." FROM "Customer" WHERE "E-Mail" = ?`, String(emailaddress1))),
    );
    const expected = ['40000', '50000', '44171511', '30000', '20000', '49525252', '46525241', '46525241'];
    assert.deepEqual(matches, [...expected.map((number) => [number]), []]);
    assert.equal(accounts.at(-1)?.['name'], 'TelecomPetit');
  });

  test('has e-mail addresses that nobody else has, all in a domain that cannot exist', () => {
    for (const [query, table, field] of [
      [local, 'Customer', 'E-Mail'],
      [local, 'Vendor', 'E-Mail'],
      [local, 'Contact', 'E-Mail'],
      [local, 'Salesperson/Purchaser', 'E-Mail'],
      [integration, 'contact', 'emailaddress1'],
    ] as const) {
      const used = column(query(`SELECT "${field}" FROM "${table}" WHERE coalesce("${field}", '') <> ''`)).map(String);
      assert.equal(new Set(used.map((email) => email.toLowerCase())).size, used.length, table);
      assert.deepEqual(
        used.filter((email) => !/^[a-z0-9.]+@[a-z0-9.-]+\.example$/.test(email)),
        [],
        table,
      );
    }
  });

  test('has stamps with milliseconds, so that they sort as text', () => {
    const tables = (query: Query) => column(query(`SELECT name FROM sqlite_master WHERE type = 'table'`));
    for (const [query, field] of [
      [local, 'SystemModifiedAt'],
      [integration, 'modifiedon'],
    ] as const) {
      for (const table of tables(query)) {
        const stamps = column(query(`SELECT "${field}" FROM "${table}"`)).map(String);
        assert.deepEqual(
          stamps.filter((stamp) => new Date(stamp).toISOString() !== stamp),
          [],
          String(table),
        );
      }
    }
  });

  test('keeps leading zeros of numbers', () => {
    assert.equal(only(local(`SELECT "No." FROM "Customer" WHERE "Name" LIKE 'Spotsmeyer%'`)), '01121212');
  });

  test('gives a new record that comes without a number the next one', async () => {
    const { local } = await sampleSystems();
    const insert = (table: string, id: string) =>
      local(`INSERT INTO "${table}" ("SystemId", "SystemModifiedAt") VALUES (?, '2026-11-21T08:00:00.000Z')`, id);
    for (const [table, key, numbers] of [
      ['Customer', 'No.', ['C00010', 'C00020']],
      ['Vendor', 'No.', ['V90000010', 'V90000020']],
      ['Contact', 'No.', ['CT400002', 'CT400003']],
      ['Item', 'No.', ['I00010', 'I00020']],
      ['Resource', 'No.', ['R00010', 'R00020']],
      ['Salesperson/Purchaser', 'Code', ['SP00001', 'SP00002']],
    ] as const) {
      insert(table, 'first');
      insert(table, 'second');
      const given = column(local(`SELECT "${key}" FROM "${table}" WHERE "SystemId" IN ('first', 'second') ORDER BY 1`));
      assert.deepEqual(given, numbers, table);
    }
  });
});

suite('the sample edits', () => {
  const at = '2026-11-21T08:00:00.000Z';

  test('each change one record that is there before any synchronization, but for one account that it makes', async () => {
    const systems = await sampleSystems();
    const untouched = sampleEdits.integration.filter((edit) => changesOf(systems, 'integration', edit) === 0);
    assert.deepEqual(
      sampleEdits.local.map((edit) => changesOf(systems, 'local', edit)),
      [1, 1, 1, 1],
    );
    assert.equal(untouched.length, 1);
    const [email] = /\S+@\S+\.example/.exec(untouched[0] ?? '') ?? [];
    const eligible = `SELECT "No." FROM "Customer" WHERE "E-Mail" = ? AND "Blocked" = ''`;
    assert.equal(systems.local(eligible, (email ?? '').replaceAll("'", '')).length, 1);
  });

  test('edit one pair on both sides, in different fields', async () => {
    const { local, integration } = await sampleSystems();
    sampleEdits.local.forEach((edit) => local(edit, at));
    sampleEdits.integration.forEach((edit) => integration(edit, at));
    const [customer] = local(`SELECT "Address 2", "Fax No.", "SystemModifiedAt" FROM "Customer" WHERE "No." = '40000'`);
    const [account] = integration(
      `SELECT address1_line2, fax, modifiedon FROM account WHERE name = 'Deerfield Graphics Company'`,
    );
    assert.equal(customer?.['SystemModifiedAt'], at);
    assert.equal(account?.['modifiedon'], at);
    assert.notEqual(customer?.['Address 2'], account?.['address1_line2']);
    assert.notEqual(customer?.['Fax No.'], account?.['fax']);
  });

  function changesOf(systems: SampleSystems, side: keyof SampleSystems, edit: string): number {
    systems[side](edit, at);
    return Number(only(systems[side]('SELECT changes()')));
  }
});

function declaredLengths(query: Query): readonly { table: string; name: string; limit: number }[] {
  const columns = query(`
    SELECT m.name AS "table", c.name AS name, c.type AS type
    FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND c.type LIKE 'VARCHAR(%'`);
  return columns.map(({ table, name, type }) => {
    return { table: String(table), name: String(name), limit: Number(/\d+/.exec(String(type))) };
  });
}
