import type { Environment } from '../../core/model/workspace';
import type { EnvironmentWord } from '../../protocol/workerProtocol';
import type { MappingInFile } from './mappingOverview';
import type { Problem } from '../../core/model/problem';
import type { RunDirection } from '../../core/model/side';
import type { WorkspaceFiles } from '../readWorkspace';
import { checkMappings } from '../../core/mapping/checkMappings';
import { chooseEnvironment, workspaceFile } from '../readWorkspace';
import { defaultsOf } from '../openSides';
import { environmentWord } from './environmentWord';
import { inFileOrder } from '../validateWorkspace';
import { mappingOverview } from './mappingOverview';
import { runDirections } from '../../core/model/side';
import { synchronizationOrder } from '../../core/mapping/synchronizationOrder';

/** What a workspace's files tell of one environment. */
export interface FilesOverview {
  /** Undefined where the named one does not exist, or tandem.yaml has errors: a problem says so. */
  readonly environment: Environment | undefined;
  readonly environments: readonly EnvironmentWord[];
  /** In synchronization order; of two with one name the first. */
  readonly mappings: readonly MappingInFile[];
  /** The directions in which each mapping runs. */
  readonly directions: ReadonlyMap<string, readonly RunDirection[]>;
  /** What keeps the workspace from running, and less; in file order. */
  readonly problems: readonly Problem[];
}

/** Looks at files alone: what it finds wrong is what opening the workspace for a run would refuse. Broken files are no obstacle. */
export function filesOverview(files: WorkspaceFiles, environmentName: string | undefined): FilesOverview {
  const { workspace, mappings, sources, brokenNames } = files;
  const chosen = workspace && chooseEnvironment(workspace, environmentName);
  const environment = chosen?.ok ? chosen.value : undefined;
  const { problems } = checkMappings({
    ...(workspace && { workspace }),
    mappings,
    sources,
    brokenNames,
    schemas: {},
    defaults: {
      local: environment ? defaultsOf(environment.local) : {},
      integration: environment ? defaultsOf(environment.integration) : {},
    },
  });
  const unchosen = chosen && !chosen.ok ? [environmentProblem(chosen.error)] : [];
  const inOrder = synchronizationOrder(mappings).order;
  const named = new Map([...inOrder].reverse().map((mapping) => [mapping.name, mapping]));
  const listed = inOrder.filter((mapping) => named.get(mapping.name) === mapping);
  return {
    environment,
    environments: workspace?.environments.map(environmentWord) ?? [],
    mappings: listed.map(mappingOverview),
    directions: new Map(listed.map((mapping) => [mapping.name, runDirections(mapping.direction)])),
    problems: inFileOrder(files.files, [...unchosen, ...files.problems, ...problems]),
  };
}

/** Stands at the top of tandem.yaml: which environment is meant is not a matter of one line. */
function environmentProblem({ code, message }: { readonly code: string; readonly message: string }): Problem {
  const top = { offset: 0, line: 1, column: 1 };
  return { code, file: workspaceFile, range: { start: top, end: top }, severity: 'error', message };
}
