import type { Answer } from '../../../protocol/workerProtocol';
import type { CommandTarget } from '../../commandArguments';
import type { ShownFailure } from '../treeNode';
import type { TandemWorkspace } from '../../workbench';
import type { TreeContext } from './treeContext';
import { couplingFailure } from '../present/presentCoupling';
import { jobErrorFailure } from '../present/presentJobError';
import { noFilter } from '../couplingsFilter';
import { readCouplings } from './readCouplings';

/** How many failures are looked through for a choice. */
const most = 200;

/**
 * The failures that a target means: those of a job, where it names one and no record; else those that couplings have now,
 * of a record, of a mapping or of all.
 */
export async function findFailures(
  context: TreeContext,
  workspace: TandemWorkspace,
  target: CommandTarget,
): Promise<Answer<readonly ShownFailure[]>> {
  const ids = [target.localId, target.integrationId].filter((id) => typeof id === 'string');
  const filter = {
    ...noFilter,
    states: ['failed', 'skipped'] as const,
    mappings: target.mapping === undefined ? [] : [target.mapping],
    search: ids[0] ?? '',
  };
  const query = { address: workspace.address(), filter, titles: context.isTrusted() };
  const isMeant = (failure: Pick<ShownFailure, 'localId' | 'integrationId'>): boolean =>
    ids.length === 0 || ids.some((id) => failure.localId === id || failure.integrationId === id);

  const couplings = await readCouplings(context.worker, query, undefined, most);
  if (target.jobId === undefined || (ids.length > 0 && couplings.ok && couplings.value.items.length > 0)) {
    if (!couplings.ok) return couplings;
    return { ok: true, value: couplings.value.items.flatMap((line) => couplingFailure(line) ?? []).filter(isMeant) };
  }
  // The job's log remembers what the couplings may have got over since.
  const question = { ...workspace.address(), id: target.jobId };
  const [job, errors] = await Promise.all([
    context.worker.request('job/get', question),
    context.worker.request('job/errors', { ...question, offset: 0, limit: most }),
  ]);
  if (!job.ok) return job;
  if (!errors.ok) return errors;
  const troubled = couplings.ok ? couplings.value.items : [];
  const failures = errors.value.items.filter(isMeant).map((error) => jobErrorFailure(job.value, error, troubled));
  return { ok: true, value: failures };
}
