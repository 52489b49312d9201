import type { CodeAction, CreateFile, TextDocumentEdit, TextEdit } from 'vscode-languageserver-types';
import { addMappingFiles } from '../../core/mapping/addMappingFiles';
import { changeBetween } from '../../core/mapping/edits/textChange';
import { likelyTables } from '../../core/mapping/likelyTables';
import { nearestName } from '../../core/mapping/nearestName';
import { proposeFieldPairs } from '../../core/mapping/proposeFieldPairs';
import type { NewFieldMapping, NewMapping } from '../../core/mapping/writeMapping';
import { writeMapping } from '../../core/mapping/writeMapping';
import type { SystemSchema, TableDescription } from '../../core/model/schema';
import { findField, findTable } from '../../core/model/schema';
import type { Direction } from '../../core/model/side';
import type { WorkspaceAnalysis } from '../analysis';
import { fileUri } from '../uris';
import type { ActionContext, FieldInFile, ShownProblem } from './codeActionContext';
import { fieldAround, lspEdits } from './codeActionContext';
import { knownMappings, tableToPair } from './missingPairs';

/** Writes the mapping that a lookup or dependency names: a new file beside this one, listed in tandem.yaml. */
export function createMappingActions(
  { analysis, file }: ActionContext,
  { problem, diagnostic }: ShownProblem,
): readonly CodeAction[] {
  const name = nameAt(file.text.slice(problem.range.start.offset, problem.range.end.offset));
  if (file.kind !== 'mapping' || name === undefined) return [];
  const field = fieldAround(file, problem.range.start.offset, problem.range.end.offset);
  const path = freePath(analysis, file.file, name);
  const uri = fileUri(analysis.folder, path);
  const text = writeMapping(newMapping(analysis, file.tables, name, field));
  const create: CreateFile = { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } };
  const top = { line: 0, character: 0 };
  const write = documentEdit(uri, [{ range: { start: top, end: top }, newText: text }]);
  const documentChanges = [create, write, ...listing(analysis, path)];
  return [
    { title: `Create the mapping '${name}'`, kind: 'quickfix', diagnostics: [diagnostic], edit: { documentChanges } },
  ];
}

/** The name between its quotes, where it has any. */
function nameAt(written: string): string | undefined {
  const inside = /^'(.*)'$/.exec(written)?.[1]?.replaceAll("''", "'") ?? /^"([^\\]*)"$/.exec(written)?.[1] ?? written;
  return /^["'*&|>]/.test(inside) || inside.trim() === '' || /[\r\n]/.test(inside) ? undefined : inside;
}

/** `PAYMENT TERMS` becomes payment-terms.mapping.yaml in the same folder. */
function freePath(analysis: WorkspaceAnalysis, beside: string, name: string): string {
  const folder = beside.slice(0, beside.lastIndexOf('/') + 1);
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['mapping'];
  const path = (count: number) => `${folder}${words.join('-')}${count === 1 ? '' : `-${count}`}.mapping.yaml`;
  let count = 1;
  while (analysis.byFile.has(path(count))) count += 1;
  return path(count);
}

/** The entry in tandem.yaml, unless a pattern there means the file already. */
function listing({ workspace }: WorkspaceAnalysis, path: string): readonly TextDocumentEdit[] {
  const after = workspace && addMappingFiles(workspace.text, [path]);
  if (!workspace || after === undefined || after === workspace.text) return [];
  return [documentEdit(workspace.uri, lspEdits(workspace.text, [changeBetween(workspace.text, after)]))];
}

function documentEdit(uri: string, edits: readonly TextEdit[]): TextDocumentEdit {
  return { textDocument: { uri, version: null }, edits: [...edits] };
}

interface KnownTables {
  readonly local?: TableDescription;
  readonly integration?: TableDescription;
}

function newMapping(
  analysis: WorkspaceAnalysis,
  tables: KnownTables,
  name: string,
  field: FieldInFile | undefined,
): NewMapping {
  const { local, integration } = likelyPair(analysis, tables, name, field);
  const direction: Direction = 'bidirectional';
  return {
    name,
    table: { name: local?.name ?? titleCase(name) },
    integrationTable: { name: integration?.name ?? (name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || 'table') },
    direction,
    fields: likelyFields(analysis, local, integration, direction),
  };
}

/** What the looked-up fields are declared to refer to, else what the mapping's name sounds like. */
function likelyPair(
  { schemas }: WorkspaceAnalysis,
  tables: KnownTables,
  name: string,
  found: FieldInFile | undefined,
): KnownTables {
  const named = (schema: SystemSchema | undefined, table: string | undefined) => {
    return schema && table !== undefined ? findTable(schema, table) : undefined;
  };
  const referred = (table: TableDescription | undefined, field: string | undefined) => {
    return table && field !== undefined ? findField(table, field)?.references?.table : undefined;
  };
  const namesOf = (schema: SystemSchema | undefined) => (schema?.tables ?? []).map((table) => table.name);
  const local =
    named(schemas.local, referred(tables.local, found?.field.localField)) ??
    named(schemas.local, nearestName(name, namesOf(schemas.local)));
  const likely = local && likelyTables(local.name, namesOf(schemas.integration))[0];
  const integration =
    named(schemas.integration, referred(tables.integration, found?.field.integrationField)) ??
    named(schemas.integration, likely);
  return { ...(local ? { local } : {}), ...(integration ? { integration } : {}) };
}

/** At least one: a mapping without fields is an error. */
function likelyFields(
  analysis: WorkspaceAnalysis,
  local: TableDescription | undefined,
  integration: TableDescription | undefined,
  direction: Direction,
): readonly NewFieldMapping[] {
  const [localTable, integrationTable] = [local && tableToPair(local), integration && tableToPair(integration)];
  if (localTable && integrationTable) {
    const mappings = knownMappings(analysis);
    const pairs = proposeFieldPairs({ local: localTable, integration: integrationTable, direction, mappings });
    const fields = pairs
      .filter(({ picked }) => picked)
      .map(({ localField, integrationField, direction: way, lookup, match }): NewFieldMapping => ({
        localField,
        integrationField,
        direction: way,
        ...(lookup === undefined ? {} : { lookup }),
        ...(match ? { match: 1 } : {}),
      }));
    if (fields.length > 0) return fields;
  }
  return [{ localField: localTable?.key ?? 'Code', integrationField: integrationTable?.key ?? 'name', direction }];
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|[^\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase());
}
