import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { codesBySubject, problemCodes, problemPageTexts } from './problemPageTexts';

const folder = 'media/problems';

suite('The pages of problem codes', () => {
  test(`are in ${folder} as they are made, one a code and a list; UPDATE_GOLDEN=1 writes them anew`, async () => {
    const wanted = await problemPageTexts();
    if (process.env['UPDATE_GOLDEN']) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const [name, text] of wanted) writeFileSync(`${folder}/${name}`, text);
    }
    assert.deepEqual(readdirSync(folder).sort(), [...wanted.keys()].sort());
    for (const [name, text] of wanted) assert.equal(readFileSync(`${folder}/${name}`, 'utf8'), text, name);
  });

  test('link to each other and to nothing else', async () => {
    const pages = await problemPageTexts();
    for (const [name, text] of pages) {
      const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
      assert.deepEqual(
        links.filter((target) => !pages.has(target)),
        [],
        name,
      );
    }
    assert.equal(pages.size, problemCodes.length + 1);
  });

  test('are listed in README by what they are about', () => {
    const readme = readFileSync('README.md', 'utf8');
    const listed = readme.split('\n').filter((line) => codesBySubject().includes(line));
    assert.deepEqual(listed, codesBySubject());
  });
});
