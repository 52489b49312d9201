import { transformationKinds, transformationParameters } from '../../core/mapping/parseTransformation';
import { connectorWords } from '../../core/mapping/parseSideConfiguration';
import type { TransformationKind } from '../../core/model/tableMapping';
import type { RunDirection, Side } from '../../core/model/side';
import type { FileAnalysis } from '../analysis';
import type { KeyText } from './languageTexts';
import type { RuleParameter } from './ruleTexts';
import type { ServiceConfiguration } from '../../core/model/workspace';
import {
  authenticationTexts,
  booleanTexts,
  bypassTexts,
  connectorTexts,
  deletionConflictTexts,
  directionTexts,
  fieldKeyTexts,
  groupTexts,
  mappingKeyTexts,
  updateConflictTexts,
} from './languageTexts';
import { parameterTexts } from './ruleTexts';
import type { LooseNode, PathStep } from './looseTree';
import { looseText } from './looseTree';

/** What may stand at a path of a file: as a single value, as the keys of a group, as a list. */
export interface Place {
  readonly scalar?: ScalarPlace;
  readonly keys?: KeysPlace;
  /** What the path of an item says is what may stand in it. */
  readonly list?: true;
}

export type ScalarPlace =
  /** One of a few words; each with what it means. */
  | { readonly kind: 'word'; readonly words: Readonly<Record<string, string>> }
  | { readonly kind: 'mapping' }
  | { readonly kind: 'table'; readonly side: Side }
  /** A field of the mapping's own table. */
  | { readonly kind: 'field'; readonly side: Side; readonly use: 'id' | 'key' | 'modifiedOn' }
  /** A field of a looked-up mapping's table; `lookup` is the path of the lookup. */
  | { readonly kind: 'lookupField'; readonly side: Side; readonly lookup: readonly PathStep[] }
  | { readonly kind: 'filter'; readonly side: Side; readonly field: string }
  /** A value of a field of the mapping's table. */
  | { readonly kind: 'fixed'; readonly side: Side; readonly field: string }
  /** The constant of an item of `fields`, or an integration value in its value map. */
  | { readonly kind: 'constant' | 'mappedValue'; readonly item: number }
  | { readonly kind: 'fieldLine'; readonly item: number }
  | { readonly kind: 'rule'; readonly direction: RunDirection; readonly item: number }
  | { readonly kind: 'parameter'; readonly rule: TransformationKind; readonly parameter: RuleParameter }
  | { readonly kind: 'priority' | 'name' | 'environment' | 'mappingFile' | 'dataFile' | 'setting' }
  /** A field that all tables of a side may have. */
  | { readonly kind: 'defaultField'; readonly environment: string; readonly side: Side };

export type KeysPlace =
  | { readonly kind: 'known'; readonly texts: Readonly<Record<string, KeyText>>; readonly of: string }
  /** Fields of the mapping's table. */
  | { readonly kind: 'fields'; readonly side: Side; readonly value: 'filter' | 'fixed' }
  /** Local values in the value map of an item of `fields`. */
  | { readonly kind: 'values'; readonly item: number }
  /** A rule with its parameters. */
  | { readonly kind: 'rule'; readonly direction: RunDirection; readonly item: number }
  | { readonly kind: 'environments' };

/** What may stand at a path; `root` tells where it depends on what is written elsewhere. Nothing for paths without meaning. */
export function placeAt(kind: FileAnalysis['kind'], path: readonly PathStep[], root: LooseNode | undefined): Place {
  return kind === 'mapping' ? mappingPlace(path) : workspacePlace(path, root);
}

const booleanPlace: Place = { scalar: { kind: 'word', words: booleanTexts } };
const nowhere: Place = {};

function known(texts: Readonly<Record<string, KeyText>>, of: string): KeysPlace {
  return { kind: 'known', texts, of };
}

