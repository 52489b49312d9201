import type { Counters, Job } from '../../core/model/job';
import { synchronizationOrder } from '../../core/mapping/synchronizationOrder';
import type { Direction, RunDirection } from '../../core/model/side';
import type { MappingStatus } from '../../protocol/languageProtocol';
import { code } from './describeFieldMapping';
import type { HoverAsk } from './hoverAsk';
import { plain, timeWords } from './hoverSchema';

/** A mapping by its name: its tables and direction, when it runs, who looks records up in it, and how it stands. */
export function hoverMapping({ analysis, options }: HoverAsk, name: string, own: boolean): string | undefined {
  const named = analysis.mappings.find((each) => each.name === name);
  if (!named) return own ? undefined : `There is no mapping ${code(name)} in the workspace.`;
  const models = analysis.mappings.flatMap(({ model }) => model?.mapping ?? []);
  const mapping = named.model?.mapping;
  if (!mapping) return `**${plain(name)}**\n\nIn ${code(named.file)}, which has errors.`;
  const { order } = synchronizationOrder(models);
  const position = order.findIndex((each) => each.name === name);
  const users = models.flatMap(({ name: user, fields, dependsOn }) => {
    const looksUp = fields.some(({ lookup, enabled }) => enabled && lookup.some((each) => each.mapping === name));
    return user !== name && (looksUp || dependsOn.includes(name)) ? [code(user)] : [];
  });
  const status = options.status?.name === name ? options.status : undefined;
  return [
    `**${plain(name)}**: ${code(mapping.table.name)} ${signs[mapping.direction]} ${code(mapping.integrationTable.name)}, ${mapping.fields.length} field ${mapping.fields.length === 1 ? 'mapping' : 'mappings'}`,
    ...(position >= 0 && order.length > 1 ? [`Runs as number ${position + 1} of ${order.length}.`] : []),
    ...(users.length > 0 ? [`Used by ${users.join(', ')}.`] : []),
    ...(status ? statusWords(status, options.now) : []),
  ].join('\n\n');
}

const signs: Readonly<Record<Direction, string>> = {
  bidirectional: '<->',
  toIntegrationTable: '->',
  fromIntegrationTable: '<-',
};

function statusWords({ counts, lastJobs }: MappingStatus, now: string | undefined): readonly string[] {
  const couplings = [
    `${counts.ok} in step`,
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(counts.skipped > 0 ? [`${counts.skipped} skipped`] : []),
  ];
  return [
    `Couplings: ${couplings.join(', ')}.`,
    ...(lastJobs.length > 0 ? [lastJobs.map((job) => jobLine(job, now)).join('\n')] : []),
  ];
}

function jobLine(job: Job, now: string | undefined): string {
  const counted = counterWords.flatMap(([counter, word]) =>
    job.counters[counter] > 0 ? [`${job.counters[counter]} ${word}`] : [],
  );
  const counts = counted.length > 0 ? counted.join(', ') : 'nothing to do';
  return `- ${wayWords[job.direction]} ${timeWords(job.startedAt, now)}: ${endWords[job.status]}, ${counts}`;
}

const wayWords: Readonly<Record<RunDirection, string>> = {
  toIntegrationTable: 'To the integration table',
  fromIntegrationTable: 'From the integration table',
};

const endWords: Readonly<Record<Job['status'], string>> = {
  inProgress: 'running',
  finished: 'finished',
  aborted: 'stopped',
  cancelled: 'cancelled',
};

const counterWords: readonly (readonly [keyof Counters, string])[] = [
  ['inserted', 'created'],
  ['modified', 'changed'],
  ['unchanged', 'unchanged'],
  ['coupled', 'coupled'],
  ['uncoupled', 'uncoupled'],
  ['skipped', 'skipped'],
  ['failed', 'failed'],
];
