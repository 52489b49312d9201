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
  const local = systemName(word?.local ?? '', 'local');
  const integration = systemName(word?.integration ?? '', 'integration');
  const alike = local === integration;
  return {
    environment: overview.environment,
    production,
    names: alike ? { local: 'local', integration: 'integration' } : { local, integration },
  };
}

/** `sqlite data/dataverse.sqlite` is dataverse; anything else keeps its words. Without words the side itself names the system. */
function systemName(words: string, side: Side): string {
  const file = /^sqlite\s+(.*)$/.exec(words)?.[1];
  if (file === undefined) return words === '' ? side : words;
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.[^.]*$/, '');
  return name === '' ? side : name;
}
