import assert from 'node:assert/strict';
import { onboardingArguments } from '../../../../src/extension/onboarding/onboardingArguments';

suite('What the commands that make a workspace are handed', () => {
  test('is a folder, a template, its names and who asked', () => {
    assert.deepEqual(
      onboardingArguments({ folder: '/work/new', template: 'blank', names: 'captions', walkthrough: true }),
      {
        folder: '/work/new',
        template: 'blank',
        names: 'captions',
        walkthrough: true,
      },
    );
  });

  for (const { name, passed } of [
    { name: 'nothing, from the palette', passed: undefined },
    { name: 'a tree item without a meaning here', passed: { target: {} } },
    {
      name: 'words of the wrong kind',
      passed: { folder: 7, template: 'everything', names: 'mine', walkthrough: 'yes' },
    },
    { name: 'an empty folder', passed: { folder: '' } },
    { name: 'a text', passed: '/work/new' },
  ]) {
    test(`may be ${name}: then everything is asked for`, () => {
      assert.deepEqual(onboardingArguments(passed), { walkthrough: false });
    });
  }
});
