import type { Answer, WorkspaceOverview } from '../../protocol/workerProtocol';
import type { Problem } from '../../core/model/problem';

/** The problems of a workspace's files by file, as the workspace names it; also where they kept it from being read. */
export function problemsByFile(overview: Answer<WorkspaceOverview>): ReadonlyMap<string, readonly Problem[]> {
  const problems = overview.ok ? overview.value.problems : (overview.error.problems ?? []);
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems) {
    const others = byFile.get(problem.file);
    if (others) others.push(problem);
    else byFile.set(problem.file, [problem]);
  }
  return byFile;
}
