import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JournalReading } from '../../../src/store/journal';
import { Journal, readJournal } from '../../../src/store/journal';

suite('a journal', () => {
  let folder: string;
  let file: string;
  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-journal-'));
    file = path.join(folder, 'sample.1.journal');
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('gives back its lines in order, however long', () => {
    const lines = ['one', 'zwei Ü 𝄞', '', 'x'.repeat(3_000_000), 'last'];
    write(lines);
    assert.deepEqual(read().lines, lines);
  });

  test('is empty where there is no file', () => {
    assert.deepEqual(read(), { lines: [], bytes: 0, wholeBytes: 0 });
  });

  test('starts anew over what was there', () => {
    write(['old']);
    write(['new']);
    assert.deepEqual(read().lines, ['new']);
  });

  test('leaves out a last line that was cut anywhere', () => {
    write(['first', 'second']);
    const whole = readFileSync(file);
    const firstLine = whole.indexOf('\n') + 1;
    for (let length = firstLine; length < whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length));
      const reading = { lines: ['first'], bytes: length, wholeBytes: firstLine };
      assert.deepEqual(read(), reading, `cut to ${length} bytes`);
    }
  });

  test('is read on from where the last whole line ended', () => {
    write(['first', 'second', 'third']);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 3));
    const { lines, wholeBytes } = read();
    assert.deepEqual(lines, ['first', 'second']);
    writeFileSync(file, whole);
    assert.deepEqual(read(wholeBytes), { lines: ['third'], bytes: whole.length, wholeBytes: whole.length });
  });

  test('leaves out a last line with wrong content', () => {
    write(['first', 'second']);
    const bytes = readFileSync(file);
    bytes[bytes.length - 3] = 0;
    writeFileSync(file, bytes);
    assert.deepEqual(read().lines, ['first']);
    assert.equal(read().damagedLine, undefined);
  });

  test('tells which line before the last is damaged, and reads no further', () => {
    write(['first', 'second', 'third']);
    const bytes = readFileSync(file);
    const at = bytes.indexOf('second');
    bytes[at] = 'S'.charCodeAt(0);
    writeFileSync(file, bytes);
    const { lines, damagedLine } = read();
    assert.deepEqual({ lines, damagedLine }, { lines: ['first'], damagedLine: 2 });
  });

  function write(lines: readonly string[]): void {
    const journal = Journal.start(file);
    for (const line of lines) journal.append([Buffer.from(line.slice(0, 3)), Buffer.from(line.slice(3))]);
    assert.equal(journal.bytes, readFileSync(file).length);
    journal.close();
  }

  function read(from = 0): JournalReading & { readonly lines: readonly string[] } {
    const lines: string[] = [];
    const reading = readJournal(file, (text) => lines.push(text), from);
    return { lines, ...reading };
  }
});
