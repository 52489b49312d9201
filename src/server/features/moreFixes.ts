import { changeBetween } from '../../core/mapping/edits/textChange';
import { removeFieldOption } from '../../core/mapping/edits/fieldOptions';
import { insertEntry, isWrittenHere, removeEntry } from '../../core/mapping/edits/mapEntries';
import type { MappingProblemCode } from '../../core/mapping/mappingProblems';
import type { FieldKey } from '../../core/mapping/mappingWords';
import { fieldKeys } from '../../core/mapping/mappingWords';
import { setSynchOnlyCoupledRecords } from '../../core/mapping/setSynchOnlyCoupledRecords';
import type { SourceEntry, SourceMap, SourceNode } from '../../core/mapping/sourceTree';
import { entryOf } from '../../core/mapping/sourceTree';
import { yamlScalar } from '../../core/mapping/yamlScalar';
import type { Problem } from '../../core/model/problem';
import { allows, destinationSide, oppositeDirection } from '../../core/model/side';
import type { ActionContext, FieldInFile, NamedChange } from './codeActionContext';
import { fieldAround } from './codeActionContext';
import { addPairs, missingPairs } from './missingPairs';
import { disable, turnArrow } from './fieldChanges';
import { removeRules, truncate, wayBack } from './transformChanges';

/** Ways to resolve a problem that need more than another word in its place; the best first. */
export function moreFixes(context: ActionContext, problem: Problem<MappingProblemCode>): readonly NamedChange[] {
  const [start, end] = [problem.range.start.offset, problem.range.end.offset];
  const found = fieldAround(context.file, start, end);
  return [...(found ? fieldFixes(context, problem, found) : []), ...fileFixes(context, problem)];
}

function fieldFixes(
  { file: { text } }: ActionContext,
  problem: Problem<MappingProblemCode>,
  found: FieldInFile,
): readonly NamedChange[] {
  const without = (key: FieldKey): NamedChange => ({
    title: `Remove '${key}'`,
    changes: removeFieldOption(text, found.node, key),
  });
  switch (problem.code) {
    case 'TEXT_MAY_BE_TOO_LONG':
      return [truncate(text, found, problem.range)];
    case 'TRANSFORM_WITHOUT_WAY_BACK':
      return wayBack(text, found);
    case 'TRANSFORM_AGAINST_DIRECTION':
      return [removeRules(text, found, problem.range)];
    case 'READ_ONLY_DESTINATION':
      return [...awayFrom(text, found, problem), disable(text, found)];
    case 'ID_IS_DESTINATION':
    case 'KEY_IS_DESTINATION':
      return awayFrom(text, found, problem);
    case 'TYPES_DO_NOT_FIT':
    case 'DUPLICATE_DESTINATION':
    case 'UNKNOWN_FIELD':
      return [disable(text, found)];
    case 'CLEAR_WITH_NOT_NULL':
      return [without('notNull'), without('clearValueOnFailedSync')];
    case 'LOOKUP_WITH_VALUES':
      return [without('values'), without('lookup')];
    case 'CONSTANT_WITH_TWO_FIELDS':
      return [without('constant')];
    case 'CONSTANT_WITH_OPTION':
      return fieldKeys
        .filter((key) => found.place.keys.get(key)?.key.range.start.offset === problem.range.start.offset)
        .map(without);
    default:
      return [];
  }
}

/** Turns the arrow so that the field is no destination. */
function awayFrom(text: string, found: FieldInFile, { range }: Problem): readonly NamedChange[] {
  const onLocal = found.place.localField?.start.offset === range.start.offset;
  const away = onLocal ? 'toIntegrationTable' : 'fromIntegrationTable';
  // A field that goes the wrong way alone is turned by a person who knows why.
  return found.field.direction === 'bidirectional' ? [turnArrow(text, found, away)] : [];
}

