import assert from 'node:assert/strict';
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { SystemSchema } from '../../src/core/model/schema';
import { applyChanges } from '../../src/core/mapping/edits/textChange';
import type { FileAnalysis, WorkspaceAnalysis } from '../../src/server/analysis';
import { offsetsOf } from '../../src/server/features/offsets';
import { analysed } from './analysisBuilder';
import { takeMark } from './lspHarness';

/** A workspace as the server knows it, with the file and the place of the one cursor mark `|` in its texts. */
export interface MarkedWorkspace {
  readonly analysis: WorkspaceAnalysis;
  readonly file: FileAnalysis;
  readonly offset: number;
}

export interface Systems {
  readonly local?: SystemSchema;
  readonly integration?: SystemSchema;
}

/** Texts by name, one of them with a mark. Without a tandem.yaml among them one lists all others; without a mark the first file counts. */
export function markedWorkspace(files: Readonly<Record<string, string>>, systems: Systems = {}): MarkedWorkspace {
  const marked = Object.entries(files).map(([file, text]) => ({ file, ...takeMark(text) }));
  const listing = { 'tandem.yaml': workspaceText(marked.map(({ file }) => file)) };
  const texts = { ...listing, ...Object.fromEntries(marked.map(({ file, text }) => [file, text])) };
  const schemas = { environment: 'sample', readAt: '2026-11-21T08:00:00.000Z', ...systems };
  const analysis = analysed({ files: texts, schemas });
  const at = marked.find(({ offset }) => offset !== undefined) ?? marked[0] ?? assert.fail('no files');
  return { analysis, file: analysis.byFile.get(at.file) ?? assert.fail(at.file), offset: at.offset ?? 0 };
}

export function workspaceText(mappings: readonly string[]): string {
  const sides = ['local', 'integration'].map(
    (side) => `    ${side}: { connector: sqlite, file: data/${side}.sqlite }\n`,
  );
  const list = mappings.map((file) => `  - ${file}\n`);
  return `environments:\n  sample:\n${sides.join('')}mappings:\n${list.join('')}`;
}

/** A small mapping of customers; `lines` are added or take the place of others by their key. */
export function customer(lines: Readonly<Record<string, string>> = {}): string {
  const all = {
    name: 'CUSTOMER',
    table: 'Customer',
    integrationTable: 'account',
    direction: 'bidirectional',
    fields: '\n  - Name <-> name',
    ...lines,
  };
  return Object.entries(all)
    .map(([key, value]) => (value.startsWith('\n') ? `${key}:${value}\n` : `${key}: ${value}\n`))
    .join('');
}

/** What a range holds. */
export function written(text: string, range: Range): string {
  const { start, end } = offsetsOf(text, range);
  return text.slice(start, end);
}

/** The text after an editor's edits. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return applyChanges(
    text,
    edits.map(({ range, newText }) => ({ ...offsetsOf(text, range), newText })),
  );
}

/** The texts of a workspace after an edit, those that it changed or made, by name. */
export function editedFiles(analysis: WorkspaceAnalysis, edit: WorkspaceEdit | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  const apply = (uri: string, edits: readonly TextEdit[]) => {
    const file = [...analysis.byFile.values()].find((each) => each.uri === uri);
    const name = file?.file ?? decodeURIComponent(uri.slice(analysis.folder.length + 1));
    texts[name] = edited(texts[name] ?? file?.text ?? '', edits);
  };
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) apply(uri, edits);
  for (const change of edit?.documentChanges ?? []) {
    if ('edits' in change) apply(change.textDocument.uri, change.edits as TextEdit[]);
  }
  return texts;
}
