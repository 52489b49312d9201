import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvCell, exportColumns, recordsWriter } from '../../src/extension/results/recordsText';
import type { RecordRow } from '../../src/protocol/resultsProtocol';

/** Texts of records with what is hard for files: quotes, separators, line ends, formulas, hidden marks. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\r', '\n', '\t', '=', '+', '-', '@', '|', ' ', 'a'),
    maxLength: 12,
  }),
);
/** As JSON reads objects. */
const plain = { noNullPrototype: true };
const field = fc.record({ field: text, before: fc.option(text), after: fc.option(text) }, plain);
const rowOf: fc.Arbitrary<RecordRow> = fc.record(
  {
    jobId: text,
    mapping: text,
    direction: fc.constantFrom('toIntegrationTable', 'fromIntegrationTable'),
    action: fc.constantFrom('insert', 'modify', 'fail'),
    localId: fc.option(text),
    integrationId: fc.option(text),
    localTitle: fc.option(text),
    integrationTitle: fc.option(text),
    fields: fc.array(field, { maxLength: 3 }),
    reason: text,
    code: fc.constantFrom(null, 'THROTTLED'),
  },
  plain,
);

suite('Exported records, whatever they hold', () => {
  test('are as many lines of as many cells in CSV, and none is a formula', () => {
    fc.assert(
      fc.property(fc.array(rowOf, { maxLength: 5 }), (rows) => {
        const writer = recordsWriter('csv');
        const lines = parseCsv(writer.begin() + writer.rows(rows) + writer.end());
        assert.equal(lines.length, rows.length + 1);
        for (const cells of lines) {
          assert.equal(cells.length, exportColumns.length);
          for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/);
        }
        assert.deepEqual(
          lines.slice(1).map((cells) => cells[9]?.replace(/^'/, '')),
          rows.map(({ reason }) => reason.replace(/^'/, '')),
        );
      }),
    );
  });

  test('are one line each in Markdown, with as many cells', () => {
    fc.assert(
      fc.property(rowOf, (row) => {
        const [line = '', end] = recordsWriter('markdown').rows([row]).split('\n');
        assert.equal(end, '');
        assert.equal(line.match(/(?<!\\)(?:\\\\)*\|/g)?.length, exportColumns.length + 1);
      }),
    );
  });

  test('are the same again when their JSON is read', () => {
    fc.assert(
      fc.property(fc.array(rowOf, { maxLength: 5 }), (rows) => {
        const writer = recordsWriter('json');
        const read: unknown = JSON.parse(
          writer.begin() + rows.map((row) => writer.rows([row])).join('') + writer.end(),
        );
        assert.deepEqual(read, rows);
      }),
    );
  });

  test('hold each text in its cell, quotes and all', () => {
    fc.assert(
      fc.property(text, (value) => {
        const [[cell] = []] = parseCsv(`${csvCell(value)}\r\n`);
        assert.ok(cell === value || cell === `'${value}`);
      }),
    );
  });
});

/** RFC 4180 with every cell in quotes, read sign by sign. */
function parseCsv(csv: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  const body = csv.replace(/^\ufeff/, '');
  for (let at = 0; at < body.length;) {
    assert.equal(body[at], '"', `a quote at ${at}`);
    let cell = '';
    for (at++; ; at++) {
      if (body[at] !== '"') cell += body[at];
      else if (body[at + 1] === '"') {
        cell += '"';
        at++;
      } else break;
    }
    lines.at(-1)?.push(cell);
    at++;
    if (body[at] === ',') at++;
    else {
      assert.equal(body.slice(at, at + 2), '\r\n');
      at += 2;
      if (at < body.length) lines.push([]);
    }
  }
  return lines;
}
