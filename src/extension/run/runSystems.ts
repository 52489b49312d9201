import type { Side } from '../../core/model/side';
import type { WorkspaceOverview } from '../../protocol/workerProtocol';

/** The environment that a sentence is about, and what people call its two systems. */
export interface RunSystems {
  readonly environment: string;
  readonly production: boolean;
  readonly names: { readonly [S in Side]: string };
}

/** Names the systems of the overview's environment; `production` is the shell's judgement. */
export function runSystems(overview: WorkspaceOverview, production: boolean): RunSystems {
  const word = overview.environments.find(({ name }) => name === overview.environment);
  return {
    environment: overview.environment,
    production,
    names: word?.names ?? { local: 'local', integration: 'integration' },
  };
}
