import type { CouplingLine, MappingOverview, ProgressWord } from '../../../protocol/workerProtocol';
import type { Job, JobError } from '../../../core/model/job';
import { groupErrors, jobErrorFailure, presentErrorGroup, presentJobError } from '../present/presentJobError';
import { unavailableNode, workspaceTarget } from './treeContext';
import type { PagedList } from '../pagedList';
import type { ShownFailure, TreeNode } from '../treeNode';
import type { TandemWorkspace } from '../../workbench';
import type { TreeContext } from './treeContext';
import { createPagedList } from '../pagedList';
import { destinationSide } from '../../../core/model/side';
import { moreNode } from './moreNode';
import { nodeId } from '../treeNode';
import { presentJob } from '../present/presentJob';

/** How many of a job's errors are shown at once. */
export const errorsPageSize = 50;

/** Lines of jobs, with their errors below. */
export interface JobNodes {
  /** `job` answers the newest that is known of the job, so that a line redrawn tells it. */
  readonly node: (place: JobPlace, job: () => Job, live: () => ProgressWord | undefined) => TreeNode;
  readonly forget: (workspace: TandemWorkspace | undefined) => void;
}

/** Where the line of a job stands. */
export interface JobPlace {
  readonly workspace: TandemWorkspace;
  readonly parent: string;
  readonly named: 'mapping' | 'moment';
  /** The mapping as it is now; undefined where it is no longer there. */
  readonly mapping: MappingOverview | undefined;
}

/** Errors are read when a job is opened, and kept until `forget`. */
export function createJobNodes(context: TreeContext): JobNodes {
  const lists = new Map<string, { readonly workspace: TandemWorkspace; readonly list: PagedList<ShownFailure> }>();

  const errorsOf = (workspace: TandemWorkspace, job: Job): PagedList<ShownFailure> => {
    const key = nodeId(workspace.id, job.id);
    const known = lists.get(key);
    if (known) return known.list;
    const list = createPagedList({
      pageSize: errorsPageSize,
      keyOf: errorKey,
      read: async (after, limit) => {
        const offset = Number(after ?? 0);
        const [answer, troubled] = await Promise.all([
          context.worker.request('job/errors', { ...workspace.address(), id: job.id, offset, limit }),
          troubledCouplings(context, workspace, job.mapping),
        ]);
        if (!answer.ok) return answer;
        const { items, total } = answer.value;
        const end = offset + items.length;
        const failures = items.map((error: JobError) => jobErrorFailure(job, error, troubled));
        const next = items.length > 0 && end < total ? { next: String(end) } : {};
        return { ok: true, value: { items: failures, total, ...next } };
      },
    });
    lists.set(key, { workspace, list });
    return list;
  };

  const errorNodes = async (workspace: TandemWorkspace, id: string, job: Job): Promise<readonly TreeNode[]> => {
    const list = errorsOf(workspace, job);
    const answer = await list.load();
    if (!answer.ok) return [unavailableNode(id, answer.error, workspace)];
    const target = { ...workspaceTarget(workspace), mapping: job.mapping, jobId: job.id };
    const { items, more } = answer.value;
    const groups = groupErrors(items).map((group): TreeNode => {
      const groupId = `${id}/${nodeId('errors', group.code)}`;
      return {
        id: groupId,
        target,
        row: () => presentErrorGroup(group, !more, context.words),
        children: async () =>
          group.errors.map((failure) => ({
            id: `${groupId}/${errorKey(failure)}`,
            target: { ...target, localId: failure.localId, integrationId: failure.integrationId },
            row: () => presentJobError(failure, context.words),
            failure: () => failure,
          })),
        startsExpanded: true,
      };
    });
    return more
      ? [...groups, moreNode({ parent: id, atRoot: false, target, loaded: answer.value, list }, context)]
      : groups;
  };

  return {
    node({ workspace, parent, named, mapping }, job, live) {
      const first = job();
      const id = `${parent}/${nodeId('job', first.id)}`;
      const side = destinationSide(first.direction);
      const destination = side === 'integration' ? mapping?.integrationTable : mapping?.table;
      return {
        id,
        target: { ...workspaceTarget(workspace), mapping: first.mapping, jobId: first.id },
        row: () => presentJob(job(), { destination, live: live(), named }, context.words),
        ...(first.counters.failed > 0 && { children: () => errorNodes(workspace, id, job()) }),
      };
    },
    forget(workspace) {
      for (const known of lists.values()) if (!workspace || known.workspace.id === workspace.id) known.list.forget();
    },
  };
}

/** The mapping's failed and skipped couplings: they know titles, which a job's log does not. None where they cannot be had. */
async function troubledCouplings(
  { worker, isTrusted }: TreeContext,
  workspace: TandemWorkspace,
  mapping: string,
): Promise<readonly CouplingLine[]> {
  const answer = await worker.request('couplings/page', {
    ...workspace.address(),
    mapping,
    states: ['failed', 'skipped'],
    search: '',
    titles: isTrusted(),
    limit: 200,
  });
  return answer.ok ? answer.value.couplings : [];
}

function errorKey({ localId, integrationId, code, at }: ShownFailure): string {
  return nodeId('error', localId ?? '', integrationId ?? '', code, at);
}
