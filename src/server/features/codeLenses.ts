import type { CodeLens, Command } from 'vscode-languageserver-types';
import { fileURLToPath } from 'node:url';
import type { Counters, Job } from '../../core/model/job';
import type { MappingStatus } from '../../protocol/languageProtocol';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { entryOf } from '../../core/mapping/sourceTree';

/** The editor's commands that lenses start; each takes `{ folder, mapping }`. A test compares them with the extension's own names. */
export const lensCommands = {
  synchronize: 'tandem.synchronizeMapping',
  preview: 'tandem.preview',
  fullSynchronization: 'tandem.fullSynchronization',
  showCouplings: 'tandem.filterCouplings',
  showJobs: 'tandem.showSynchronizationJobs',
} as const;

/**
 * What can be done with a mapping, above its name: synchronize, preview, couplings, and how the last run went. `status` is what the
 * editor knows of the mapping; without it there are neither number nor result. None where the file has errors in it that no run would
 * get past.
 */
export function codeLensesOf(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  status?: MappingStatus,
): readonly CodeLens[] {
  const name = entryOf(file.root, 'name')?.value;
  if (file.kind !== 'mapping' || name?.kind !== 'scalar' || !isRunnable(analysis, file.name)) return [];
  const range = lspRange(name.range);
  const target = { folder: pathOf(analysis.folder), mapping: name.text };
  const lens = (title: string, command: string, argument: object = target): CodeLens => {
    return { range, command: { title, command, arguments: [argument] } satisfies Command };
  };
  const lenses = [
    lens('Synchronize', lensCommands.synchronize),
    lens('Preview', lensCommands.preview),
    lens('Full Synchronization', lensCommands.fullSynchronization),
    lens(couplingsTitle(status), lensCommands.showCouplings),
  ];
  const [job] = status?.lastJobs ?? [];
  return job ? [...lenses, lens(resultOf(job), lensCommands.showJobs, { ...target, jobId: job.id })] : lenses;
}

/** The mapping is part of a workspace and could be read, and no other has its name. */
function isRunnable(analysis: WorkspaceAnalysis, name: string | undefined): boolean {
  const named = analysis.mappings.filter((mapping) => mapping.name === name);
  return analysis.workspace !== undefined && named.length === 1 && named[0]?.model?.complete === true;
}

function couplingsTitle(status: MappingStatus | undefined): string {
  if (!status) return 'Show Couplings';
  const { ok, failed, skipped } = status.counts;
  return `Show Couplings (${ok + failed + skipped})`;
}

/** `Last: 3 new, 1 changed, 2 failed`; what did not happen is left out. */
function resultOf(job: Job): string {
  if (job.status === 'inProgress') return 'Running…';
  const words = counterWords.flatMap(([counter, word]) => {
    const count = job.counters[counter];
    return count > 0 ? [`${count} ${word}`] : [];
  });
  const stopped = job.status === 'finished' ? [] : [job.status];
  const happened = [...stopped, ...words];
  return `Last: ${happened.length === 0 ? 'nothing to do' : happened.join(', ')}`;
}

const counterWords: readonly (readonly [keyof Counters, string])[] = [
  ['inserted', 'new'],
  ['modified', 'changed'],
  ['coupled', 'coupled'],
  ['uncoupled', 'uncoupled'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
];

/** Commands take a path; a folder on no disk stays a URI, which no command finds. */
function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return uri;
  }
}
