import type { DatePattern } from './datePattern';
import type { FieldType, Value } from '../model/value';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { TransformationRule } from '../model/tableMapping';
import { canonicalDateTime } from './dateTimeText';
import { canonicalDecimal, fractionLength } from './decimalText';
import { cutTo, removeNonAlphanumeric, substring, titleCase } from './textRules';
import { err, ok } from '../result';
import { excerpt } from './excerpt';
import { formatDate, parseDate, readDatePattern } from './datePattern';
import { formatDecimal, parseDecimal, readDecimalPattern } from './decimalPattern';
import { isBlank } from '../model/value';
import { longestText } from './convertibility';
import { roundDecimal } from './roundDecimal';
import { ruleFailed } from './transferFailures';

export interface TransformationContext {
  readonly from: FieldType;
  readonly to: FieldType;
  /** The destination field: failures name it. */
  readonly field: string;
}

/**
 * Chains a field's transformation rules (DESIGN 3). Takes a canonical value of `from` and gives a canonical one of
 * `resultType`. Blank stays blank through every rule, and a rule that leaves nothing gives blank.
 */
export function compileTransformations(
  rules: readonly TransformationRule[],
  { from, to, field }: TransformationContext,
): (value: Value) => Result<Value, RecordFailure> {
  const steps: { readonly rule: TransformationRule; readonly step: Step }[] = [];
  let type = from;
  for (const rule of rules) {
    steps.push({ rule, step: compileRule(rule, type, to) });
    type = typeAfter(rule, type, to);
  }
  return (value) => {
    if (isBlank(value)) return ok(value);
    let current = value;
    for (const { rule, step } of steps) {
      const next = step(current);
      if (typeof next !== 'string') return err(ruleFailed(rule.kind, next.why, field));
      if (next === '') return ok(next);
      current = next;
    }
    return ok(current);
  };
}

/**
 * The type of a value after the rules. Formatting and rules on text yield text; a text is read as a date or a number where the
 * destination is one. A text keeps its declared length through rules that add nothing; that an upper case may be longer (ß) is
 * left to the run.
 */
export function resultType(rules: readonly TransformationRule[], from: FieldType, to: FieldType): FieldType {
  return rules.reduce((type, rule) => typeAfter(rule, type, to), from);
}

/** The changed value, or why it cannot be: a clause after the rule's name. */
type Step = (value: string) => string | Refusal;
interface Refusal {
  readonly why: string;
}

// A pattern may take time that grows fast with the text; names, addresses and remarks are well below.
const longestForPattern = 10_000;

function typeAfter(rule: TransformationRule, type: FieldType, to: FieldType): FieldType {
  switch (rule.kind) {
    case 'trim':
      return type;
    case 'uppercase':
    case 'lowercase':
    case 'titleCase':
    case 'removeNonAlphanumeric':
    case 'regexMatch':
      return textUpTo(longestText(type));
    case 'substring':
      return textUpTo(Math.min(longestText(type), rule.length ?? Infinity));
    case 'truncate':
      return textUpTo(Math.min(longestText(type), limitOf(to)));
    case 'replace':
    case 'regexReplace':
      return textUpTo(Infinity);
    case 'dateFormat':
    case 'dateTimeFormat': {
      if (!readsDate(type, to)) return textUpTo(rule.format.length);
      return readDatePattern(rule.format).hasTime ? { kind: 'dateTime', fractionDigits: 0 } : { kind: 'date' };
    }
    case 'decimalFormat':
      return readsNumber(type, to) ? { kind: 'decimal' } : textUpTo(Infinity);
    case 'round':
      return roundedType(type, rule.precision);
  }
}

