import type { MappingOverview, ProgressWord } from '../../../protocol/workerProtocol';
import { presentCouplingsGroup, presentFieldsGroup, presentJobsGroup, presentMapping } from '../present/presentMapping';
import type { TreeContext, TreeSource } from './treeContext';
import { brokenFiles, presentBrokenFile } from '../present/presentTrouble';
import { couplingNodes } from './couplingNodes';
import { couplingsList } from './couplingsList';
import { unavailableNode, workspaceNodeId, workspaceRoots, workspaceTarget } from './treeContext';
import type { CouplingsList } from './couplingsList';
import type { TandemWorkspace } from '../../workbench';
import type { TreeNode } from '../treeNode';
import { createJobNodes } from './jobNodes';
import { nodeId } from '../treeNode';
import { noFilter } from '../couplingsFilter';
import { presentField } from '../present/presentField';

/** How many of a mapping's last jobs are shown. */
const lastJobs = 10;

/** The Table Mappings view: mappings in synchronization order; below each its fields, couplings and last jobs. */
export interface MappingsSource extends TreeSource {
  /** The line of a mapping. */
  readonly mappingId: (workspace: TandemWorkspace, mapping: string) => string;
}

/** Mappings come from the overview; couplings and jobs are read when their group is opened. */
export function createMappingsSource(context: TreeContext): MappingsSource {
  const { words, workspaces, worker, runs } = context;
  const jobNodes = createJobNodes(context);
  const lists = new Map<string, { readonly workspace: TandemWorkspace; readonly list: CouplingsList }>();

  const couplingsOf = (workspace: TandemWorkspace, mapping: string): CouplingsList => {
    const key = mappingId(workspace, mapping);
    const list =
      lists.get(key)?.list ?? couplingsList(context, workspace, { ...noFilter, mappings: [mapping] }, context.onTitles);
    lists.set(key, { workspace, list });
    return list;
  };

  const linesOf = async (workspace: TandemWorkspace): Promise<readonly TreeNode[]> => {
    const answer = await workspaces.overview(workspace);
    const problems = answer.ok ? answer.value.problems : (answer.error.problems ?? []);
    const broken = brokenFiles(problems).map((file): TreeNode => ({
      id: `${workspaceNodeId(workspace)}/${nodeId('file', file.file)}`,
      target: { ...workspaceTarget(workspace), file: `${workspace.folder.fsPath}/${file.file}` },
      row: () => presentBrokenFile(file, words),
      opens: { file: file.file, line: file.errors[0].range.start.line },
    }));
    if (answer.ok) return [...broken, ...answer.value.mappings.map((mapping) => mappingNode(workspace, mapping))];
    return broken.length > 0 ? broken : [unavailableNode(workspaceNodeId(workspace), answer.error, workspace)];
  };

  const mappingNode = (workspace: TandemWorkspace, mapping: MappingOverview): TreeNode => {
    const id = mappingId(workspace, mapping.name);
    const target = { ...workspaceTarget(workspace), mapping: mapping.name };
    const { ok, failed, skipped } = mapping.counts;
    return {
      id,
      target,
      row: () => presentMapping(mapping, liveWord(context, workspace, mapping.name), words),
      children: async () => [
        {
          id: `${id}/fields`,
          target,
          row: () => presentFieldsGroup(mapping, words),
          ...(mapping.fields.length > 0 && { children: async () => fieldNodes(`${id}/fields`, target, mapping) }),
        },
        {
          id: `${id}/couplings`,
          target,
          row: () => presentCouplingsGroup(mapping, words),
          ...(ok + failed + skipped > 0 && { children: () => mappingCouplings(workspace, mapping, `${id}/couplings`) }),
        },
        {
          id: `${id}/jobs`,
          target,
          row: () => presentJobsGroup(mapping, words),
          ...(mapping.lastJobs.length > 0 && { children: () => mappingJobs(workspace, mapping, `${id}/jobs`) }),
        },
      ],
    };
  };

  const fieldNodes = (parent: string, target: TreeNode['target'], mapping: MappingOverview): readonly TreeNode[] =>
    mapping.fields.map((field, index) => ({
      // Several field mappings may name the same pair of fields; the place in the file tells them apart.
      id: `${parent}/${nodeId(String(index), field.localField ?? '', field.integrationField ?? '')}`,
      target,
      row: () => presentField(field, words),
      opens: { file: mapping.file, line: field.line },
    }));

  const mappingCouplings = (workspace: TandemWorkspace, mapping: MappingOverview, parent: string) =>
    couplingNodes(
      context,
      { workspace, parent, atRoot: false, withMapping: false },
      couplingsOf(workspace, mapping.name),
    );

  const mappingJobs = async (workspace: TandemWorkspace, mapping: MappingOverview, parent: string) => {
    const question = { ...workspace.address(), mapping: mapping.name, limit: lastJobs };
    const answer = await worker.request('jobs/list', question);
    if (!answer.ok) return [unavailableNode(parent, answer.error, workspace)];
    return answer.value.jobs.map((job) => {
      const live = (): ProgressWord | undefined =>
        runs.active(workspace)?.jobs.find((word) => word.kind !== 'waiting' && word.job.id === job.id);
      const newest = () => {
        const word = live();
        return word && word.kind !== 'waiting' ? word.job : job;
      };
      return jobNodes.node({ workspace, parent, named: 'moment', mapping }, newest, live);
    });
  };

  return {
    mappingId,
    roots: () => workspaceRoots(context, linesOf),
    forget(workspace) {
      for (const known of lists.values()) if (!workspace || known.workspace.id === workspace.id) known.list.forget();
      jobNodes.forget(workspace);
    },
  };
}

function mappingId(workspace: TandemWorkspace, mapping: string): string {
  return `${workspaceNodeId(workspace)}/${nodeId('mapping', mapping)}`;
}

/** What the window's run says of a mapping just now. */
function liveWord({ runs }: TreeContext, workspace: TandemWorkspace, mapping: string): ProgressWord | undefined {
  const run = runs.active(workspace);
  if (!run || run.ended) return undefined;
  return run.jobs.find(
    (word) => word.kind !== 'waiting' && word.kind !== 'jobFinished' && word.job.mapping === mapping,
  );
}
