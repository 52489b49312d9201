import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFiles } from './importGraph';

/** What lint cannot see, since it looks at one file's text at a time and not at its name. */
suite('The sources', () => {
  const files = sourceFiles();

  test('have names that say what is in them', () => {
    const vague = /^(index|utils?|helpers?|misc|common)$/i;
    assert.deepEqual(
      files.filter((file) => vague.test(nameOf(file))),
      [],
    );
  });

  test('are named in camelCase, folders too', () => {
    const parts = files.flatMap((file) => file.slice(0, -'.ts'.length).split('/'));
    assert.deepEqual(
      [...new Set(parts)].filter((part) => !/^[a-z][A-Za-z0-9]*$/.test(part)),
      [],
    );
  });

  test('say in a docstring what they are for', () => {
    assert.deepEqual(
      files.filter((file) => !/\/\*\*/.test(readFileSync(file, 'utf8'))),
      [],
    );
  });
});

function nameOf(file: string): string {
  return path.basename(file, '.ts');
}
