import { strict as assert } from 'node:assert';
import type { FailureCode } from '../../../src/core/model/failure';
import { failureAdvice } from '../../../src/core/explain/failureAdvice';
import { failureClasses } from '../../../src/core/model/failure';

suite('What a failure code means to people', () => {
  const codes = Object.keys(failureClasses) as FailureCode[];
  for (const code of codes) {
    test(`${code} has a cause and a next step in sentences, and a few words for a headline`, () => {
      const { short, cause, nextStep } = failureAdvice(code);
      assert.match(cause, /^[A-Z].*\.$/);
      assert.match(nextStep, /^[A-Z].*\.$/);
      assert.match(short, /^[a-z].*[^.]$/);
      assert.ok(short.length <= 40, short);
    });
  }

  test('is told apart by each', () => {
    for (const word of ['short', 'cause'] as const) {
      const all = codes.map((code) => failureAdvice(code)[word]);
      assert.equal(new Set(all).size, all.length);
    }
  });
});
