import type { MappingOverview, ProgressWord } from '../../../protocol/workerProtocol';
import type { Direction } from '../../../core/model/side';
import type { Job } from '../../../core/model/job';
import type { Row, RowIcon } from '../treeNode';
import { counterWords, directionArrow, joined, statusWords, troubleWords } from './phrases';
import type { Wording } from './wording';
import { doneWords } from './presentJob';
import { escapeMarkdown } from './escapeMarkdown';

/** A table mapping: its direction as icon and in words, what failed, how the last job ended. `live` while a job of it runs. */
export function presentMapping(mapping: MappingOverview, live: ProgressWord | undefined, words: Wording): Row {
  const trouble = troubleWords(mapping.counts, words);
  const state = live ? joined([words.t('synchronizing'), doneWords(live, words)]) : lastResult(mapping.lastJobs, words);
  return {
    label: mapping.name,
    description: joined([mapping.integrationTable, trouble, state]),
    icon: live ? { name: 'sync~spin' } : directionIcon(mapping),
    contextValue: trouble === '' ? 'mapping' : 'mapping.failed',
    accessibleLabel: joinedSentence([
      words.t('Table mapping {0}', mapping.name),
      directionSentence(mapping, words),
      couplingsPhrase(total(mapping), words),
      trouble,
      state,
    ]),
    tooltip: () => tooltip(mapping, words),
  };
}

/** The group of a mapping's field mappings. */
export function presentFieldsGroup(mapping: MappingOverview, words: Wording): Row {
  const disabled = mapping.fields.filter((field) => !field.enabled).length;
  const disabledPhrase = disabled > 0 ? words.t('{0} disabled', words.count(disabled)) : '';
  return {
    label: words.t('Fields ({0})', words.count(mapping.fields.length)),
    description: disabledPhrase,
    icon: { name: 'list-unordered' },
    contextValue: 'fields',
    accessibleLabel: joinedSentence([
      words.t('{0} field mappings of {1}', words.count(mapping.fields.length), mapping.name),
      disabledPhrase,
    ]),
  };
}

/** The group of a mapping's couplings. */
export function presentCouplingsGroup(mapping: MappingOverview, words: Wording): Row {
  const trouble = troubleWords(mapping.counts, words);
  return {
    label: words.t('Couplings ({0})', words.count(total(mapping))),
    description: trouble,
    icon: { name: 'link' },
    contextValue: 'couplings',
    accessibleLabel: joinedSentence([
      words.t('Couplings of {0}', mapping.name),
      couplingsPhrase(total(mapping), words),
      trouble,
    ]),
  };
}

/** The group of a mapping's last jobs. */
export function presentJobsGroup(mapping: MappingOverview, words: Wording): Row {
  const last = lastResult(mapping.lastJobs, words);
  return {
    label: words.t('Last Jobs'),
    description: last,
    icon: { name: 'history' },
    contextValue: 'jobs',
    accessibleLabel: joinedSentence([words.t('Last jobs of {0}', mapping.name), last]),
  };
}

/** All couplings of a mapping, whatever their state. */
function total({ counts }: MappingOverview): number {
  return counts.ok + counts.failed + counts.skipped;
}

function couplingsPhrase(count: number, words: Wording): string {
  return count === 1 ? words.t('1 coupling') : words.t('{0} couplings', words.count(count));
}

/** When it last ran, and how, where that was not as it should be. */
function lastResult(jobs: readonly Job[], words: Wording): string {
  const last = jobs[0];
  if (!last) return words.t('never synchronized');
  const when = words.moment(last.finishedAt ?? last.startedAt);
  return last.status === 'finished' ? when : words.t('{0} {1}', statusWords(last.status, words), when);
}

function directionIcon(mapping: MappingOverview): RowIcon {
  const name = icons[mapping.direction];
  if (mapping.counts.failed > 0) return { name, color: 'problemsErrorIcon.foreground' };
  if (mapping.counts.skipped > 0) return { name, color: 'problemsWarningIcon.foreground' };
  return { name };
}

function directionSentence({ direction, table, integrationTable }: MappingOverview, { t }: Wording): string {
  switch (direction) {
    case 'bidirectional':
      return t('{0} and {1} both ways', table, integrationTable);
    case 'toIntegrationTable':
      return t('{0} to {1}', table, integrationTable);
    case 'fromIntegrationTable':
      return t('{0} from {1}', table, integrationTable);
  }
}

function tooltip(mapping: MappingOverview, words: Wording): string {
  const { t } = words;
  const arrow = directionArrow(mapping.direction);
  const filters = [
    ...(mapping.tableFilter ?? []).map((filter) => ({ table: mapping.table, filter })),
    ...(mapping.integrationTableFilter ?? []).map((filter) => ({ table: mapping.integrationTable, filter })),
  ];
  const lines = [
    `**${escapeMarkdown(mapping.name)}**`,
    `${escapeMarkdown(mapping.table)} ${arrow} ${escapeMarkdown(mapping.integrationTable)}`,
    mapping.synchOnlyCoupledRecords
      ? t('Only coupled records are synchronized; a full synchronization also creates new ones.')
      : t('New records are created, too.'),
    ...filters.map(({ table, filter }) => t('Filter on {0}: {1}', escapeMarkdown(table), escapeMarkdown(filter))),
    joined([couplingsPhrase(total(mapping), words), troubleWords(mapping.counts, words)]),
    ...mapping.lastJobs.map((job) => escapeMarkdown(jobLine(job, mapping, words))),
  ];
  return lines.join('\n\n');
}

function jobLine(job: Job, mapping: MappingOverview, words: Wording): string {
  const destination = job.direction === 'toIntegrationTable' ? mapping.integrationTable : mapping.table;
  const line = words.t(
    'Last job to {0}: {1}, {2}',
    destination,
    statusWords(job.status, words),
    words.instant(job.startedAt),
  );
  return joined([line, counterWords(job.counters, words), job.message]);
}

function joinedSentence(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

const icons: Readonly<Record<Direction, string>> = {
  bidirectional: 'arrow-both',
  toIntegrationTable: 'arrow-right',
  fromIntegrationTable: 'arrow-left',
};
