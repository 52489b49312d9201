import type { Direction } from '../model/side';
import type { TableReference } from '../model/tableMapping';
import { yamlScalar } from './yamlScalar';

/** What a new mapping file says; everything else stays at its default. */
export interface NewMapping {
  readonly name: string;
  readonly table: TableReference;
  readonly integrationTable: TableReference;
  readonly direction: Direction;
  /** In the order they are to be written; at least one. */
  readonly fields: readonly NewFieldMapping[];
}

export interface NewFieldMapping {
  readonly localField: string;
  readonly integrationField: string;
  readonly direction: Direction;
  /** The mapping that translates the reference. */
  readonly lookup?: string;
  /** The priority among the fields that records are coupled by. */
  readonly match?: number;
}

/** The text of a new mapping file, laid out as the templates are. Whatever the names hold, it reads back as it was meant. */
export function writeMapping(mapping: NewMapping): string {
  const lines = [
    `# ${plainLine(mapping.table.name)} and ${plainLine(mapping.integrationTable.name)}, ${directionTexts[mapping.direction]}.`,
    `name: ${yamlScalar(mapping.name)}`,
    `table: ${tableText(mapping.table)}`,
    `integrationTable: ${tableText(mapping.integrationTable)}`,
    `direction: ${mapping.direction}`,
    '',
    '# Scheduled runs synchronize coupled records only. Set it to false, and they create new ones as well.',
    'synchOnlyCoupledRecords: true',
    '',
    'fields:',
    ...mapping.fields.flatMap(newFieldLines).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

const directionTexts: Readonly<Record<Direction, string>> = {
  bidirectional: 'in both directions',
  toIntegrationTable: 'to the integration table',
  fromIntegrationTable: 'from the integration table',
};

const arrows: Readonly<Record<Direction, string>> = {
  bidirectional: '<->',
  toIntegrationTable: '->',
  fromIntegrationTable: '<-',
};

function tableText(table: TableReference): string {
  const words = (['id', 'key', 'modifiedOn'] as const).flatMap((word) => {
    const field = table[word];
    return field === undefined ? [] : [`${word}: ${yamlScalar(field)}`];
  });
  return words.length === 0
    ? yamlScalar(table.name)
    : `{ ${[`name: ${yamlScalar(table.name)}`, ...words].join(', ')} }`;
}

/** The lines of one item of `fields`, without the indentation that all of them have. */
export function newFieldLines(field: NewFieldMapping): readonly string[] {
  const { localField, integrationField, direction, lookup, match } = field;
  const arrow = yamlScalar(`${localField} ${arrows[direction]} ${integrationField}`);
  const options = [
    ...(lookup === undefined ? [] : [`  lookup: ${yamlScalar(lookup)}`]),
    ...(match === undefined ? [] : [`  match: ${match}`]),
  ];
  return options.length === 0 ? [`- ${arrow}`] : [`- map: ${arrow}`, ...options];
}

function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}
