import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { bundledPackages, thirdPartyNotices } from './notices';

const file = 'THIRD_PARTY_NOTICES.txt';
/** Licenses that let everybody ship the code with the notice alone. */
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD'];

suite('The third-party notices', () => {
  test('name every package in the bundles with the text of its license; UPDATE_GOLDEN=1 writes them anew', async () => {
    const notices = await thirdPartyNotices();
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, notices);
    assert.equal(readFileSync(file, 'utf8'), notices);
  });

  test('hold a whole license for each, and only such as let us ship the code', async () => {
    const packages = await bundledPackages();
    assert.ok(packages.length >= 3, packages.join(', '));
    const sections = readFileSync(file, 'utf8')
      .split(/^={100}$/m)
      .slice(1);
    assert.equal(sections.length, packages.length);
    for (const section of sections) {
      const [heading = ''] = section.trim().split('\n');
      const [, license = ''] = /^\S+ \d+\.\d+\.\d+\S* \((.+)\)$/.exec(heading) ?? [];
      assert.ok(permissive.includes(license), heading);
      assert.match(section, /Copyright|permission/i, heading);
      // The shortest of these licenses, 0BSD, has 667 characters with its heading.
      assert.ok(section.length > 650, heading);
    }
  });
});
