import { strict as assert } from 'node:assert';
import type { MappingProblemCode } from '../../../src/core/mapping/mappingProblems';
import { mappingProblems } from '../../../src/core/mapping/mappingProblems';
import { problemPages } from '../../../src/core/mapping/problemPages/problemPages';
import type { ProblemExample } from '../../../src/core/mapping/problemPages/problemPage';
import { problemsOfExample } from '../../support/exampleProblems';

suite('The pages about problems', () => {
  const codes = Object.keys(mappingProblems) as readonly MappingProblemCode[];

  for (const code of codes) {
    test(`show an example that has ${code}, and one that is put right`, async () => {
      const { bad, good } = problemPages[code];
      assert.deepEqual([...new Set(await codesOf(code, bad))], [code]);
      assert.deepEqual(await codesOf(code, good), []);
    });
  }

  test('say in short sentences what the problem is, why, and what to do', () => {
    for (const code of codes) {
      const { title, explanation, fix } = problemPages[code];
      assert.match(title, /^[A-Z][^.]{3,50}$/, code);
      for (const text of [mappingProblems[code].summary, explanation, fix]) {
        assert.match(text, /^\S.*[.`]$/s, code);
        assert.ok(text.length <= 400, `${code}: ${text.length} characters`);
      }
    }
  });

  test('have titles that tell them apart', () => {
    const titles = codes.map((code) => problemPages[code].title);
    assert.deepEqual([...new Set(titles)], titles);
  });
});

async function codesOf(code: MappingProblemCode, example: ProblemExample): Promise<readonly string[]> {
  return (await problemsOfExample(code, example)).map((problem) => problem.code);
}
