import assert from 'node:assert/strict';
import { csvCell, exportColumns, recordsWriter } from '../../../../src/extension/results/recordsText';
import type { ExportFormat } from '../../../../src/extension/results/recordsText';
import type { RecordRow } from '../../../../src/protocol/resultsProtocol';

const row = (over: Partial<RecordRow> = {}): RecordRow => ({
  jobId: 'j1',
  mapping: 'CUSTOMER',
  direction: 'toIntegrationTable',
  action: 'modify',
  localId: 'C1',
  integrationId: 'a1',
  localTitle: 'Adatum',
  integrationTitle: null,
  fields: [{ field: 'telephone1', before: '1', after: '2' }, { field: 'name' }],
  reason: 'The local record changed.',
  code: null,
  ...over,
});
const written = (format: ExportFormat, ...pages: readonly (readonly RecordRow[])[]): string => {
  const writer = recordsWriter(format);
  return [writer.begin(), ...pages.map((page) => writer.rows(page)), writer.end()].join('');
};

suite('Exported records', () => {
  test('are CSV that spreadsheets read as UTF-8, each cell in quotes', () => {
    const [head, first, end] = written('csv', [row()]).split('\r\n');
    assert.equal(head, `\ufeff${exportColumns.map((name) => `"${name}"`).join(',')}`);
    assert.equal(
      first,
      '"CUSTOMER","toIntegrationTable","modify","C1","Adatum","a1","","telephone1: 1 → 2; name","","The local record changed.","j1"',
    );
    assert.equal(end, '');
  });

  test('begin no formula in a spreadsheet', () => {
    for (const text of ['=1+1', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '＝1', '%0A', '|cmd'])
      assert.match(csvCell(text), /^"'/, JSON.stringify(text));
    for (const text of ['Adatum', '10', 'a=b', '']) assert.equal(csvCell(text), `"${text}"`);
  });

  test('are JSON with every value as it was, over several pages', () => {
    const rows = [row(), row({ localId: null, code: 'THROTTLED' }), row({ fields: [] })];
    assert.deepEqual(JSON.parse(written('json', rows.slice(0, 2), rows.slice(2))), rows);
    assert.deepEqual(JSON.parse(written('json')), []);
  });

  test('are a Markdown table in which text stays text', () => {
    const [, rule, line] = written('markdown', [row({ localTitle: 'A|B\n<img> [x](y) `c`' })]).split('\n');
    assert.equal(rule, `| ${exportColumns.map(() => '---').join(' | ')} |`);
    assert.ok(line?.includes(String.raw`A\|B \<img\> \[x\]\(y\) \`c\``), line);
  });

  test('say where a value was cut', () => {
    const text = written('csv', [row({ fields: [{ field: 'name', before: 'a', after: 'b', cut: true }] })]);
    assert.match(text, /name: a → b …/);
  });
});
