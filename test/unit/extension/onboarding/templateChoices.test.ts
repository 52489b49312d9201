import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import {
  nameChoices,
  sampleTemplate,
  templateChoices,
  templateLocals,
  templateNames,
} from '../../../../src/extension/onboarding/templateChoices';
import { inEnglish, inPseudo } from '../../../support/translations';

/** The same templates in a system's own words stand in a folder of its name. */
const isTemplate = (name: string) => name !== 'businessCentral';

suite('The templates to begin with', () => {
  test('are those that are shipped', () => {
    assert.deepEqual([...templateNames].sort(), readdirSync('media/templates').filter(isTemplate).sort());
  });

  test('begin with the one that the sample shows', () => {
    assert.equal(templateChoices(undefined, inEnglish)[0]?.value, sampleTemplate);
  });

  test('show the one that was chosen before, after Back', () => {
    const picked = templateChoices('blank', inEnglish).filter((choice) => choice.picked);
    assert.deepEqual(
      picked.map(({ label }) => label),
      ['Blank'],
    );
  });

  test('come in the words of each system that has its own', () => {
    for (const local of templateLocals)
      assert.deepEqual(readdirSync(`media/templates/${local}`).sort(), [...templateNames].sort());
    assert.deepEqual(
      nameChoices(undefined, inEnglish).map(({ value }) => value),
      [...templateLocals, 'captions'],
    );
  });

  test('are described in the user’s language', () => {
    for (const { label, detail = '' } of [
      ...templateChoices(undefined, inPseudo),
      ...nameChoices(undefined, inPseudo),
    ]) {
      assert.match(label, /^\[.+\]$/);
      assert.match(detail, /^\[.+\]$/);
    }
  });
});
