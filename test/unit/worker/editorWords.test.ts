import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { editorWords } from '../../../src/worker/editorWords';

suite('An editor’s words', () => {
  test('stand in place of a command line’s', () => {
    assert.equal(
      editorWords("a.mapping.yaml:1:1: Wrong. (and 3 more; 'tandem validate' lists them all)"),
      'a.mapping.yaml:1:1: Wrong. (and 3 more; the Problems view lists them all)',
    );
    assert.equal(editorWords('Nothing of the kind.'), 'Nothing of the kind.');
  });

  test('are found for every message that a request can be refused with', () => {
    const messages = ['src/service', 'src/core', 'src/store']
      .flatMap(messagesBelow)
      .filter((text) => commandLine.test(text));
    assert.ok(messages.length >= 8, 'the messages were not found');
    // The browser finds these before anybody else is asked.
    const notReached = /^There is no (folder|tandem\.yaml|\$\{workspaceFile\}|job) /;
    assert.deepEqual(
      messages.map(editorWords).filter((text) => commandLine.test(text) && !notReached.test(text)),
      [],
    );
  });

  const commandLine = /'tandem [a-z]+|: tandem [a-z]+|\s--[a-z]|\s-C\b/;

  /** The texts of a folder's sources that look like sentences. */
  function messagesBelow(folder: string): readonly string[] {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    return names.flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8').replace(/\/\*\*[^]*?\*\//g, '');
      return [...text.matchAll(/`([^`]*)`|'([^'\n]*)'|"([^"\n]*)"/g)].map(
        (match) => match[1] ?? match[2] ?? match[3] ?? '',
      );
    });
  }
});
