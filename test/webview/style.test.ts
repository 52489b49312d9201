import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

suite('The style sheet of the results view', () => {
  const style = readFileSync('webview/style.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const declarations = [...style.matchAll(/([\w-]+):\s*([^;{}]+);/g)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));

  test('takes every colour from the theme', () => {
    const coloured = declarations.filter(({ name }) =>
      /^(color|background|fill|stroke|outline|accent-color|border(-\w+)*|--button-border)$/.test(name),
    );
    assert.ok(coloured.length > 40);
    const own = coloured.filter(({ value }) => {
      const left = value.replace(/var\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '');
      return /#|rgb|hsl|\b(?!none|solid|dashed|transparent|currentColor|collapse|inherit|0|\d+px)[a-zA-Z]+\b/.test(
        left,
      );
    });
    assert.deepEqual(own, []);
    const variables = [...style.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name);
    assert.deepEqual(
      variables.filter((name) => !/^--(vscode-|top$|height$)/.test(name)),
      [],
    );
  });

  test('moves nothing for those who want less motion', () => {
    assert.match(style, /@media \(prefers-reduced-motion: reduce\)/);
  });
});
