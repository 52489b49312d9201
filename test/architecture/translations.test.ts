import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Place } from './translatedSentences';
import { pageSentences, readSentences } from './translatedSentences';

const bundleFile = 'media/l10n/bundle.l10n.json';

/** Texts for the log, for whoever calls the API, or that are names; each stands in the sources as it is. */
const notSentences = [
  'Tandem Sample',
  'Tandem Cloud Sample',
  'tandem systems',
  'Dataverse',
  'Dynamics 365 Sales',
  'exit code ',
  ' is no folder of this window with a tandem.yaml. Ask workspaces() for those that are.',
  '<!DOCTYPE html>\n',
  'CSV',
  'JSON',
  'Markdown',
  'nothing to do',
  ' (with failures)',
];

suite('What the editor says', () => {
  const { translated, unreadable, raw } = readSentences();

  test('is written where it is translated, so that the list of sentences is whole', () => {
    assert.ok(translated.length > 0);
    assert.deepEqual(unreadable.map(shown), []);
  });

  test('is translated wherever it is shown', () => {
    assert.deepEqual(raw.filter(({ text }) => !notSentences.includes(text)).map(shown), []);
    const found = raw.map(({ text }) => text);
    assert.deepEqual(
      notSentences.filter((text) => !found.includes(text)),
      [],
    );
  });

  test(`is all in ${bundleFile} and nothing else is; UPDATE_GOLDEN=1 writes it anew`, () => {
    const sentences = [...new Set([...translated.map(({ text }) => text), ...pageSentences()])].sort();
    const bundle = `${JSON.stringify(Object.fromEntries(sentences.map((text) => [text, text])), null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(bundleFile, bundle);
    assert.equal(readFileSync(bundleFile, 'utf8'), bundle);
  });

  test('holds every sentence of the results view’s page', () => {
    assert.ok(pageSentences().length > 100);
  });

  test('counts its arguments from 0 and leaves none out', () => {
    const gaps = translated.filter(({ text }) => {
      const used = [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
      return used.some((name, index) => name !== String(index));
    });
    assert.deepEqual(gaps.map(shown), []);
  });

  test('has no emoji, no exclamation and no three dots for an ellipsis', () => {
    const loud = translated.filter(({ text }) => /!|\.\.\.|\p{Extended_Pictographic}/u.test(text.replaceAll('↔', '')));
    assert.deepEqual(loud.map(shown), []);
  });
});

function shown({ file, line, text }: Place): string {
  return `${file}:${line} ${text}`;
}
