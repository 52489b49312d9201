import type { FieldMapping, MatchUse } from '../model/tableMapping';
import type { RunDirection } from '../model/side';
import type { FieldSource } from './mappingSource';
import type { FieldKey } from './mappingWords';
import { fieldKeys } from './mappingWords';
import type { Arrow } from './parseArrow';
import { parseArrow } from './parseArrow';
import { parseLookups } from './parseLookup';
import { parseTransformations } from './parseTransformation';
import type { SourceFile } from './sourceFile';
import type { Keys } from './sourceReader';
import { readBoolean, readKeys, readMap, readScalar, readWholeNumber, requireKey } from './sourceReader';
import type { SourceNode } from './sourceTree';
import { isNull, textOrNull } from './sourceTree';

export interface ParsedField {
  readonly field: FieldMapping;
  readonly source: FieldSource;
}

/**
 * Reads one item of `fields`: an arrow alone, or `map` with options. Undefined where the fields cannot be told; a wrong option
 * is reported and left out. The direction is the arrow's own, not yet the mapping's.
 */
export function parseFieldMapping(source: SourceFile, node: SourceNode): ParsedField | undefined {
  if (node.kind !== 'map') {
    const scalar = readScalar(source, node, 'A field mapping');
    const arrow = scalar && parseArrow(source, scalar);
    return arrow && fieldFrom(source, node, arrow, noKeys);
  }
  const keys = readKeys(source, node, 'A field mapping', fieldKeys);
  const map = keys && requireKey(source, keys, 'map', node, 'A field mapping');
  const scalar = map && readScalar(source, map.value, "'map' of a field mapping");
  const arrow = scalar && parseArrow(source, scalar);
  return keys && arrow && fieldFrom(source, node, arrow, keys);
}

/** Of the short form; one for all. */
const noKeys: Keys<FieldKey> = new Map();

function fieldFrom(source: SourceFile, node: SourceNode, arrow: Arrow, keys: Keys<FieldKey>): ParsedField {
  const name = `'${arrow.localField ?? arrow.integrationField ?? ''}'`;
  const flag = (key: 'enabled' | 'notNull' | 'clearValueOnFailedSync', whenAbsent: boolean) => {
    const entry = keys.get(key);
    return (entry && readBoolean(source, entry.value, `'${key}' of ${name}`)) ?? whenAbsent;
  };
  const constant = keys.get('constant');
  const constantScalar = constant && readScalar(source, constant.value, `'constant' of ${name}`);
  const lookup = keys.get('lookup');
  const lookups = (lookup && parseLookups(source, lookup.value, `'lookup' of ${name}`)) ?? [];
  const values = parseValues(source, keys.get('values')?.value, name);
  const matchNode = keys.get('match')?.value;
  const match = matchNode && parseMatch(source, matchNode, name);

  // Assigned one by one: this runs for every field after every keystroke, and spreading costs several times as much.
  const field: { -readonly [K in keyof FieldMapping]: FieldMapping[K] } = {
    direction: arrow.direction,
    enabled: flag('enabled', true),
    transform: parseTransform(source, keys.get('transform')?.value, name),
    values: values.pairs,
    lookup: lookups.map((parsed) => parsed.lookup),
    clearValueOnFailedSync: flag('clearValueOnFailedSync', false),
    notNull: flag('notNull', false),
    range: node.range,
  };
  if (arrow.localField !== undefined) field.localField = arrow.localField;
  if (arrow.integrationField !== undefined) field.integrationField = arrow.integrationField;
  if (constantScalar) field.constant = textOrNull(constantScalar);
  if (match) field.match = match;
  const places: { -readonly [K in keyof FieldSource]: FieldSource[K] } = {
    range: node.range,
    arrow: arrow.ranges.arrow,
    arrowText: arrow.text,
    keys,
    lookup: lookups.map((parsed) => parsed.source),
    values: values.ranges,
  };
  if (arrow.ranges.localField) places.localField = arrow.ranges.localField;
  if (arrow.ranges.integrationField) places.integrationField = arrow.ranges.integrationField;
  return { field, source: places };
}

function parseTransform(source: SourceFile, node: SourceNode | undefined, name: string): FieldMapping['transform'] {
  if (!node) return noRules;
  const keys = readKeys(source, node, `'transform' of ${name}`, ['toIntegrationTable', 'fromIntegrationTable']);
  const rulesOf = (direction: RunDirection) => {
    const entry = keys?.get(direction);
    return (entry && parseTransformations(source, entry.value, `'${direction}' of ${name}`)) ?? [];
  };
  return {
    toIntegrationTable: rulesOf('toIntegrationTable'),
    fromIntegrationTable: rulesOf('fromIntegrationTable'),
  };
}

const noRules: FieldMapping['transform'] = { toIntegrationTable: [], fromIntegrationTable: [] };

interface ParsedValues {
  readonly pairs: FieldMapping['values'];
  readonly ranges: FieldSource['values'];
}

/** Null, like nothing, stands for blank on either side. */
function parseValues(source: SourceFile, node: SourceNode | undefined, name: string): ParsedValues {
  if (!node) return noValues;
  const map = readMap(source, node, `'values' of ${name}`);
  if (map?.entries.length === 0) {
    const message = `'values' of ${name} is empty. Write 'local value: integration value', or remove the key.`;
    source.report('WRONG_TYPE', map.range, message);
  }
  const entries = (map?.entries ?? []).flatMap(({ key, value }) => {
    const scalar = readScalar(source, value, `The value for '${key.text}' of ${name}`);
    return scalar ? [{ key, scalar }] : [];
  });
  return {
    pairs: entries.map(({ key, scalar }) => ({ local: textOrNull(key) ?? '', integration: textOrNull(scalar) ?? '' })),
    ranges: entries.map(({ key, scalar }) => ({ local: key.range, integration: scalar.range })),
  };
}

const noValues: ParsedValues = { pairs: [], ranges: [] };

/** `match: 1`, or the long form with `caseSensitive`. */
function parseMatch(source: SourceFile, node: SourceNode, name: string): MatchUse | undefined {
  const what = `'match' of ${name}`;
  if (node.kind === 'scalar' && isNull(node)) {
    source.report('WRONG_NUMBER', node.range, `${what} is empty. Write a priority: 1 is tried first.`);
    return undefined;
  }
  if (node.kind !== 'map') {
    const priority = readWholeNumber(source, node, what, 0);
    return priority === undefined ? undefined : { priority, caseSensitive: false };
  }
  const keys = readKeys(source, node, what, ['priority', 'caseSensitive']);
  const entry = keys && requireKey(source, keys, 'priority', node, what);
  const priority = entry && readWholeNumber(source, entry.value, `The priority in ${what}`, 0);
  const caseEntry = keys?.get('caseSensitive');
  const caseSensitive = (caseEntry && readBoolean(source, caseEntry.value, `'caseSensitive' in ${what}`)) ?? false;
  return priority === undefined ? undefined : { priority, caseSensitive };
}
