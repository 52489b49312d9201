import { strict as assert } from 'node:assert';
import type { CompletionItem, Hover, InlayHint, SemanticTokens } from 'vscode-languageserver-types';
import { customerFields, salespeopleFile, sampleSchemas, sampleWorkspace } from './analysisBuilder';
import type { TestEditor } from './lspHarness';
import { openEditor } from './lspHarness';

const file = 'mappings/customer.mapping.yaml';

/** Asks an editor about one customer mapping, whose text holds the mark. */
async function inEditor(text: string, ask: (editor: TestEditor) => Promise<void>): Promise<void> {
  const files = { 'tandem.yaml': sampleWorkspace, 'mappings/salespeople.mapping.yaml': salespeopleFile, [file]: text };
  const editor = await openEditor({ files, schemas: sampleSchemas });
  try {
    await editor.open(file);
    await ask(editor);
  } finally {
    editor.dispose();
  }
}

suite('Writing a mapping over the connection', () => {
  test('an editor that knows no snippets gets a field as plain text', async () => {
    await inEditor(customerFields('Name <-> na|'), async (editor) => {
      const items = await editor.ask<CompletionItem[]>('textDocument/completion', file);
      const name = items.find(({ label }) => label === 'name');
      assert.equal(name?.detail, 'text(160), required · Account Name');
      assert.deepEqual(name?.textEdit, {
        range: { start: { line: 5, character: 13 }, end: { line: 5, character: 15 } },
        newText: 'name',
      });
      const start = items.filter(({ insertTextFormat }) => insertTextFormat === 2);
      assert.deepEqual(start, []);
    });
  });

  test('a hover stands at the word and tells how old the schema is', async () => {
    await inEditor(customerFields('Name <-> name').replace('table: Cus', 'table: Cus|'), async (editor) => {
      const hover = await editor.ask<Hover>('textDocument/hover', file);
      assert.deepEqual(hover.range, { start: { line: 1, character: 7 }, end: { line: 1, character: 15 } });
      assert.match(JSON.stringify(hover.contents), /Read from the system on 2026-11-01 08:00 UTC/);
    });
  });

  test('hints and tokens are there for the whole file', async () => {
    await inEditor(customerFields('Name <-> name|'), async (editor) => {
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const hints = await editor.ask<InlayHint[]>('textDocument/inlayHint', file, { range });
      assert.ok(hints.some(({ label }) => label === 'text(100) <-> text(160)'));
      const tokens = await editor.ask<SemanticTokens>('textDocument/semanticTokens/full', file);
      assert.equal(tokens.data.length % 5, 0);
      assert.equal(tokens.data.length / 5, 6);
    });
  });
});
