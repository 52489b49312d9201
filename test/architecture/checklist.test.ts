import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

suite('The checklist of the editor’s part', () => {
  const text = readFileSync('test/host/CHECKLIST.md', 'utf8');
  const rows = [...text.matchAll(/^\| (\d+) +\| (.+?) +\| (.+?) +\|$/gm)];

  test('answers every item, in order', () => {
    assert.deepEqual(
      rows.map(([, number]) => Number(number)),
      rows.map((_, index) => index + 1),
    );
    assert.equal(rows.length, 95);
  });

  test('names tests that exist, or a reason', () => {
    for (const [, number, , shownBy = ''] of rows) {
      const files = [...shownBy.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file ?? '');
      assert.deepEqual(
        files.filter((file) => !existsSync(file)),
        [],
        number,
      );
      assert.ok(files.length > 0 || /^(later|against|by eye|nothing|there|in part)/.test(shownBy), number);
    }
  });

  test('is found from CONTRIBUTING', () => {
    assert.match(readFileSync('CONTRIBUTING.md', 'utf8'), /\]\(test\/host\/CHECKLIST\.md\)/);
  });
});
