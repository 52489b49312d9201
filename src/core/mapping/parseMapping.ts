import type { FixedValue, TableMapping } from '../model/tableMapping';
import type { Problem, TextRange } from '../model/problem';
import type { Direction } from '../model/side';
import { certainProblems } from './certainProblems';
import { createLineIndex } from './lineIndex';
import type { MappingProblemCode } from './mappingProblems';
import type { MappingSource } from './mappingSource';
import type { MappingKey } from './mappingWords';
import { deletionConflictWords, directionWords, mappingKeys, updateConflictWords } from './mappingWords';
import type { ParsedField } from './parseFieldMapping';
import { parseFieldMapping } from './parseFieldMapping';
import type { ParsedPair } from './parsePairs';
import { parsePairs } from './parsePairs';
import { parseTableReference } from './parseTableReference';
import { createProblemList } from './problemList';
import { readSourceTree } from './readSourceTree';
import type { ReadMapping } from './rules/mappingRule';
import { mappingRules } from './rules/mappingRules';
import type { SourceFile } from './sourceFile';
import type { Keys } from './sourceReader';
import { readBoolean, readKeys, readList, readName, readWord, requireKey } from './sourceReader';
import type { SourceNode, SourceScalar } from './sourceTree';

export interface ParsedMappingFile {
  /** Undefined where the file has errors. */
  readonly mapping: TableMapping | undefined;
  readonly problems: readonly Problem<MappingProblemCode>[];
  /** The mapping's name, also where the rest of the file is wrong. */
  readonly name?: string;
  /** Where everything stands; present beside a mapping. */
  readonly source?: MappingSource;
  /**
   * Of a file with errors, what can be read: present where its name, tables and direction can. Fields that cannot be told are left
   * out, those with errors are marked `broken`, other wrong parts stand as their defaults. For checks and editors, never for a run.
   */
  readonly partial?: { readonly mapping: TableMapping; readonly source: MappingSource };
  /** The text as a tree, also where it makes no mapping; undefined where it could not be read at all. */
  readonly root: SourceNode | undefined;
}

/**
 * Reads a mapping file (DESIGN 3) and checks what can be told from the file alone; `checkMappings` looks at the rest. Takes
 * any text, and never throws. `file` is the name that problems carry.
 */
export function parseMapping(text: string, file: string): ParsedMappingFile {
  const problems = createProblemList();
  const lines = createLineIndex(text);
  const source: SourceFile = { file, text, lines, report: problems.reportIn(file) };
  const root = readSourceTree(text, lines, source.report);
  if (!root && !problems.hasErrors()) {
    source.report(
      'WRONG_TYPE',
      lines.range(0, 0),
      'The file is empty. Write a table mapping, beginning with its name.',
    );
  }
  const draft = root && readDraft(source, root);
  const read = draft?.read;
  if (read) for (const rule of mappingRules) rule(read, source.report);
  const found = certainProblems(problems.sorted());
  const name = draft?.name === undefined ? {} : { name: draft.name };
  if (read && !problems.hasErrors()) return { ...read, problems: found, ...name, root };
  const partial = read ? { partial: { mapping: read.mapping, source: withoutErrors(read.source, found) } } : {};
  return { mapping: undefined, problems: found, ...name, ...partial, root };
}

/** The name alone, or all that rules look at; smaller mistakes stand as their defaults. */
interface Draft {
  readonly name: string | undefined;
  readonly read?: ReadMapping;
}

/** Marks the fields that hold errors, so that no other check draws conclusions from them. */
function withoutErrors(source: MappingSource, problems: readonly Problem[]): MappingSource {
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ range }) => range);
  const isWithin = (error: TextRange, { start, end }: TextRange) =>
    error.start.offset >= start.offset && error.end.offset <= end.offset;
  const fields = source.fields.map((field) =>
    errors.some((error) => isWithin(error, field.range)) ? { ...field, broken: true as const } : field,
  );
  return { ...source, partial: true, fields };
}

