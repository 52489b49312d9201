import { strict as assert } from 'node:assert';
import type { MappingStatus } from '../../src/protocol/languageProtocol';
import { noCounts } from '../../src/core/model/job';
import { hoverAt } from '../../src/server/features/hover';
import type { HoverOptions } from '../../src/server/features/hoverAsk';
import type { AnalysisInput } from './analysisBuilder';
import { customerFields, customerHead, questionAt, salespeopleFile } from './analysisBuilder';
import { offsetsOf } from '../../src/server/features/offsets';

type Options = Partial<AnalysisInput> & HoverOptions & { readonly file?: string };
const files = { 'mappings/salespeople.mapping.yaml': salespeopleFile };

function hovered(text: string, options: Options = { files }): string {
  const { analysis, file, offset } = questionAt(text, options);
  const hover = hoverAt(analysis, file, offset, options);
  if (!hover) return '';
  return typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : '';
}

/** The word that the hover is about. */
function about(text: string): string {
  const { analysis, file, offset } = questionAt(text, { files });
  const range = hoverAt(analysis, file, offset)?.range;
  if (!range) return '';
  const { start, end } = offsetsOf(file.text, range);
  return file.text.slice(start, end);
}

/** Each text with what its hover says, in whole lines or a pattern. */
function says(
  cases: readonly (readonly [text: string, expected: string | RegExp])[],
  options: Options = { files },
): void {
  for (const [text, expected] of cases) {
    const said = hovered(text, options);
    if (typeof expected === 'string')
      assert.ok(said.split('\n').includes(expected), `${JSON.stringify(text)}: ${said}`);
    else assert.match(said, expected, JSON.stringify(text));
  }
}

suite('Hovering over a field', () => {
  test('tells type, length, caption, and what it demands, of both ends', () => {
    says([
      [customerFields('Na|me <-> name'), '`Customer.Name` _Customer Name_: text(100)'],
      [customerFields('Na|me <-> name'), '`account.name` _Account Name_: text(160), required'],
      [customerFields('Name <-> |name'), /account\.name.*\n\n.*Customer\.Name/s],
      [customerFields('Name -> creat|edon'), '`account.createdon`: date and time, read-only'],
      [customerFields('Salesperson Code -> own|erid'), '`account.ownerid`: guid, refers to systemuser'],
      [customerFields('N|o. -> accountnumber'), /what lookups call the record by/],
    ]);
  });

  test('lists the options, as far as they fit a screen', () => {
    says([
      [customerFields('Block|ed -> name'), '- 1 (Ship)'],
      [`${customerHead}integrationTableFilter: { sta|tecode: 0 }`, '- 0 (Active)'],
    ]);
  });

  test('says where the table has no such field, or no schema is known', () => {
    says([[customerFields('Nmae| -> name'), '`Customer` has no field `Nmae`.']]);
    says([[customerFields('Na|me -> name'), /the tables of the local side are not known yet/]], {
      schemas: { environment: 'sample' },
    });
  });

  test('is about the name at the cursor, without quotes', () => {
    assert.equal(about(customerFields('Credit Li|mit (LCY) <-> creditlimit')), 'Credit Limit (LCY)');
    assert.equal(about(customerFields('Credit Limit (LCY) <|-> creditlimit')), '<->');
    assert.equal(about(customerFields("'Name <-> na|me'")), 'name');
    assert.equal(about(`${customerHead}tableFilter: { 'Amou|nt, Net': 1 }`), 'Amount, Net');
  });

  test('knows the fields of a table in its long form, and those that lookups name', () => {
    says([
      [
        'table: { name: Customer, id: Sys|temId }',
        /`Customer\.SystemId`: guid, required, unique, identifies the record/,
      ],
      [
        customerFields('map: Salesperson Code -> ownerid\n    lookup: { mapping: SALESPEOPLE, localField: Co|de }'),
        /`Salesperson\.Code`: text\(20\)/,
      ],
    ]);
  });
});

suite('What a field line does', () => {
  test('is said in a sentence', () => {
    const oneWay = (line: string) => customerFields(line.replace('->', '|->'));
    says([
      [
        oneWay('Name -> name'),
        '`Customer.Name` goes to `account.name` when a `Customer` record is created or changed.',
      ],
      [
        customerFields('Name |<- name'),
        '`account.name` goes to `Customer.Name` when a `account` record is created or changed.',
      ],
      [
        customerFields('Name <|-> name'),
        '`Customer.Name` and `account.name` follow each other. Changed on both sides to different values, the record fails until a person decides.',
      ],
      [oneWay('map: -> owneridtype\n    constant: systemuser'), '`account.owneridtype` is always `systemuser`.'],
      [
        oneWay(
          'map: Name -> name\n    transform: { toIntegrationTable: [trim, { substring: { start: 2, length: 5 } }] }',
        ),
        /, trimmed, cut to 5 characters from the 2nd\.$/m,
      ],
      [
        oneWay('map: Salesperson Code -> ownerid\n    lookup: SALESPEOPLE\n    notNull: true'),
        /, translated through the couplings of `SALESPEOPLE`, unless the value is empty\.$/m,
      ],
      [
        customerFields("map: Blocked <|-> statecode\n    values: { '0': 0, '3': 1 }\n    match: 2"),
        /follow each other, with 2 values translated\. Records are coupled where the two are equal \(priority 2\)\./,
      ],
      [
        oneWay('map: Name -> name\n    enabled: false'),
        /^Disabled, runs leave it out\. Enabled: `Customer\.Name` goes/,
      ],
    ]);
  });

  test('names who wins where both sides changed', () => {
    const policy = (word: string) =>
      customerFields('Name <|-> name').replace('fields:', `updateConflict: ${word}\nfields:`);
    says([
      [policy('sendUpdateToIntegration'), /Changed on both sides, the local value wins\./],
      [policy('getUpdateFromIntegration'), /Changed on both sides, the integration value wins\./],
    ]);
  });

  test('tells the ends alone where the line cannot be read', () => {
    const said = hovered('table: Customer\nfields:\n  - Na|me <-> name');
    assert.equal(said, '`Customer.Name` _Customer Name_: text(100)');
  });
});