function mappingPlace(path: readonly PathStep[]): Place {
  const [first, second, third] = path;
  if (path.length === 0) return { keys: known(mappingKeyTexts, 'a mapping') };
  switch (first) {
    case 'name':
      return path.length === 1 ? { scalar: { kind: 'name' } } : nowhere;
    case 'table':
    case 'integrationTable':
      return tablePlace(first === 'table' ? 'local' : 'integration', path.slice(1));
    case 'direction':
      return wordPlace(path, directionTexts);
    case 'updateConflict':
      return wordPlace(path, updateConflictTexts);
    case 'deletionConflict':
      return wordPlace(path, deletionConflictTexts);
    case 'synchOnlyCoupledRecords':
      return path.length === 1 ? booleanPlace : nowhere;
    case 'tableFilter':
    case 'integrationTableFilter':
      return pairsPlace(first === 'tableFilter' ? 'local' : 'integration', 'filter', path.slice(1));
    case 'dependsOn':
      if (path.length === 1) return { list: true };
      return path.length === 2 ? { scalar: { kind: 'mapping' } } : nowhere;
    case 'matching':
      return groupPlace(path.slice(1), groupTexts.matching, "'matching'", () => booleanPlace);
    case 'onCreate':
      if (second === 'local' || second === 'integration') return pairsPlace(second, 'fixed', path.slice(2));
      return path.length === 1 ? { keys: known(groupTexts.onCreate, "'onCreate'") } : nowhere;
    case 'fields':
      if (path.length === 1) return { list: true };
      return typeof second === 'number' ? fieldPlace(second, third, path) : nowhere;
    default:
      return nowhere;
  }
}

function wordPlace(path: readonly PathStep[], words: Readonly<Record<string, string>>): Place {
  return path.length === 1 ? { scalar: { kind: 'word', words } } : nowhere;
}

function tablePlace(side: Side, rest: readonly PathStep[]): Place {
  const [key] = rest;
  if (rest.length === 0) {
    return { scalar: { kind: 'table', side }, keys: known(groupTexts.table, 'a table') };
  }
  if (rest.length > 1) return nowhere;
  if (key === 'name') return { scalar: { kind: 'table', side } };
  return key === 'id' || key === 'key' || key === 'modifiedOn'
    ? { scalar: { kind: 'field', side, use: key } }
    : nowhere;
}

function pairsPlace(side: Side, value: 'filter' | 'fixed', rest: readonly PathStep[]): Place {
  const [field] = rest;
  if (rest.length === 0) return { keys: { kind: 'fields', side, value } };
  return rest.length === 1 && typeof field === 'string' ? { scalar: { kind: value, side, field } } : nowhere;
}

function groupPlace(
  rest: readonly PathStep[],
  texts: Readonly<Record<string, KeyText>>,
  of: string,
  inner: (key: PathStep) => Place,
): Place {
  const [key] = rest;
  if (key === undefined) return { keys: known(texts, of) };
  return rest.length === 1 && Object.hasOwn(texts, key) ? inner(key) : nowhere;
}

function fieldPlace(item: number, key: PathStep | undefined, path: readonly PathStep[]): Place {
  const rest = path.slice(3);
  if (key === undefined) {
    return { scalar: { kind: 'fieldLine', item }, keys: known(fieldKeyTexts, 'a field mapping') };
  }
  switch (key) {
    case 'map':
      return rest.length === 0 ? { scalar: { kind: 'fieldLine', item } } : nowhere;
    case 'constant':
      return rest.length === 0 ? { scalar: { kind: 'constant', item } } : nowhere;
    case 'enabled':
    case 'notNull':
    case 'clearValueOnFailedSync':
      return rest.length === 0 ? booleanPlace : nowhere;
    case 'lookup':
      return typeof rest[0] === 'number'
        ? lookupPlace(path.slice(0, 4), rest.slice(1), false)
        : lookupPlace(path.slice(0, 3), rest, true);
    case 'values':
      if (rest.length === 0) return { keys: { kind: 'values', item } };
      return rest.length === 1 ? { scalar: { kind: 'mappedValue', item } } : nowhere;
    case 'transform':
      return transformPlace(item, rest);
    case 'match':
      if (rest.length === 0) return { scalar: { kind: 'priority' }, keys: known(groupTexts.match, "'match'") };
      return groupPlace(rest, groupTexts.match, "'match'", (word) =>
        word === 'priority' ? { scalar: { kind: 'priority' } } : booleanPlace,
      );
    default:
      return nowhere;
  }
}

