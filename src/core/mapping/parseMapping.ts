import type { FixedValue, TableMapping } from '../model/tableMapping';
import type { Problem } from '../model/problem';
import type { Direction } from '../model/side';
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
  if (draft?.complete) for (const rule of mappingRules) rule(draft, source.report);
  const name = draft?.name === undefined ? {} : { name: draft.name };
  if (!draft?.complete || problems.hasErrors()) return { mapping: undefined, problems: problems.sorted(), ...name };
  return { mapping: draft.mapping, problems: problems.sorted(), ...name, source: draft.source };
}

/** Complete drafts have all that rules look at; smaller mistakes in them stand as their defaults. */
type Draft =
  | { readonly complete: true; readonly name: string; readonly mapping: TableMapping; readonly source: MappingSource }
  | { readonly complete: false; readonly name: string | undefined };

function readDraft(source: SourceFile, root: SourceNode): Draft {
  const keys = readKeys(source, root, 'A mapping file', mappingKeys);
  if (!keys) return { complete: false, name: undefined };

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
  const fields = fieldsEntry && readFields(source, fieldsEntry.value);

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

  if (!name || !table || !integrationTable || !direction || !fields) return { complete: false, name: name?.text };
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
    fields: fields.map(({ field }) => ({ ...field, direction: ownDirection(field.direction, direction) })),
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
    fields: fields.map((field) => field.source),
  };
  return { complete: true, name: name.text, mapping, source: places };
}

/** In a one-way mapping `<->` means the mapping's way. */
function ownDirection(arrow: Direction, mapping: Direction): Direction {
  return arrow === 'bidirectional' ? mapping : arrow;
}

/** All fields, or undefined where one cannot be told: rules over all fields would then draw wrong conclusions. */
function readFields(source: SourceFile, node: SourceNode): readonly ParsedField[] | undefined {
  const items = readList(source, node, "'fields'");
  const fields = items?.map((item) => parseFieldMapping(source, item));
  return fields?.every((field) => field !== undefined) ? fields : undefined;
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