suite('Hovering over names and words', () => {
  test('explains keys with their defaults, and words', () => {
    says([
      [`${customerHead}update|Conflict: none`, /changed on both sides.*\n\nDefault: `none`$/s],
      [`direct|ion: bidirectional`, /^\*\*direction\*\*\n\nWhere records go\./],
      ['direction: bidi|rectional', /^\*\*bidirectional\*\*\n\nRecords go both ways\./],
      [`${customerHead}deletionConflict: remove|Coupling`, /The coupling is removed/],
      [customerFields('map: Name -> name\n    not|Null: true'), /an empty value is not carried over/],
      [customerFields('map: Name -> name\n    transform: { toIntegrationTable: [tr|im] }'), /Takes spaces away/],
      [
        customerFields('map: Name -> name\n    transform: { toIntegrationTable: [{ rou|nd: { precision: 1 } }] }'),
        /multiple of/,
      ],
    ]);
  });

  test('tells of a table how many fields it has, which synchronization uses, and how old that is', () => {
    says(
      [
        ['table: Cus|tomer', '`Customer`: table of the local side with 12 fields'],
        ['table: Cus|tomer', '- key: `No.`'],
        ['integrationTable: acc|ount', /`account` _Account_: table of the integration side/],
        ['integrationTable: system|user', /Mapped by `SALESPEOPLE`\./],
        ['table: Cus|tomer', 'Read from the system on 2026-11-01 08:00 UTC (20 days ago).'],
        ['table: Custmer|', 'The local side has no table `Custmer`.'],
      ],
      { files, now: '2026-11-21T09:00:00.000Z' },
    );
    says([['table: Cus|tomer', /The tables of the local side are not known yet\. Refresh the schema/]], {
      schemas: { environment: 'sample' },
    });
  });

  test('tells of a mapping its tables, when it runs and who uses it', () => {
    const lookup = customerFields('map: Salesperson Code -> ownerid\n    lookup: SALES|PEOPLE');
    says([
      [lookup, '**SALESPEOPLE**: `Salesperson` <- `systemuser`, 1 field mapping'],
      [lookup, 'Runs as number 1 of 2.'],
      [lookup, 'Used by `CUSTOMER`.'],
      [`${customerHead}dependsOn: [NO|BODY]`, 'There is no mapping `NOBODY` in the workspace.'],
    ]);
  });

  test('adds how a mapping stands where the editor knows', () => {
    const status: MappingStatus = {
      name: 'CUSTOMER',
      counts: { ok: 8, failed: 1, skipped: 0 },
      lastJobs: [
        {
          id: '1',
          runId: '1',
          mapping: 'CUSTOMER',
          type: 'synchronization',
          mode: 'full',
          direction: 'toIntegrationTable',
          status: 'finished',
          startedAt: '2026-11-20T10:00:00.000Z',
          finishedAt: '2026-11-20T10:00:01.000Z',
          counters: { ...noCounts, inserted: 3, failed: 1 },
          message: '',
        },
      ],
    };
    const text = customerFields('Name <-> name').replace('CUSTOMER', 'CUSTO|MER');
    says(
      [
        [text, 'Couplings: 8 in step, 1 failed.'],
        [text, '- To the integration table on 2026-11-20 10:00 UTC: finished, 3 created, 1 failed'],
      ],
      { files, status },
    );
    assert.doesNotMatch(hovered(text, { files, status: { ...status, name: 'OTHER' } }), /Couplings/);
  });

  test('says a filter in words, and an option by its name', () => {
    says([
      [`${customerHead}tableFilter: { Name: '|A*' }`, "Records take part where `Name` begins with 'A'."],
      [
        `${customerHead}tableFilter: { Credit Limit (LCY): 10..¦20 }`,
        'Records take part where `Credit Limit (LCY)` is from 10 to 20.',
      ],
      [`${customerHead}tableFilter:\n  Blocked: <>¦3`, 'Records take part where `Blocked` is not 3 (All).'],
      [`${customerHead}tableFilter: { Name: '¦' }`, 'Records take part where `Name` is blank.'],
      [`${customerHead}tableFilter:\n  Name: <>'¦'`, 'Records take part where `Name` is not blank.'],
      [
        customerFields('map: -> customertypecode\n    constant: |3'),
        '`3` is Customer, an option of `customertypecode`.',
      ],
      [customerFields('map: -> customertypecode\n    constant: |4'), '`4` is no option of `customertypecode`.'],
    ]);
  });

  test('says nothing where there is nothing to say', () => {
    const texts = [
      '|',
      '# com|ment',
      'name: A\n|\n',
      'nonsense|: 1',
      'nonsense: |1',
      customerFields('Name <-> name |'),
      'direction: no|where',
    ];
    for (const text of texts) assert.equal(hovered(text), '', text);
  });

  test('keeps names from becoming Markdown', () => {
    const odd = '`a` *b* [c](d)';
    says([[`name: A\ntable: '${odd}|'`, `The local side has no table \`\` ${odd} \`\`.`]]);
  });
});