function readDraft(source: SourceFile, root: SourceNode): Draft {
  const keys = readKeys(source, root, 'A mapping file', mappingKeys);
  if (!keys) return { name: undefined };

  const required = (key: MappingKey) => requireKey(source, keys, key, root, 'The mapping');
  const nameEntry = required('name');
  const name = nameEntry && readName(source, nameEntry.value, "'name'");
  const tableEntry = required('table');
  const table = tableEntry && parseTableReference(source, tableEntry.value, "'table'");
  const integrationEntry = required('integrationTable');
  const integrationTable =
    integrationEntry && parseTableReference(source, integrationEntry.value, "'integrationTable'");
  const directionEntry = required('direction');
  const direction = directionEntry && readWord(source, directionEntry.value, "'direction'", directionWords);
  const fieldsEntry = required('fields');
  const fields = readFields(source, fieldsEntry?.value);

  const synchOnly = keys.get('synchOnlyCoupledRecords');
  const deletion = keys.get('deletionConflict');
  const update = keys.get('updateConflict');
  const tableFilter = readFilter(source, keys, 'tableFilter');
  const integrationTableFilter = readFilter(source, keys, 'integrationTableFilter');
  const dependsOn = readDependsOn(source, keys);
  const matching = readMatching(source, keys);
  const onCreate = readOnCreate(source, keys);
  const synchOnlyCoupledRecords = synchOnly && readBoolean(source, synchOnly.value, "'synchOnlyCoupledRecords'");
  const updateConflict = update && readWord(source, update.value, "'updateConflict'", updateConflictWords);
  const deletionConflict = deletion && readWord(source, deletion.value, "'deletionConflict'", deletionConflictWords);

  if (!name || !table || !integrationTable || !direction) return { name: name?.text };
  const mapping: TableMapping = {
    name: name.text,
    table: table.table,
    integrationTable: integrationTable.table,
    direction,
    synchOnlyCoupledRecords: synchOnlyCoupledRecords ?? true,
    tableFilter: tableFilter.map(({ field, value }) => ({ field, expression: value ?? '' })),
    integrationTableFilter: integrationTableFilter.map(({ field, value }) => ({ field, expression: value ?? '' })),
    updateConflict: updateConflict ?? 'none',
    deletionConflict: deletionConflict ?? 'none',
    dependsOn: dependsOn.map((scalar) => scalar.text),
    matching,
    onCreate: { local: onCreate.local.map(fixedValue), integration: onCreate.integration.map(fixedValue) },
    fields: fields.readable.map(({ field }) => ({ ...field, direction: ownDirection(field.direction, direction) })),
    file: source.file,
    nameRange: name.range,
  };
  const places: MappingSource = {
    file: source.file,
    text: source.text,
    root,
    name: name.range,
    direction: directionEntry.value.range,
    keys,
    table: table.source,
    integrationTable: integrationTable.source,
    tableFilter: tableFilter.map((pair) => pair.source),
    integrationTableFilter: integrationTableFilter.map((pair) => pair.source),
    dependsOn: dependsOn.map((scalar) => scalar.range),
    onCreate: {
      local: onCreate.local.map((pair) => pair.source),
      integration: onCreate.integration.map((pair) => pair.source),
    },
    fields: fields.readable.map((field) => field.source),
    ...(fields.complete ? {} : { partial: true }),
  };
  return { name: name.text, read: { mapping, source: places } };
}

/** In a one-way mapping `<->` means the mapping's way. */
function ownDirection(arrow: Direction, mapping: Direction): Direction {
  return arrow === 'bidirectional' ? mapping : arrow;
}

/** The fields that can be told; rules over all fields would draw wrong conclusions where some are not. */
function readFields(source: SourceFile, node: SourceNode | undefined): { readable: ParsedField[]; complete: boolean } {
  const items = node && readList(source, node, "'fields'");
  const readable = (items ?? []).flatMap((item) => parseFieldMapping(source, item) ?? []);
  return { readable, complete: items?.length === readable.length };
}

function fixedValue({ field, value }: ParsedPair): FixedValue {
  return { field, value };
}

function readFilter(source: SourceFile, keys: Keys<MappingKey>, key: 'tableFilter' | 'integrationTableFilter') {
  const entry = keys.get(key);
  return entry ? parsePairs(source, entry.value, `'${key}'`) : [];
}

function readDependsOn(source: SourceFile, keys: Keys<MappingKey>): readonly SourceScalar[] {
  const entry = keys.get('dependsOn');
  const items = (entry && readList(source, entry.value, "'dependsOn'")) ?? [];
  return items.map((item) => readName(source, item, "A name in 'dependsOn'")).filter((scalar) => scalar !== undefined);
}

/** Without a word, nothing happens but coupling: as careful as Business Central's own defaults. */
function readMatching(source: SourceFile, keys: Keys<MappingKey>): TableMapping['matching'] {
  const entry = keys.get('matching');
  const words = entry && readKeys(source, entry.value, "'matching'", ['createNew', 'synchronize']);
  const flag = (key: 'createNew' | 'synchronize') => {
    const word = words?.get(key);
    return (word && readBoolean(source, word.value, `'${key}' of 'matching'`)) ?? false;
  };
  return { createNew: flag('createNew'), synchronize: flag('synchronize') };
}

function readOnCreate(source: SourceFile, keys: Keys<MappingKey>) {
  const entry = keys.get('onCreate');
  const sides = entry && readKeys(source, entry.value, "'onCreate'", ['local', 'integration']);
  const pairsOf = (side: 'local' | 'integration') => {
    const pairs = sides?.get(side);
    return pairs ? parsePairs(source, pairs.value, `'${side}' of 'onCreate'`) : [];
  };
  return { local: pairsOf('local'), integration: pairsOf('integration') };
}
