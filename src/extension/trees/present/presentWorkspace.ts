import type { Row } from '../treeNode';
import type { Wording } from './wording';
import { escapeMarkdown } from './escapeMarkdown';

/** What is shown of a workspace's folder where the window has several. */
export interface ShownWorkspace {
  readonly name: string;
  readonly folder: string;
  readonly environment: string | undefined;
  readonly production: boolean;
}

/** A workspace's folder as the root of its part of a view. */
export function presentWorkspace(workspace: ShownWorkspace, words: Wording): Row {
  const environment = environmentWords(workspace, words);
  return {
    label: workspace.name,
    description: environment,
    icon: { name: 'root-folder' },
    contextValue: 'workspace',
    accessibleLabel:
      environment === ''
        ? words.t('Workspace {0}', workspace.name)
        : words.t('Workspace {0}, environment {1}', workspace.name, environment),
    tooltip: () => escapeMarkdown(workspace.folder),
  };
}

/** The environment's name, marked in words where it is in production; empty while none is known. */
export function environmentWords({ environment, production }: ShownWorkspace, { t }: Wording): string {
  if (environment === undefined || environment === '') return '';
  return production ? t('{0} (production)', environment) : environment;
}