function compileRule(rule: TransformationRule, type: FieldType, to: FieldType): Step {
  switch (rule.kind) {
    case 'trim':
      return (value) => value.trim();
    case 'uppercase':
      return (value) => value.toUpperCase();
    case 'lowercase':
      return (value) => value.toLowerCase();
    case 'titleCase':
      return titleCase;
    case 'removeNonAlphanumeric':
      return removeNonAlphanumeric;
    case 'substring':
      return (value) => substring(value, rule.start, rule.length);
    case 'replace':
      // As a function, so that a $ in the replacement is just a $.
      return (value) => (rule.find === '' ? value : value.replaceAll(rule.find, () => rule.with));
    case 'regexReplace':
      return regexStep(rule.find, 'gu', (value, regex) => value.replace(regex, rule.with));
    case 'regexMatch':
      return regexStep(rule.find, 'u', (value, regex) => regex.exec(value)?.[0] ?? '');
    case 'dateFormat':
    case 'dateTimeFormat':
      return dateStep(readDatePattern(rule.format), rule.format, readsDate(type, to));
    case 'decimalFormat':
      return decimalStep(rule.format, readsNumber(type, to));
    case 'round':
      return roundStep(rule.precision);
    case 'truncate':
      return (value) => cutTo(value, limitOf(to));
  }
}

function regexStep(find: string, flags: string, apply: (value: string, regex: RegExp) => string): Step {
  const regex = compileRegex(find, flags);
  if (!regex) return () => ({ why: `has the pattern ${excerpt(find)}, which is not a regular expression` });
  return (value) => {
    if (value.length <= longestForPattern) return apply(value, regex);
    return { why: `takes at most ${longestForPattern} characters, and ${excerpt(value)} has ${value.length}` };
  };
}

function compileRegex(find: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(find, flags);
  } catch {
    return undefined;
  }
}

function dateStep(pattern: DatePattern, format: string, reads: boolean): Step {
  if (reads) return (value) => parseDate(value, pattern) ?? { why: `reads ${format}, and ${excerpt(value)} is not` };
  return (value) => {
    const instant = canonicalDateTime(value);
    return instant === undefined ? { why: `takes dates, and ${excerpt(value)} is none` } : formatDate(instant, pattern);
  };
}

function decimalStep(format: string, reads: boolean): Step {
  const pattern = readDecimalPattern(format);
  if (!pattern) return () => ({ why: `has the pattern ${excerpt(format)}, which is none; write 0.00 or #,##0.00` });
  if (reads) return (value) => parseDecimal(value, pattern) ?? { why: `reads ${format}, and ${excerpt(value)} is not` };
  return (value) => {
    const number = canonicalDecimal(value);
    return number === undefined ? notANumber(value) : formatDecimal(number, pattern);
  };
}

function roundStep(precision: string): Step {
  return (value) => {
    const number = canonicalDecimal(value);
    if (number === undefined) return notANumber(value);
    return (
      roundDecimal(number, precision) ?? { why: `has the precision ${excerpt(precision)}; write one such as 0.01` }
    );
  };
}

function notANumber(value: string): Refusal {
  return { why: `takes numbers, and ${excerpt(value)} is none` };
}

/** Between text and a date the pattern says how the text is written; everywhere else it says how to write one. */
function readsDate(type: FieldType, to: FieldType): boolean {
  return type.kind === 'text' && (to.kind === 'date' || to.kind === 'dateTime');
}

function readsNumber(type: FieldType, to: FieldType): boolean {
  return type.kind === 'text' && (to.kind === 'decimal' || to.kind === 'integer');
}

/** Rounding gives no more digits after the point than its precision has. */
function roundedType(type: FieldType, precision: string): FieldType {
  const scale = fractionLength(canonicalDecimal(precision) ?? '0');
  if (type.kind === 'integer' && scale === 0) return type;
  return { kind: 'decimal', scale };
}

function limitOf(type: FieldType): number {
  return type.kind === 'text' ? (type.maxLength ?? Infinity) : Infinity;
}

function textUpTo(length: number): FieldType {
  return length === Infinity ? { kind: 'text' } : { kind: 'text', maxLength: length };
}
