import assert from 'node:assert/strict';
import { Window } from 'happy-dom';
import { pageHtml } from '../../../../src/extension/results/pageHtml';

const parts = {
  script: 'https://editor.example/dist/webview.js',
  style: 'https://editor.example/dist/webview.css',
  cspSource: 'https://editor.example',
  nonce: '0123abcd',
  language: 'de',
  title: 'Synchronization Jobs',
  translations: { Back: 'Zurück' },
  workspaceId: '/work/sample',
};
const parsed = (given: Partial<typeof parts> = {}) => {
  const { document } = new Window();
  document.write(pageHtml({ ...parts, ...given }));
  return document;
};

suite('The results view’s document', () => {
  test('allows nothing but its own script and style sheet', () => {
    const policy = parsed().querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'nonce-0123abcd'; style-src https:\/\/editor\.example;/);
    assert.doesNotMatch(policy, /unsafe|\*|data:|connect-src|img-src/);
  });

  test('has no script or style inline, and its one script carries the nonce', () => {
    const document = parsed();
    const scripts = [...document.querySelectorAll('script')];
    assert.deepEqual(
      scripts.map((script) => [script.getAttribute('src'), script.getAttribute('nonce'), script.textContent]),
      [[parts.script, parts.nonce, '']],
    );
    assert.equal(document.querySelectorAll('style, [style], [onload], [onerror]').length, 0);
  });

  test('hands words and workspace over as text, whatever they hold', () => {
    const hostile = '"><script>alert(1)</script><i a=\'&amp;';
    const root = parsed({ workspaceId: hostile, translations: { Back: hostile } }).querySelector('#app');
    assert.equal(root?.getAttribute('data-workspace'), hostile);
    assert.deepEqual(JSON.parse(root?.getAttribute('data-words') ?? ''), { Back: hostile });
    assert.equal(parsed({ title: hostile }).querySelectorAll('script').length, 1);
  });
});
