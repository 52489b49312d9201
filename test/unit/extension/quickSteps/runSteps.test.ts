import { strict as assert } from 'node:assert';
import { runSteps } from '../../../../src/extension/quickSteps/runSteps';
import type { Step, StepPlace } from '../../../../src/extension/quickSteps/runSteps';

type Said = Readonly<Record<string, string>>;
/** A word to answer with; `back` and `escape` are the ways out. */
type Reply = string;

suite('Steps of a wizard', () => {
  test('ask one after the other and collect the answers', async () => {
    const { state, asked } = await wizard(['a', 'b'], ['red', 'blue']);
    assert.deepEqual(state, { a: 'red', b: 'blue' });
    assert.deepEqual(asked, ['a 1/2', 'b 2/2']);
  });

  test('go back to the question before, with what was answered there', async () => {
    const { state, asked } = await wizard(['a', 'b'], ['red', 'back', 'green', 'blue']);
    assert.deepEqual(asked, ['a 1/2', 'b 2/2', 'a 1/2 (red)', 'b 2/2']);
    assert.deepEqual(state, { a: 'green', b: 'blue' });
  });

  test('end with nothing on Escape, whatever was answered before', async () => {
    assert.equal((await wizard(['a', 'b'], ['red', 'escape'])).state, undefined);
    assert.equal((await wizard(['a'], ['escape'])).state, undefined);
  });

  test('leave out what the answers make needless, forwards and backwards', async () => {
    const { asked, state } = await wizard(
      ['a', 'only if yes', 'c'],
      ['no', 'back', 'yes', 'x', 'back', 'back', 'no', 'z'],
    );
    assert.deepEqual(asked, [
      'a 1/2',
      'c 2/2',
      'a 1/2 (no)',
      'only if yes 2/3',
      'c 3/3',
      'only if yes 2/3 (x)',
      'a 1/3 (yes)',
      'c 2/2',
    ]);
    assert.deepEqual(state, { a: 'no', 'only if yes': 'x', c: 'z' });
  });

  test('have nowhere to go back to from the first question', async () => {
    const { places } = await wizard(['a', 'b'], ['red', 'blue']);
    assert.deepEqual(
      places.map(({ canGoBack }) => canGoBack),
      [false, true],
    );
  });
});

/** Runs a wizard with a question of each name; `only if yes` is asked where the first answer was yes. */
async function wizard(names: readonly string[], script: readonly Reply[]) {
  const replies = [...script];
  const asked: string[] = [];
  const places: StepPlace[] = [];
  const steps = names.map((name): Step<Said> => ({
    ...(name === 'only if yes' && { applies: (state: Said) => state['a'] === 'yes' }),
    ask: async (state, place) => {
      places.push(place);
      const before = state[name] === undefined ? '' : ` (${state[name]})`;
      asked.push(`${name} ${place.step}/${place.total}${before}`);
      const reply = replies.shift() ?? 'escape';
      if (reply === 'escape') return { kind: 'cancel' };
      if (reply === 'back') return { kind: 'back', state };
      return { kind: 'next', state: { ...state, [name]: reply } };
    },
  }));
  return { state: await runSteps(steps, {}), asked, places };
}
