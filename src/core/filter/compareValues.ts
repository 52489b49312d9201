import type { FieldType } from '../model/value';
import { canonicalDecimal, compareDecimals } from '../transfer/decimalText';
import { compareDateTimes } from '../transfer/dateTimeText';

/**
 * The order of a type's values: negative, zero or positive. Numbers by what they count, dates and instants by time, everything
 * else by code units. NaN where a value is none of its type: it has no place among the others.
 */
export function compareValues(type: FieldType): (a: string, b: string) => number {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return compareNumbers;
    case 'dateTime':
      return (a, b) => (isInstant(a) && isInstant(b) ? compareDateTimes(a, b) : NaN);
    case 'option':
      return type.members.every((member) => isNumber(member.value)) ? compareOptions : compareTexts;
    case 'text':
    case 'boolean':
    case 'date':
    case 'guid':
      return compareTexts;
  }
}

function compareNumbers(a: string, b: string): number {
  return isNumber(a) && isNumber(b) ? compareDecimals(a, b) : NaN;
}

/** Without declared members the stored values tell whether they are numbers. */
function compareOptions(a: string, b: string): number {
  return isNumber(a) && isNumber(b) ? compareDecimals(a, b) : compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isNumber(text: string): boolean {
  return canonicalDecimal(text) === text;
}

function isInstant(text: string): boolean {
  return text.length >= 24 && text.charAt(10) === 'T' && text.endsWith('Z');
}
