import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { TextChange } from '../../core/mapping/edits/textChange';
import { applyChanges } from '../../core/mapping/edits/textChange';
import { quotedLike } from '../../core/mapping/edits/quotedLike';
import { createLineIndex } from '../../core/mapping/lineIndex';
import { readSourceTree } from '../../core/mapping/readSourceTree';
import type { SourceNode } from '../../core/mapping/sourceTree';
import type { Result } from '../../core/result';
import { err, ok } from '../../core/result';
import type { FileAnalysis, MappingFileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import type { Occurrence } from './occurrences';
import { occurrenceAt, occurrencesIn } from './occurrences';

/** What an editor shows while the new name is typed. */
export interface PreparedRename {
  readonly range: Range;
  readonly placeholder: string;
}

/** Why a mapping keeps its name. The message ends with the next step. */
export interface RenameRefusal {
  readonly code:
    'NOT_A_MAPPING_NAME' | 'NAME_EMPTY' | 'NAME_MALFORMED' | 'NAME_TAKEN' | 'NAME_SHARED' | 'NAME_NOT_PLAIN';
  readonly message: string;
}

/** The mapping's name at `offset`; null elsewhere: tables and fields are named in the systems. */
export function prepareRename(analysis: WorkspaceAnalysis, file: FileAnalysis, offset: number): PreparedRename | null {
  const found = mappingAt(analysis, file, offset);
  return found ? { range: lspRange(found.range), placeholder: found.thing.name } : null;
}

/**
 * Gives the mapping at `offset` another name wherever it is named: in its own file, in `dependsOn` and in lookups, in the quotes that
 * stand there. Couplings and jobs are kept by name and stay behind, so that the edit asks for a confirmation where the mapping has
 * couplings. `couplingsOf` tells their number; undefined where it is not known, which counts as some.
 */
export function renameEdits(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  offset: number,
  newName: string,
  couplingsOf: (mapping: string) => number | undefined = () => undefined,
): Result<WorkspaceEdit, RenameRefusal> {
  const found = mappingAt(analysis, file, offset);
  if (!found) {
    const message = 'Only table mappings have a name to change here. Place the cursor in one.';
    return err({ code: 'NOT_A_MAPPING_NAME', message });
  }
  const oldName = found.thing.name;
  const refusal = refusalOf(analysis, oldName, newName);
  if (refusal) return err(refusal);
  if (newName === oldName) return ok({ documentChanges: [] });
  const edits: FileEdits[] = [];
  for (const other of analysis.mappings) {
    const changes = changesIn(analysis, other, oldName, newName);
    if (changes.length === 0) continue;
    if (!changesNothingElse(other, changes, oldName, newName)) {
      const message = `'${oldName}' is shared by an anchor or written over several lines in ${other.file}. Write it as a plain name there first.`;
      return err({ code: 'NAME_NOT_PLAIN', message });
    }
    edits.push({ uri: other.uri, edits: lspEdits(other.text, changes) });
  }
  return ok(workspaceEdit(edits, oldName, couplingsOf(oldName)));
}

interface FileEdits {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}

function mappingAt(analysis: WorkspaceAnalysis, file: FileAnalysis, offset: number): Occurrence | undefined {
  const found = file.kind === 'mapping' ? occurrenceAt(analysis, file, offset) : undefined;
  return found?.thing.kind === 'mapping' ? found : undefined;
}

function refusalOf(analysis: WorkspaceAnalysis, oldName: string, newName: string): RenameRefusal | undefined {
  if (newName.trim() === '') return { code: 'NAME_EMPTY', message: 'A table mapping needs a name. Write one.' };
  if (newName !== newName.trim() || /[\p{Cc}\u2028\u2029\ufeff]/u.test(newName)) {
    const message = `'${newName.trim()}' has spaces around it or signs that cannot be seen. Write the name alone, on one line.`;
    return { code: 'NAME_MALFORMED', message };
  }
  const taken = analysis.mappings.find(({ name }) => name === newName);
  if (taken && newName !== oldName) {
    const message = `The name '${newName}' is already taken by ${taken.file}. Choose another name.`;
    return { code: 'NAME_TAKEN', message };
  }
  const owners = analysis.mappings.filter(({ name }) => name === oldName);
  if (owners.length < 2) return undefined;
  const message = `'${oldName}' is the name of ${owners.map((owner) => owner.file).join(' and ')}. Change it by hand in one of them first.`;
  return { code: 'NAME_SHARED', message };
}

function changesIn(
  analysis: WorkspaceAnalysis,
  { text, ...file }: MappingFileAnalysis,
  oldName: string,
  newName: string,
): readonly TextChange[] {
  const starts = new Set<number>();
  return occurrencesIn(analysis, { text, ...file }).flatMap(({ thing, range }) => {
    const [start, end] = [range.start.offset, range.end.offset];
    if (thing.kind !== 'mapping' || thing.name !== oldName || starts.has(start)) return [];
    starts.add(start);
    return [{ start, end, newText: quotedLike(text.slice(start, end), newName) }];
  });
}

/** Reads the text as it would be: an anchor, say, hands a name on to places that are no names. */
function changesNothingElse(
  { text, root }: MappingFileAnalysis,
  changes: readonly TextChange[],
  oldName: string,
  newName: string,
): boolean {
  const after = applyChanges(text, changes);
  const starts = new Set(changes.map(({ start }) => start));
  const now = readSourceTree(after, createLineIndex(after), () => undefined);
  return same(root, now);

  function same(a: SourceNode | undefined, b: SourceNode | undefined): boolean {
    if (a?.kind === 'scalar' && b?.kind === 'scalar') {
      return b.text === (a.text === oldName && starts.has(a.range.start.offset) ? newName : a.text);
    }
    if (a?.kind === 'list' && b?.kind === 'list') {
      return a.items.length === b.items.length && a.items.every((item, index) => same(item, b.items[index]));
    }
    if (a?.kind !== 'map' || b?.kind !== 'map') return a === b;
    if (a.entries.length !== b.entries.length) return false;
    return a.entries.every(({ key, value }, index) => {
      const other = b.entries[index];
      return same(key, other?.key) && same(value, other?.value);
    });
  }
}

function lspEdits(text: string, changes: readonly TextChange[]): readonly TextEdit[] {
  const lines = createLineIndex(text);
  return changes.map(({ start, end, newText }) => ({ range: lspRange(lines.range(start, end)), newText }));
}

function workspaceEdit(files: readonly FileEdits[], oldName: string, couplings: number | undefined): WorkspaceEdit {
  const asks = couplings !== 0;
  const documentChanges = files.map(({ uri, edits }) => ({
    textDocument: { uri, version: null },
    edits: edits.map((edit) => (asks ? { ...edit, annotationId: 'couplings' } : edit)),
  }));
  if (!asks) return { documentChanges };
  const kept = couplings === undefined ? `Couplings of ${oldName}` : `The ${couplings} couplings of ${oldName}`;
  const description = `${kept} and its jobs are kept under the old name. The mapping starts without couplings: have its records coupled again by match fields.`;
  const annotation = { label: 'Rename the table mapping', needsConfirmation: true, description };
  return { documentChanges, changeAnnotations: { couplings: annotation } };
}
