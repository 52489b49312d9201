import type { TransformationKind, TransformationRule } from '../model/tableMapping';
import type { SourceFile } from './sourceFile';
import type { SourceNode, SourceScalar } from './sourceTree';
import { isNull } from './sourceTree';
import type { Keys } from './sourceReader';
import { readKeys, readList, readScalar, readWholeNumber, readWord, requireKey } from './sourceReader';
import { decimalPatternProblem, datePatternProblem } from './valuePatterns';

/** The parameters of each rule, in the order of their documentation (DESIGN 3). */
export const transformationParameters = {
  trim: [],
  uppercase: [],
  lowercase: [],
  titleCase: [],
  removeNonAlphanumeric: [],
  substring: ['start', 'length'],
  replace: ['find', 'with'],
  regexReplace: ['find', 'with'],
  regexMatch: ['find'],
  dateFormat: ['format'],
  dateTimeFormat: ['format'],
  decimalFormat: ['format'],
  round: ['precision'],
  truncate: [],
} as const satisfies Record<TransformationKind, readonly Parameter[]>;

type Parameter = 'start' | 'length' | 'find' | 'with' | 'format' | 'precision';

/** Every rule's name, in documentation order. */
export const transformationKinds = Object.keys(transformationParameters) as readonly TransformationKind[];

/** Reads a list of rules; undefined where one of them is wrong. `what` names the list in messages. */
export function parseTransformations(
  source: SourceFile,
  node: SourceNode,
  what: string,
): readonly TransformationRule[] | undefined {
  const items = readList(source, node, what);
  if (!items) return undefined;
  const rules = items.map((item) => parseTransformation(source, item, what));
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

/** A rule is a name, or one key with its parameters. */
function parseTransformation(source: SourceFile, node: SourceNode, what: string): TransformationRule | undefined {
  if (node.kind === 'map' && node.entries.length !== 1) {
    source.report('WRONG_TYPE', node.range, `A rule in ${what} has one name. Start each rule with its own '- '.`);
    return undefined;
  }
  const entry = node.kind === 'map' ? node.entries[0] : undefined;
  const named: SourceNode = entry?.key ?? node;
  const kind = readWord(source, named, `A rule in ${what}`, transformationKinds);
  if (kind === undefined) return undefined;
  const parameters = readParameters(source, kind, entry?.value, named);
  return parameters && ruleFrom(source, kind, parameters, entry?.value ?? node);
}

function readParameters(
  source: SourceFile,
  kind: TransformationKind,
  node: SourceNode | undefined,
  named: SourceNode,
): Keys<Parameter> | undefined {
  const known: readonly Parameter[] = transformationParameters[kind];
  const absent = !node || (node.kind === 'scalar' && isNull(node));
  if (!absent && known.length === 0) {
    source.report('WRONG_TYPE', node.range, `The rule ${kind} takes no parameters. Write '${kind}' alone.`);
    return undefined;
  }
  if (!absent) return readKeys(source, node, `The rule ${kind}`, known);
  if (known.length === 0) return new Map();
  const example = known.map((parameter) => `${parameter}: …`).join(', ');
  source.report('MISSING_KEY', named.range, `The rule ${kind} needs parameters. Write '${kind}: { ${example} }'.`);
  return undefined;
}

function ruleFrom(
  source: SourceFile,
  kind: TransformationKind,
  keys: Keys<Parameter>,
  node: SourceNode,
): TransformationRule | undefined {
  const text = (parameter: Parameter) => readParameter(source, kind, keys, parameter, node);
  switch (kind) {
    case 'trim':
    case 'uppercase':
    case 'lowercase':
    case 'titleCase':
    case 'removeNonAlphanumeric':
    case 'truncate':
      return { kind };
    case 'substring':
      return substringFrom(source, keys, node);
    case 'replace': {
      const [find, replacement] = [text('find'), text('with')];
      if (!find || !replacement || !isFindable(source, kind, find)) return undefined;
      return { kind, find: find.text, with: textOf(replacement) };
    }
    case 'regexReplace': {
      const [find, replacement] = [text('find'), text('with')];
      if (!find || !replacement || !isRegex(source, kind, find)) return undefined;
      return { kind, find: find.text, with: textOf(replacement) };
    }
    case 'regexMatch': {
      const find = text('find');
      return find && isRegex(source, kind, find) ? { kind, find: find.text } : undefined;
    }
    case 'dateFormat':
    case 'dateTimeFormat':
    case 'decimalFormat': {
      const format = text('format');
      return format && isFormat(source, kind, format) ? { kind, format: format.text } : undefined;
    }
    case 'round': {
      const precision = text('precision');
      return precision && isPrecision(source, precision) ? { kind, precision: precision.text } : undefined;
    }
  }
}

function substringFrom(source: SourceFile, keys: Keys<Parameter>, node: SourceNode): TransformationRule | undefined {
  const startEntry = requireKey(source, keys, 'start', node, 'The rule substring');
  const lengthEntry = keys.get('length');
  const start = startEntry && readWholeNumber(source, startEntry.value, 'start', 1);
  const length = lengthEntry && readWholeNumber(source, lengthEntry.value, 'length', 1);
  if (start === undefined || (lengthEntry && length === undefined)) return undefined;
  return { kind: 'substring', start, ...(length === undefined ? {} : { length }) };
}

function readParameter(
  source: SourceFile,
  kind: TransformationKind,
  keys: Keys<Parameter>,
  parameter: Parameter,
  node: SourceNode,
): SourceScalar | undefined {
  const entry = requireKey(source, keys, parameter, node, `The rule ${kind}`);
  return entry && readScalar(source, entry.value, `'${parameter}' of the rule ${kind}`);
}

/** `with:` and nothing behind it replaces by nothing. */
function textOf(scalar: SourceScalar): string {
  return isNull(scalar) ? '' : scalar.text;
}

function isFindable(source: SourceFile, kind: TransformationKind, find: SourceScalar): boolean {
  if (find.text !== '') return true;
  source.report('WRONG_TYPE', find.range, `'find' of the rule ${kind} is empty. Write what to look for.`);
  return false;
}

function isRegex(source: SourceFile, kind: TransformationKind, find: SourceScalar): boolean {
  if (!isFindable(source, kind, find)) return false;
  try {
    new RegExp(find.text, 'u');
    return true;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(': ').at(-1) ?? '') : '';
    const message = `'${find.text}' is not a regular expression (${reason}). Correct 'find' of the rule ${kind}.`;
    source.report('INVALID_REGEX', find.range, message);
    return false;
  }
}

function isFormat(source: SourceFile, kind: TransformationKind, format: SourceScalar): boolean {
  const problem = kind === 'decimalFormat' ? decimalPatternProblem(format.text) : datePatternProblem(format.text);
  if (problem !== undefined)
    source.report('INVALID_FORMAT', format.range, `'${format.text}' is no pattern: ${problem}`);
  return problem === undefined;
}

function isPrecision(source: SourceFile, precision: SourceScalar): boolean {
  if (/^\d+(\.\d+)?$/.test(precision.text) && /[1-9]/.test(precision.text)) return true;
  const message = `The precision '${precision.text}' is not a number above zero. Use 0.01 for cents, 1 for whole numbers.`;
  source.report('WRONG_NUMBER', precision.range, message);
  return false;
}
