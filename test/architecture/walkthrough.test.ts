import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { manifest, textOf } from './extensionManifest';

suite('The walkthrough', () => {
  const [walkthrough, ...others] = manifest.contributes.walkthroughs;
  const steps = walkthrough?.steps ?? [];

  test('is one, of five or six steps', () => {
    assert.deepEqual(others, []);
    assert.ok(steps.length === 5 || steps.length === 6);
  });

  test('has the name by which the sample goes on with it', () => {
    const opener = readFileSync('src/extension/onboarding/openCreatedFolder.ts', 'utf8');
    assert.ok(opener.includes(`const walkthroughId = '${walkthrough?.id}'`));
  });

  for (const { id, title, description, media, completionEvents } of steps) {
    test(`has a step that says what to do, does it at a button, and notices when it is done: ${id}`, () => {
      assert.match(textOf(title), /^(Open|Look|Preview|Run|Understand|Make) /);
      assert.match(textOf(description), /\n\[[^\]]+\]\(command:[\w.]+[^)]*\)(\n|$)/);
      assert.ok(completionEvents.length > 0);
      assert.ok(textOf(media.altText).length > 20);
    });

    test(`has a picture in the colours of any theme, and without words: ${id}`, () => {
      const picture = readFileSync(media.svg, 'utf8');
      const colours = [...picture.matchAll(/(?:fill|stroke|stop-color)="([^"]+)"/g)].map(([, colour]) => colour ?? '');
      assert.ok(colours.length > 5);
      assert.deepEqual(
        colours.filter((colour) => colour !== 'none' && !colour.startsWith('var(--vscode-')),
        [],
      );
      assert.doesNotMatch(picture, /<text|<image|<script|href=/);
    });
  }

  test('hands its command link the word that it asked', () => {
    const [, passed = ''] = /openSampleWorkspace\?([^)]+)\)/.exec(textOf(steps[0]?.description ?? '')) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(passed)), [{ walkthrough: true }]);
  });
});
