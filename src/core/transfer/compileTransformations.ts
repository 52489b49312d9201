import type { FieldType, Value } from '../model/value';
import { canonicalDate, canonicalInstant, dateText, instantParts, instantText } from './dateText';
import { err, ok } from '../result';
import { formatDate, parseDatePattern, parseFormattedDate } from './dateFormat';
import { formatDecimal, parseDecimalPattern, parseFormattedDecimal, roundDecimal } from './numberFormat';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { TransformationRule } from '../model/tableMapping';
import { canonicalDecimal } from './numberText';
import { excerpt } from './makeConverter';
import { isBlank } from '../model/value';
import { unreachable } from '../assert';

export interface TransformationContext {
  readonly from: FieldType;
  readonly to: FieldType;
  /** The field named in failures. */
  readonly field: string;
}

type Step = (value: string) => string | undefined;

const unlimitedText: FieldType = { kind: 'text' };

/**
 * Chains transformation rules (DESIGN 3; semantics 5). Takes a canonical value of the source's type and gives one of
 * `resultType`. Blank stays blank through every rule.
 */
export function compileTransformations(
  rules: readonly TransformationRule[],
  context: TransformationContext,
): (value: Value) => Result<Value, RecordFailure> {
  const steps: { readonly rule: TransformationRule; readonly step: Step }[] = [];
  let type = context.from;
  for (const rule of rules) {
    steps.push({ rule, step: compileRule(rule, type, context.to) });
    type = typeAfter(rule, type, context.to);
  }
  return (value) => {
    let current: Value = value;
    for (const { rule, step } of steps) {
      if (isBlank(current)) return ok(current);
      const next = step(current);
      if (next === undefined) return err(refused(rule, current, context.field));
      current = next;
    }
    return ok(current);
  };
}

/** The type a value has after the rules: formatting and text rules yield text. */
export function resultType(rules: readonly TransformationRule[], from: FieldType, to: FieldType): FieldType {
  return rules.reduce((type, rule) => typeAfter(rule, type, to), from);
}

function typeAfter(rule: TransformationRule, type: FieldType, to: FieldType): FieldType {
  switch (rule.kind) {
    case 'round':
      return { kind: 'decimal' };
    case 'dateFormat':
      return type.kind === 'text' && to.kind === 'date' ? to : unlimitedText;
    case 'dateTimeFormat':
      return type.kind === 'text' && to.kind === 'dateTime' ? to : unlimitedText;
    case 'decimalFormat':
      return parsesNumber(type, to) ? { kind: 'decimal' } : unlimitedText;
    default:
      return type.kind === 'text' ? type : unlimitedText;
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
      return (value) => value.replace(/[^\p{L}\p{N}\p{M}]/gu, '');
    case 'substring':
      return (value) => [...value].slice(rule.start - 1, rule.length === undefined ? undefined : rule.start - 1 + rule.length).join('');
    case 'replace':
      return (value) => (rule.find === '' ? value : value.replaceAll(rule.find, () => rule.with));
    case 'regexReplace': {
      const pattern = new RegExp(rule.find, 'gu');
      return (value) => value.replace(pattern, rule.with);
    }
    case 'regexMatch': {
      const pattern = new RegExp(rule.find, 'u');
      return (value) => pattern.exec(value)?.[0] ?? '';
    }
    case 'dateFormat':
      return dateRule(rule.format, type, to, 'date');
    case 'dateTimeFormat':
      return dateRule(rule.format, type, to, 'dateTime');
    case 'decimalFormat': {
      const pattern = parseDecimalPattern(rule.format);
      if (!pattern) return () => undefined;
      if (parsesNumber(type, to)) return (value) => parseFormattedDecimal(value, pattern);
      return (value) => {
        const number = canonicalDecimal(value);
        return number === undefined ? undefined : formatDecimal(number, pattern);
      };
    }
    case 'round':
      return (value) => {
        const number = canonicalDecimal(value);
        return number === undefined ? undefined : roundDecimal(number, rule.precision);
      };
    case 'truncate':
      return truncate(to);
    default:
      return unreachable(rule);
  }
}

function dateRule(format: string, type: FieldType, to: FieldType, kind: 'date' | 'dateTime'): Step {
  const pattern = parseDatePattern(format);
  if (type.kind === 'text' && to.kind === kind) {
    return (value) => {
      const parts = parseFormattedDate(value, pattern);
      return parts && (kind === 'date' ? dateText(parts) : instantText(parts));
    };
  }
  return (value) => {
    const date = canonicalDate(value);
    const instant = date === undefined ? canonicalInstant(value) : `${date}T00:00:00.000Z`;
    return instant === undefined ? undefined : formatDate(instantParts(instant), pattern);
  };
}

function parsesNumber(type: FieldType, to: FieldType): boolean {
  return type.kind === 'text' && (to.kind === 'decimal' || to.kind === 'integer');
}

/** The first letter of every word upper case, the rest lower case. */
function titleCase(value: string): string {
  return value.toLowerCase().replace(/(^|[^\p{L}\p{N}\p{M}'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function truncate(to: FieldType): Step {
  const limit = to.kind === 'text' ? to.maxLength : undefined;
  if (limit === undefined) return (value) => value;
  return (value) => (value.length <= limit ? value : [...value].slice(0, limit).join(''));
}

function refused(rule: TransformationRule, value: string, field: string): RecordFailure {
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    field,
    message: `${field}: the transformation ${rule.kind} cannot read '${excerpt(value)}'. Correct the value, or the rule in the mapping.`,
  };
}
