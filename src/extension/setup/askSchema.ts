import type { CommandTools } from '../quickSteps/commandTools';
import type { WorkspaceSchemaAnswer } from '../../protocol/workerProtocol';

/** The tables and fields of both sides, from the cache or read anew. Undefined where there are none; then it has been said. */
export async function askSchema(
  { workbench, dialogue, scope }: CommandTools,
  options: { readonly refresh: boolean },
): Promise<WorkspaceSchemaAnswer | undefined> {
  const { t } = dialogue.locale;
  const title = options.refresh
    ? t('Reading the tables of {0}', scope.overview.environment)
    : t('Looking at the tables of {0}', scope.overview.environment);
  const answer = await dialogue.progress(title, (token) =>
    workbench.worker.request('schema/get', { ...scope.workspace.address(), ...options }, token),
  );
  if (answer.ok) return answer.value;
  dialogue.refuse(answer.error);
  return undefined;
}
