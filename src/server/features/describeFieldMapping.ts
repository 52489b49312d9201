import type { FieldMapping, TableMapping, TransformationRule } from '../../core/model/tableMapping';
import type { RunDirection } from '../../core/model/side';
import { allows, runDirections } from '../../core/model/side';

/** What a line of `fields` does, in one or a few sentences for people. Names stand as Markdown code. */
export function describeFieldMapping(mapping: TableMapping, field: FieldMapping): string {
  const sentences = [mainSentence(mapping, field), ...matchSentence(field), ...conflictSentence(mapping, field)];
  return field.enabled ? sentences.join(' ') : `Disabled, runs leave it out. Enabled: ${sentences.join(' ')}`;
}

function mainSentence(mapping: TableMapping, field: FieldMapping): string {
  const local = endWords(mapping.table.name, field.localField);
  const integration = endWords(mapping.integrationTable.name, field.integrationField);
  if (field.constant !== undefined) {
    const value = field.constant === null || field.constant === '' ? 'blank' : code(field.constant);
    return `${field.integrationField === undefined ? local : integration} is always ${value}.`;
  }
  const [first, second] = runDirections(mapping.direction).filter((run) => allows(field.direction, run));
  if (first === undefined)
    return `${local} and ${integration} are not synchronized: the arrow goes against the mapping.`;
  if (second !== undefined) {
    const both = [...sharedClauses(field), ...bothWays(field)];
    return `${local} and ${integration} follow each other${listed(both)}.`;
  }
  const [from, to] = first === 'toIntegrationTable' ? [local, integration] : [integration, local];
  const table = first === 'toIntegrationTable' ? mapping.table.name : mapping.integrationTable.name;
  const clauses = [...rulesOf(field, first), ...sharedClauses(field)];
  return `${from} goes to ${to} when a ${code(table)} record is created or changed${listed(clauses)}.`;
}

function endWords(table: string, field: string | undefined): string {
  return code(`${table}.${field ?? ''}`);
}

/** What holds in either direction. */
function sharedClauses(field: FieldMapping): readonly string[] {
  const through = field.lookup.map(({ mapping }) => code(mapping)).join(', then ');
  const count = field.values.length;
  return [
    ...(field.lookup.length > 0 ? [`translated through the couplings of ${through}`] : []),
    ...(count > 0 ? [`with ${count} ${count === 1 ? 'value' : 'values'} translated`] : []),
    ...(field.notNull ? ['unless the value is empty'] : []),
    ...(field.clearValueOnFailedSync ? ['emptied where it cannot be translated'] : []),
  ];
}

function bothWays(field: FieldMapping): readonly string[] {
  return (['toIntegrationTable', 'fromIntegrationTable'] as const).flatMap((run) => {
    const rules = rulesOf(field, run);
    const way = run === 'toIntegrationTable' ? 'to' : 'from';
    return rules.length === 0 ? [] : [`${rules.join(', ')} on the way ${way} the integration table`];
  });
}

function rulesOf(field: FieldMapping, run: RunDirection): readonly string[] {
  return field.transform[run].map(ruleWords);
}

function ruleWords(rule: TransformationRule): string {
  switch (rule.kind) {
    case 'trim':
      return 'trimmed';
    case 'uppercase':
      return 'in capital letters';
    case 'lowercase':
      return 'in small letters';
    case 'titleCase':
      return 'with each word capitalized';
    case 'removeNonAlphanumeric':
      return 'reduced to letters and digits';
    case 'substring':
      return rule.length === undefined
        ? `from character ${rule.start} on`
        : `cut to ${rule.length} characters from the ${ordinal(rule.start)}`;
    case 'replace':
    case 'regexReplace':
      return rule.with === '' ? `without ${code(rule.find)}` : `with ${code(rule.find)} replaced by ${code(rule.with)}`;
    case 'regexMatch':
      return `reduced to what matches ${code(rule.find)}`;
    case 'dateFormat':
    case 'dateTimeFormat':
    case 'decimalFormat':
      return `in the form ${code(rule.format)}`;
    case 'round':
      return `rounded to ${rule.precision}`;
    case 'truncate':
      return "cut to the destination's length";
  }
}

function ordinal(number: number): string {
  const ending = /1[123]$/.test(String(number)) ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th');
  return `${number}${ending}`;
}

function matchSentence({ match }: FieldMapping): readonly string[] {
  if (!match) return [];
  const how = match.caseSensitive ? ', case by case' : '';
  return [`Records are coupled where the two are equal${how} (priority ${match.priority}).`];
}

/** Only a field that goes both ways can be changed on both sides to what the other would lose. */
function conflictSentence(mapping: TableMapping, field: FieldMapping): readonly string[] {
  if (field.direction !== 'bidirectional' || mapping.direction !== 'bidirectional' || field.constant !== undefined)
    return [];
  switch (mapping.updateConflict) {
    case 'none':
      return ['Changed on both sides to different values, the record fails until a person decides.'];
    case 'sendUpdateToIntegration':
      return ['Changed on both sides, the local value wins.'];
    case 'getUpdateFromIntegration':
      return ['Changed on both sides, the integration value wins.'];
  }
}

function listed(clauses: readonly string[]): string {
  return clauses.length === 0 ? '' : `, ${clauses.join(', ')}`;
}

/** Markdown code, whatever the name holds. */
export function code(text: string): string {
  const plain = text.replace(/[\r\n]+/g, ' ');
  const longestRun = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const space = /^`|`$|^ .* $/.test(plain) || plain === '' ? ' ' : '';
  return `${fence}${space}${plain}${space}${fence}`;
}
