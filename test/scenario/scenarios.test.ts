import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { goldenFile, readScenario } from '../support/scenarioFile';
import { scenarioStory } from '../support/scenarioStory';

// Each `<name>.scenario.yaml` is played through the real stack and compared with the golden beside it. UPDATE_GOLDEN=1 writes
// the goldens anew; a mismatch leaves `<name>.actual.txt`. SCENARIO=<part of a name> plays some of them.
const folder = path.resolve('test/scenario');
const update = process.env.UPDATE_GOLDEN === '1';
const wanted = process.env.SCENARIO ?? '';

suite('Scenarios', () => {
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.scenario.yaml') && file.includes(wanted))
    .sort()) {
    test(name.replace('.scenario.yaml', '').replaceAll('-', ' '), async () => {
      const file = path.join(folder, name);
      const golden = goldenFile(file);
      const actualFile = golden.replace(/\.golden\.txt$/, '.actual.txt');
      const actual = await scenarioStory(readScenario(file));
      if (update) writeFileSync(golden, actual);
      rmSync(actualFile, { force: true });
      const expected = existsSync(golden) ? readFileSync(golden, 'utf8') : '';
      if (actual !== expected) writeFileSync(actualFile, actual);
      assert.equal(
        actual,
        expected,
        `${path.basename(actualFile)} differs from the golden; UPDATE_GOLDEN=1 accepts it`,
      );
    });
  }
});
