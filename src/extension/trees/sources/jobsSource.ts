import type { ActiveRun, TandemWorkspace } from '../../workbench';
import type { Answer, ProgressWord } from '../../../protocol/workerProtocol';
import type { TreeContext, TreeSource } from './treeContext';
import { groupRuns } from '../present/groupRuns';
import { presentRun, presentStartingRun } from '../present/presentRun';
import { unavailableAtRoot, unavailableNode, workspaceNodeId, workspaceRoots, workspaceTarget } from './treeContext';
import type { Job } from '../../../core/model/job';
import type { RunGroup } from '../present/groupRuns';
import type { TreeNode } from '../treeNode';
import { createJobNodes } from './jobNodes';
import { createPagedList } from '../pagedList';
import { moreNode } from './moreNode';
import { nodeId } from '../treeNode';
import type { PagedList, ReadPage } from '../pagedList';

/** How many jobs are read at once: a whole run of 200 mappings in both directions, so that its line adds up all of it. */
export const jobsPageSize = 500;

/** The Synchronization Jobs view: runs with their jobs, newest first; a run of this window with live counts. */
export interface JobsSource extends TreeSource {
  /** The line of the window's run in a workspace, once it has one. */
  readonly activeRunId: (run: ActiveRun) => string;
}

/** Reads jobs from the state; what the window runs itself comes from `runs`, which is newer. */
export function createJobsSource(context: TreeContext): JobsSource {
  const { words, runs, workspaces } = context;
  const jobNodes = createJobNodes(context);
  const lists = new Map<string, PagedList<Job>>();

  const listOf = (workspace: TandemWorkspace): PagedList<Job> => {
    const known = lists.get(workspace.id);
    if (known) return known;
    const list = createPagedList<Job>({
      pageSize: jobsPageSize,
      keyOf: (job) => job.id,
      read: readJobs(context, workspace),
    });
    lists.set(workspace.id, list);
    return list;
  };

  const runNode = async (workspace: TandemWorkspace, group: RunGroup): Promise<TreeNode> => {
    const id = runNodeId(workspace, group.runId);
    // A line is drawn again while its run goes on; what the run tells by then is newer than what the list said.
    const newest = (): RunGroup => {
      const live = liveJobs(runs.active(workspace)).filter((job) => job.runId === group.runId);
      return live.length === 0 ? group : (groupRuns([...group.jobs].reverse(), live, false)[0] ?? group);
    };
    return {
      id,
      target: workspaceTarget(workspace),
      row: () => presentRun(newest(), words),
      children: async () => {
        const overview = await workspaces.overview(workspace);
        return newest().jobs.map((job) => {
          const mapping = overview.ok ? overview.value.mappings.find(({ name }) => name === job.mapping) : undefined;
          return jobNodes.node(
            { workspace, parent: id, named: 'mapping', mapping },
            () => newest().jobs.find((each) => each.id === job.id) ?? job,
            () => liveWord(runs.active(workspace), job.id),
          );
        });
      },
      startsExpanded: newest().jobs.some((job) => job.status === 'inProgress'),
    };
  };

  const linesOf = async (workspace: TandemWorkspace, atRoot: boolean): Promise<readonly TreeNode[]> => {
    const parent = workspaceNodeId(workspace);
    const active = runs.active(workspace);
    const live = liveJobs(active);
    const list = listOf(workspace);
    const answer = await list.load();
    const starting = active && !active.ended && live.length === 0 ? [startingNode(workspace, active)] : [];
    if (!answer.ok)
      return atRoot
        ? [...starting, ...unavailableAtRoot(parent, answer.error, workspace)]
        : [...starting, unavailableNode(parent, answer.error, workspace)];
    const groups = groupRuns(answer.value.items, live, answer.value.more);
    const nodes = await Promise.all(groups.map((group) => runNode(workspace, group)));
    const target = workspaceTarget(workspace);
    const more = answer.value.more ? [moreNode({ parent, atRoot, target, loaded: answer.value, list }, context)] : [];
    return [...starting, ...nodes, ...more];
  };

  const startingNode = (workspace: TandemWorkspace, run: ActiveRun): TreeNode => ({
    id: nodeId('starting', workspace.id),
    target: workspaceTarget(workspace),
    row: () => presentStartingRun(run, words),
  });

  return {
    activeRunId(run) {
      const [job] = liveJobs(run);
      return job ? runNodeId(run.workspace, job.runId) : nodeId('starting', run.workspace.id);
    },
    roots: () => workspaceRoots(context, (workspace) => linesOf(workspace, workspaces.all.length === 1)),
    forget(workspace) {
      for (const [id, list] of lists) if (!workspace || workspace.id === id) list.forget();
      jobNodes.forget(workspace);
    },
  };
}

/** The line of a run. */
export function runNodeId(workspace: Pick<TandemWorkspace, 'id'>, runId: string): string {
  return nodeId('run', workspace.id, runId);
}

/** The jobs that a run of this window told of, in the order they began. */
function liveJobs(run: ActiveRun | undefined): readonly Job[] {
  return run ? run.jobs.flatMap((word) => (word.kind === 'waiting' ? [] : [word.job])) : [];
}

function liveWord(run: ActiveRun | undefined, jobId: string): ProgressWord | undefined {
  return run?.jobs.find((word) => word.kind !== 'waiting' && word.job.id === jobId);
}

/** Jobs are asked for by number, newest first: a later page is the end of a longer list. */
function readJobs({ worker }: TreeContext, workspace: TandemWorkspace) {
  return async (after: string | undefined, limit: number): Promise<Answer<ReadPage<Job>>> => {
    const before = Number(after ?? 0);
    const answer = await worker.request('jobs/list', { ...workspace.address(), limit: before + limit });
    if (!answer.ok) return answer;
    const { jobs } = answer.value;
    const isFull = jobs.length >= before + limit;
    return { ok: true, value: { items: jobs.slice(before), ...(isFull && { next: String(jobs.length) }) } };
  };
}
