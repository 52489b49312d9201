import assert from 'node:assert/strict';
import { askForWorkspace } from '../../../../src/extension/onboarding/askForWorkspace';
import type { Asked, OneQuestion } from '../../../../src/extension/quickSteps/asker';
import { inEnglish } from '../../../support/translations';

/** What the user does at each question: picks by label, goes back or presses Escape. */
type Move = { readonly pick: string } | 'back' | 'escape';

const captions: Move = { pick: 'By their captions' };
const api: Move = { pick: 'As the API of Business Central names them' };

suite('Asking for a new workspace', () => {
  test('asks for the mappings, for their names, then for the folder', async () => {
    const user = aUser([{ pick: 'Dataverse' }, api, { pick: 'In integration' }]);
    assert.deepEqual(await askForWorkspace({}, user.window), {
      template: 'dataverse',
      names: 'businessCentral',
      folder: '/work/integration',
    });
    assert.deepEqual(user.seen, ['1 of 3', '2 of 3', '3 of 3']);
  });

  test('goes back to the mappings and still knows what was chosen', async () => {
    const again = [{ pick: 'Dynamics 365 Sales' }, captions, { pick: 'In integration' }];
    const user = aUser([{ pick: 'Blank' }, captions, 'back', 'back', ...again]);
    assert.deepEqual(await askForWorkspace({}, user.window), {
      template: 'sales',
      names: 'captions',
      folder: '/work/integration',
    });
    const backwards = ['2 of 3: By their captions', '1 of 3: Blank'];
    assert.deepEqual(user.seen, ['1 of 3', '2 of 3', '3 of 3', ...backwards, '2 of 3: By their captions', '3 of 3']);
  });

  test('makes nothing of Escape, at any question or in the folder dialog', async () => {
    assert.equal(await askForWorkspace({}, aUser(['escape']).window), undefined);
    assert.equal(await askForWorkspace({}, aUser([{ pick: 'Blank' }, 'escape']).window), undefined);
    assert.equal(await askForWorkspace({}, aUser([{ pick: 'Blank' }, captions, 'escape']).window), undefined);
    const undecided = aUser([{ pick: 'Blank' }, captions, { pick: 'Choose another folder…' }], undefined);
    assert.equal(await askForWorkspace({}, undecided.window), undefined);
  });

  test('takes any folder that the user chooses', async () => {
    const user = aUser([{ pick: 'Blank' }, captions, { pick: 'Choose another folder…' }], '/home/me/new');
    assert.deepEqual(await askForWorkspace({}, user.window), {
      template: 'blank',
      names: 'captions',
      folder: '/home/me/new',
    });
  });

  test('asks only for what the caller did not say', async () => {
    const user = aUser([{ pick: 'Blank' }, api]);
    assert.deepEqual(await askForWorkspace({ folder: '/work/other' }, user.window), {
      template: 'blank',
      names: 'businessCentral',
      folder: '/work/other',
    });
    const silent = aUser([]);
    assert.deepEqual(await askForWorkspace({ template: 'sales', folder: '/work/other' }, silent.window), {
      template: 'sales',
      names: 'captions',
      folder: '/work/other',
    });
    assert.deepEqual([user.seen, silent.seen], [['1 of 2', '2 of 2'], []]);
  });
});

/** `seen` tells the place of each question, and what stood chosen when it was asked. */
function aUser(moves: readonly Move[], folder?: string) {
  const left = [...moves];
  const seen: string[] = [];
  const one = async <T>({ choices, place }: OneQuestion<T>): Promise<Asked<T>> => {
    const picked = choices.find((choice) => choice.picked);
    seen.push(`${place?.step} of ${place?.total}${picked ? `: ${picked.label}` : ''}`);
    const move = left.shift() ?? assert.fail('one question too many');
    if (move === 'back') return { kind: 'back' };
    if (move === 'escape') return { kind: 'cancel' };
    const choice = choices.find(({ label }) => label === move.pick) ?? assert.fail(`${move.pick} is not offered`);
    return { kind: 'value', value: choice.value };
  };
  const openFolders = [{ name: 'integration', path: '/work/integration' }];
  return { seen, window: { ask: { one }, openFolders, chooseFolder: async () => folder, t: inEnglish } };
}
