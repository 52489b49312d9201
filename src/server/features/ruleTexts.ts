import { transformationParameters } from '../../core/mapping/parseTransformation';
import type { TransformationKind } from '../../core/model/tableMapping';
import type { KeyText } from './languageTexts';

/** What each transformation rule does, in a sentence. */
export const ruleTexts: Readonly<Record<TransformationKind, string>> = {
  trim: 'Takes spaces away at both ends.',
  uppercase: 'Turns all letters into capitals.',
  lowercase: 'Turns all letters into small ones.',
  titleCase: 'Begins each word with a capital.',
  removeNonAlphanumeric: 'Keeps letters and digits only.',
  substring: 'Keeps the part from `start`, counted from 1, that is `length` characters long.',
  replace: 'Replaces every `find` by `with`.',
  regexReplace: 'Replaces every match of the regular expression `find` by `with`.',
  regexMatch: 'Keeps the first match of the regular expression `find`.',
  dateFormat: 'Writes a date in `format`, or reads a text that is written so.',
  dateTimeFormat: 'Writes a date and time in `format`, or reads a text that is written so.',
  decimalFormat: 'Writes a number in `format`, or reads a text that is written so.',
  round: 'Rounds to a multiple of `precision`: 0.01 is cents.',
  truncate: "Cuts the text to the destination's length.",
};

/** The keys of all rules. */
export type RuleParameter = (typeof transformationParameters)[TransformationKind][number];

/** The keys of rules, as `languageTexts` has those of everything else. */
export const parameterTexts: Readonly<Record<RuleParameter, KeyText>> = {
  start: { about: 'The first character that is kept, counted from 1.', needed: true, value: ' ${1:1}' },
  length: { about: 'How many characters are kept.', byDefault: 'the rest', value: ' ${1:10}' },
  find: { about: 'What is looked for.', needed: true, value: ' $0' },
  with: { about: 'What is written in its place; nothing takes it away.', needed: true, value: ' $0' },
  format: {
    about: 'The pattern: `yyyy MM dd HH mm ss` for dates, `0.00` or `#,##0.00` for numbers.',
    needed: true,
    value: ' $0',
  },
  precision: { about: 'What the result is a multiple of.', needed: true, value: ' ${1:0.01}' },
};

/** Patterns to choose from, by rule. */
export const formatExamples: { readonly [K in TransformationKind]?: readonly string[] } = {
  dateFormat: ['yyyy-MM-dd', 'dd.MM.yyyy', 'MM/dd/yyyy', 'dd/MM/yyyy', 'yyyyMMdd'],
  dateTimeFormat: ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-ddTHH:mm:ssZ', 'dd.MM.yyyy HH:mm', 'MM/dd/yyyy HH:mm'],
  decimalFormat: ['0.00', '#,##0.00', '0', '#,##0'],
  round: ['0.01', '0.1', '1', '10'],
};

/** The parameters of a rule as a snippet, without braces; empty for a rule that is its name alone. */
export function ruleSnippet(kind: TransformationKind): string {
  const samples: Readonly<Record<RuleParameter, string>> = {
    start: '1',
    length: '10',
    find: '',
    with: '',
    format: formatExamples[kind]?.[0] ?? '',
    precision: '0.01',
  };
  return transformationParameters[kind]
    .map((parameter, index) => `${parameter}: \${${index + 1}:${quotedSample(samples[parameter])}}`)
    .join(', ');
}

function quotedSample(sample: string): string {
  return /[:#,]/.test(sample) || sample === '' ? `'${sample}'` : sample;
}
