import assert from 'node:assert/strict';
import { manifest, manifestTexts, textsIn } from './extensionManifest';

/** The properties of a manifest that people read. */
const readByPeople = ['title', 'name', 'contents', 'label', 'description', 'markdownDescription', 'altText', 'aliases'];
/** A name, which is the same in every language; and the package's own, which nobody reads. */
const asItIs = ['Tandem', 'tandem'];

suite('The words of the manifest', () => {
  const { contributes, capabilities, description, name } = manifest;
  const texts = [...textsIn({ contributes, capabilities, description, name })];

  test('are all in package.nls.json, and nothing else is', () => {
    const used = texts.flatMap(({ text }) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    assert.deepEqual([...used].sort(), Object.keys(manifestTexts).sort());
  });

  test('stay nowhere untranslated: in a language that nobody speaks, every one shows brackets', () => {
    const pseudo = (text: string): string =>
      text.replace(/^%(.+)%$/, (_, key: string) => `[${manifestTexts[key] ?? ''}]`);
    const raw = texts.filter(
      ({ property, text }) =>
        readByPeople.includes(property) && !asItIs.includes(text) && !/^\[.+\]$/s.test(pseudo(text)),
    );
    assert.deepEqual(raw, []);
  });

  test('are whole sentences where they explain, without emoji, exclamation or three dots', () => {
    for (const [key, text] of Object.entries(manifestTexts)) {
      assert.doesNotMatch(text, /!(?!\w)|\.\.\.|\p{Extended_Pictographic}/u, key);
      if (/description|altText|capabilities|contents/i.test(key)) assert.match(text, /[.)]$/, key);
    }
  });

  test('have one button for each empty view at most, on a line of its own', () => {
    for (const { view, contents } of contributes.viewsWelcome) {
      const lines = (manifestTexts[contents.slice(1, -1)] ?? '').split('\n');
      const buttons = lines.filter((line) => /^\[[^\]]+\]\([^)]+\)$/.test(line));
      assert.ok(buttons.length <= 1, `${view}: ${contents}`);
      for (const [, label = ''] of lines.join('\n').matchAll(/\[([^\]]+)\]/g))
        assert.doesNotMatch(label, /here|click/i);
    }
  });

  test('miss nothing before the window’s folders were looked through', () => {
    const keys = { workspaceFolderCount: 1, isWorkspaceTrusted: true };
    assert.deepEqual(
      contributes.viewsWelcome.filter(({ when }) => holds(when, keys)),
      [],
    );
  });

  test('tell what to do in every view, whatever it lacks', () => {
    const states = [
      { name: 'no folder', keys: {} },
      { name: 'no tandem.yaml', keys: { ...looked, isWorkspaceTrusted: true } },
      { name: 'no tandem.yaml and no trust', keys: looked },
      { name: 'errors', keys: { ...open, 'tandem.filesHaveErrors': true } },
      { name: 'no mapping', keys: open },
      { name: 'no mapping and no trust', keys: { ...open, isWorkspaceTrusted: false } },
      { name: 'nothing yet', keys: { ...open, 'tandem.hasMappings': true } },
      { name: 'nothing yet and no trust', keys: { ...open, 'tandem.hasMappings': true, isWorkspaceTrusted: false } },
      { name: 'nothing found', keys: { ...open, 'tandem.hasMappings': true, 'tandem.couplingsFiltered': true } },
    ];
    for (const { name, keys } of states) {
      for (const view of ['tandem.mappings', 'tandem.couplings', 'tandem.jobs']) {
        // Table mappings that are there fill their view.
        if (view === 'tandem.mappings' && 'tandem.hasMappings' in keys) continue;
        const told = contributes.viewsWelcome.filter((each) => each.view === view && holds(each.when, keys));
        assert.equal(
          told.length,
          1,
          `${view}, ${name}: ${told.map(({ contents }) => contents).join(', ') || 'nothing'}`,
        );
      }
    }
  });
});

const looked = { workspaceFolderCount: 1, 'tandem.discovered': true };
const open = { ...looked, isWorkspaceTrusted: true, 'tandem.hasWorkspace': true };

/** Evaluates a clause of keys, `!`, `==`, `!=` and `&&`, as VS Code would. */
function holds(clause: string, keys: Readonly<Record<string, string | number | boolean>>): boolean {
  return clause.split(' && ').every((term) => {
    const [, key = '', operator, value] = /^!?([\w.]+)(?: (==|!=) (\w+))?$/.exec(term) ?? assert.fail(term);
    const is = operator ? String(keys[key] ?? 0) === value : Boolean(keys[key]);
    return is !== (term.startsWith('!') || operator === '!=');
  });
}
