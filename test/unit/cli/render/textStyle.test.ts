import { strict as assert } from 'node:assert';
import { textStyle } from '../../../../src/cli/render/textStyle';

suite('textStyle', () => {
  const paints = (isTerminal: boolean, env: Record<string, string>): boolean =>
    textStyle({ isTerminal, env }).paint('red', 'x') !== 'x';

  test('colours on a terminal only, and not where the user or the terminal cannot want it', () => {
    assert.equal(paints(true, {}), true);
    assert.equal(paints(false, {}), false);
    assert.equal(paints(true, { NO_COLOR: '1' }), false);
    assert.equal(paints(true, { NO_COLOR: '' }), true);
    assert.equal(paints(true, { TERM: 'dumb' }), false);
  });

  test('uses signs beyond ASCII only where the locale shows them', () => {
    const arrow = (env: Record<string, string>): string => textStyle({ isTerminal: true, env }).glyphs.arrow;
    assert.equal(arrow({ LANG: 'de_DE.UTF-8' }), '→');
    assert.equal(arrow({ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }), '->');
    assert.equal(arrow({ LANG: 'C.UTF-8', TERM: 'linux' }), '->');
    assert.equal(arrow({ WT_SESSION: 'x' }), '→');
    assert.equal(arrow({}), '->');
  });
});