function fileFixes(context: ActionContext, problem: Problem<MappingProblemCode>): readonly NamedChange[] {
  const { file } = context;
  const { text, root } = file;
  switch (problem.code) {
    case 'UNKNOWN_KEY':
      return removeKey(text, root, problem);
    case 'MISSING_KEY':
      return file.kind === 'mapping' ? addDirection(text, root) : addDefaultEnvironment(text, root);
    case 'DELETION_RECREATES': {
      const change = changeBetween(text, setSynchOnlyCoupledRecords(text, true));
      return [{ title: 'Synchronize coupled records only', changes: [change] }];
    }
    case 'NO_FIELD_IN_DIRECTION':
      return oneWay(context);
    case 'REQUIRED_FIELD_NOT_SET': {
      const pairs = file.kind === 'mapping' ? missingPairs(context.analysis, file) : [];
      return pairs.length === 0 ? [] : [addPairs(text, root, pairs)];
    }
    case 'DEPENDENCY_CYCLE':
      return removeFromList(text, entryOf(root, 'dependsOn')?.value, problem);
    default:
      return [];
  }
}

function removeKey(text: string, root: SourceNode | undefined, { range }: Problem): readonly NamedChange[] {
  const found = root && findEntry(root, range.start.offset);
  if (!found || !isWrittenHere(text, found.map)) return [];
  const removal = removeEntry(text, found.map, found.entry);
  return [{ title: `Remove '${found.entry.key.text}'`, changes: removal && [removal] }];
}

/** The entry whose key begins at an offset, with its map. */
function findEntry(node: SourceNode, offset: number): { map: SourceMap; entry: SourceEntry } | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'map') {
    const entry = node.entries.find(({ key }) => key.range.start.offset === offset);
    if (entry) return { map: node, entry };
  }
  const below = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  for (const each of below) {
    const found = findEntry(each, offset);
    if (found) return found;
  }
  return undefined;
}

function addDirection(text: string, root: SourceNode | undefined): readonly NamedChange[] {
  if (root?.kind !== 'map' || entryOf(root, 'direction')) return [];
  const after = entryOf(root, 'integrationTable') ?? entryOf(root, 'table') ?? entryOf(root, 'name');
  const changes = [insertEntry(text, root, 'direction: bidirectional', after)];
  return [{ title: "Add 'direction: bidirectional'", changes }];
}

function addDefaultEnvironment(text: string, root: SourceNode | undefined): readonly NamedChange[] {
  const environments = entryOf(root, 'environments');
  if (root?.kind !== 'map' || environments?.value.kind !== 'map' || entryOf(root, 'defaultEnvironment')) return [];
  return environments.value.entries.map(({ key }) => {
    const line = `defaultEnvironment: ${yamlScalar(key.text)}`;
    return { title: `Add '${line}'`, changes: [insertEntry(text, root, line, environments)] };
  });
}

/** A mapping that no field goes one way of goes the other way only. */
function oneWay({ file }: ActionContext): readonly NamedChange[] {
  const model = file.kind === 'mapping' ? file.model : undefined;
  if (model?.mapping.direction !== 'bidirectional') return [];
  const { start, end } = model.source.direction;
  const fields = model.mapping.fields.filter(({ enabled }) => enabled);
  return (['toIntegrationTable', 'fromIntegrationTable'] as const).flatMap((direction) => {
    const goes = fields.some((field) => allows(field.direction, direction));
    const goesBack = fields.some((field) => allows(field.direction, oppositeDirection(direction)));
    if (!goes || goesBack) return [];
    const changes = [{ start: start.offset, end: end.offset, newText: direction }];
    return [{ title: `Synchronize one way only: ${direction} (to the ${destinationSide(direction)} table)`, changes }];
  });
}

function removeFromList(text: string, list: SourceNode | undefined, { range }: Problem): readonly NamedChange[] {
  if (list?.kind !== 'list' || !isWrittenHere(text, list)) return [];
  const index = list.items.findIndex((item) => item.range.start.offset === range.start.offset);
  const [item, previous, next] = [list.items[index], list.items[index - 1], list.items[index + 1]];
  if (item?.kind !== 'scalar') return [];
  // Along go the comma or dash and the line break beside the name; nothing a person wrote may stand among them.
  const [start, end] = [item.range.start.offset, item.range.end.offset];
  const from = previous?.range.end.offset ?? start;
  const to = previous ? end : (next?.range.start.offset ?? end);
  const isOnly = !previous && !next;
  const along = text.slice(from, start) + text.slice(end, to);
  if (/[#&]/.test(along) || (isOnly && text[list.range.start.offset] !== '[')) return [];
  return [{ title: `Remove '${item.text}' from 'dependsOn'`, changes: [{ start: from, end: to, newText: '' }] }];
}