function lookupPlace(lookup: readonly PathStep[], rest: readonly PathStep[], mayBeList: boolean): Place {
  if (rest.length === 0) {
    const keys = known(groupTexts.lookup, "'lookup'");
    return { scalar: { kind: 'mapping' }, keys, ...(mayBeList ? { list: true } : {}) };
  }
  return groupPlace(rest, groupTexts.lookup, "'lookup'", (key) => {
    if (key === 'mapping') return { scalar: { kind: 'mapping' } };
    return { scalar: { kind: 'lookupField', side: key === 'localField' ? 'local' : 'integration', lookup } };
  });
}

function transformPlace(item: number, rest: readonly PathStep[]): Place {
  const [direction, index, rule, parameter] = rest;
  if (direction === undefined) return { keys: known(groupTexts.transform, "'transform'") };
  if (direction !== 'toIntegrationTable' && direction !== 'fromIntegrationTable') return nowhere;
  if (index === undefined) return { list: true };
  if (typeof index !== 'number') return nowhere;
  if (rule === undefined) {
    return { scalar: { kind: 'rule', direction, item }, keys: { kind: 'rule', direction, item } };
  }
  const kind = transformationKinds.find((each) => each === rule);
  const parameters: readonly RuleParameter[] = kind ? transformationParameters[kind] : [];
  if (!kind || rest.length > 4) return nowhere;
  if (parameter === undefined) {
    const texts = Object.fromEntries(parameters.map((each) => [each, parameterTexts[each]]));
    // Of a substring the length may be left out.
    return parameters.length === 0 ? nowhere : { keys: known(texts, `the rule ${kind}`) };
  }
  const named = parameters.find((each) => each === parameter);
  return named ? { scalar: { kind: 'parameter', rule: kind, parameter: named } } : nowhere;
}

function workspacePlace(path: readonly PathStep[], root: LooseNode | undefined): Place {
  const [first, environment, side, key, inner] = path;
  if (path.length === 0) return { keys: known(groupTexts.workspace, 'the workspace file') };
  if (first === 'defaultEnvironment') return path.length === 1 ? { scalar: { kind: 'environment' } } : nowhere;
  if (first === 'mappings') {
    if (path.length === 1) return { list: true };
    return path.length === 2 ? { scalar: { kind: 'mappingFile' } } : nowhere;
  }
  if (first !== 'environments' || path.length > 5) return nowhere;
  if (environment === undefined) return { keys: { kind: 'environments' } };
  if (side === undefined) return { keys: known(groupTexts.environment, 'an environment') };
  if ((side !== 'local' && side !== 'integration') || typeof environment !== 'string') return nowhere;
  const written = looseText(root, [...path.slice(0, 3), 'connector']);
  const connector = connectorWords.find((each) => each === written);
  if (key === undefined) {
    const texts = connector ? groupTexts[connector] : { connector: groupTexts.sqlite.connector };
    return { keys: known(texts, connector ? `a ${connector} side` : 'a side') };
  }
  if (key === 'connector') return inner === undefined ? { scalar: { kind: 'word', words: connectorTexts } } : nowhere;
  if (connector !== 'sqlite') return connector ? settingPlace(connector, key, inner) : nowhere;
  if (key === 'file') return inner === undefined ? { scalar: { kind: 'dataFile' } } : nowhere;
  if (key !== 'defaults') return nowhere;
  if (inner === undefined) return { keys: known(groupTexts.defaults, "'defaults'") };
  return Object.hasOwn(groupTexts.defaults, inner) ? { scalar: { kind: 'defaultField', environment, side } } : nowhere;
}

/** A setting of a service's side. */
function settingPlace(connector: ServiceConfiguration['connector'], key: PathStep, inner: PathStep | undefined): Place {
  if (!Object.hasOwn(groupTexts[connector], key)) return nowhere;
  if (key === 'apis') return inner === undefined ? { list: true } : { scalar: { kind: 'setting' } };
  if (inner !== undefined) return nowhere;
  switch (key) {
    case 'authentication':
      return { scalar: { kind: 'word', words: authenticationTexts } };
    case 'bypassCustomLogic':
      return { scalar: { kind: 'word', words: bypassTexts } };
    case 'duplicateDetection':
      return booleanPlace;
    default:
      return { scalar: { kind: 'setting' } };
  }
}
