import { strict as assert } from 'node:assert';
import { inlayHintsOf } from '../../src/server/features/inlayHints';
import { offsetAt } from '../../src/server/features/offsets';
import type { AnalysisInput } from './analysisBuilder';
import { customerFields, customerHead, questionAt } from './analysisBuilder';

/** The text with its hints in place, between braces of their own; the head of the file is left out. */
function hinted(text: string, options: Partial<AnalysisInput> = {}): string {
  const { analysis, file } = questionAt(`${text}¦`, options);
  const end = { line: file.text.split('\n').length, character: 0 };
  const hints = inlayHintsOf(analysis, file, { start: { line: 0, character: 0 }, end });
  const placed = hints.toReversed().reduce((shown, { position, label }) => {
    const at = offsetAt(file.text, position);
    return `${shown.slice(0, at)} «${typeof label === 'string' ? label : ''}»${shown.slice(at)}`;
  }, file.text);
  const head = placed.indexOf('direction: bidirectional\n');
  return head < 0 ? placed : placed.slice(head + 'direction: bidirectional\n'.length);
}

suite('Inlay hints', () => {
  test('show the types of both ends behind a line', () => {
    const cases = [
      ['Name <-> name', 'Name <-> name «text(100) <-> text(160)»'],
      ['Credit Limit (LCY) -> creditlimit', 'Credit Limit (LCY) -> creditlimit «decimal(18, 2) -> decimal(19, 4)»'],
      ['Last Date Modified -> name', 'Last Date Modified -> name «date read-only -> text(160)»'],
      ['Nmae <-> name', 'Nmae <-> name «text(160)»'],
      ['Nmae <-> nmae', 'Nmae <-> nmae'],
      ["'Name <-> name' # quoted", "'Name <-> name' «text(100) <-> text(160)» # quoted"],
      ['map: Name <-> name\n    match: 1', 'map: Name <-> name «text(100) <-> text(160)»\n    match: 1'],
      ['map: -> owneridtype\n    constant: systemuser', 'map: -> owneridtype «text(64)»\n    constant: systemuser'],
      ['Name', 'Name'],
    ] as const;
    for (const [line, shown] of cases) assert.equal(hinted(customerFields(line)), `fields:\n  - ${shown}\n`);
  });

  test('show the name of an option behind its number', () => {
    const cases = [
      ['integrationTableFilter: { statecode: 0 }', 'integrationTableFilter: { statecode: 0 «Active» }'],
      [
        'integrationTableFilter:\n  customertypecode: 1|3 # or',
        'integrationTableFilter:\n  customertypecode: 1|3 «Competitor, Customer» # or',
      ],
      ["tableFilter: { Blocked: '<>3' }", "tableFilter: { Blocked: '<>3 «All»' }"],
      [
        'onCreate: { integration: { customertypecode: 3 } }',
        'onCreate: { integration: { customertypecode: 3 «Customer» } }',
      ],
      [
        'onCreate: { integration: { customertypecode: Customer } }',
        'onCreate: { integration: { customertypecode: Customer } }',
      ],
      ['onCreate: { integration: { customertypecode: 99 } }', 'onCreate: { integration: { customertypecode: 99 } }'],
      ["onCreate: { local: { Blocked: '' } }", "onCreate: { local: { Blocked: '' } }"],
    ] as const;
    for (const [line, shown] of cases) assert.equal(hinted(`${customerHead}${line}\n`), `${shown}\n`);
    assert.equal(
      hinted(customerFields('map: Blocked -> customertypecode\n    values: { 3: 11 }')),
      'fields:\n  - map: Blocked -> customertypecode «option -> option»\n    values: { 3 «All»: 11 «Vendor» }\n',
    );
  });

  test('show which fields a table is synchronized by where the file leaves them out', () => {
    assert.equal(
      hinted('table: Customer\n'),
      'table: Customer «id SystemId · key No. · modifiedOn SystemModifiedAt»\n',
    );
    assert.equal(
      hinted('table: { name: Customer, id: SystemId }\n'),
      'table: { name: Customer, id: SystemId } «key No. · modifiedOn SystemModifiedAt»\n',
    );
    assert.equal(
      hinted('integrationTable:\n  name: account\n  key: name\n'),
      'integrationTable:\n  name: account «id accountid · modifiedOn modifiedon»\n  key: name\n',
    );
    assert.equal(hinted('table: Custmer\n'), 'table: Custmer\n');
  });

  test('show nothing without a schema, and nothing in the workspace file', () => {
    const none = { schemas: { environment: 'sample' } };
    assert.equal(hinted(customerFields('Name <-> name'), none), 'fields:\n  - Name <-> name\n');
  });

  test('are made for the asked part of the file only', () => {
    const { analysis, file } = questionAt(`${customerFields('Name <-> name', 'E-Mail <-> emailaddress1')}|`);
    const hints = inlayHintsOf(analysis, file, { start: { line: 6, character: 0 }, end: { line: 7, character: 0 } });
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['text(80) <-> text(100)'],
    );
  });

  test('stay while another part of the file is broken', () => {
    const broken = `table: Customer\nintegrationTable: account\ntableFilter: { Blocked: \nfields:\n  - Name <-> name\n  - Em\n`;
    assert.match(hinted(broken), /- Name <-> name «text\(100\) <-> text\(160\)»/);
  });
});
