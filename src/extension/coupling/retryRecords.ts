import { commands } from '../names';
import { recordsByMapping } from '../run/runScope';
import { retryText } from './retryText';
import { wizardTitle } from '../quickSteps/phrases';
import type { Choice } from '../quickSteps/asker';
import type { CommandTools } from '../quickSteps/commandTools';
import type { RetryResult } from './retryText';

/** What is asked of the worker at once: chosen records of a mapping, all of a mapping, or everything. */
interface RetryRequest {
  readonly mapping?: string;
  readonly records: readonly string[];
  readonly integrationRecords?: readonly string[];
}

/**
 * Gives skipped records back to the next synchronization: those that the command was given, a mapping's, or all. Offers that
 * synchronization at once. Undefined where nothing was done.
 */
export async function retryRecords(tools: CommandTools): Promise<RetryResult | undefined> {
  const { dialogue, scope, workbench } = tools;
  const requests = await requestsOf(tools);
  if (!requests) return undefined;
  let restored = 0;
  for (const request of requests) {
    const answer = await workbench.worker.request('run/retry', { ...scope.workspace.address(), ...request });
    if (!answer.ok) {
      dialogue.refuse(answer.error);
      if (restored > 0) workbench.workspaces.refresh(scope.workspace);
      return undefined;
    }
    restored += answer.value.restored;
  }
  workbench.workspaces.refresh(scope.workspace);
  const mappings = [...new Set(requests.flatMap(({ mapping }) => mapping ?? []))];
  const where = mappings.length === 1 ? (mappings[0] ?? '') : scope.overview.environment;
  const text = retryText(restored, scope.records.length, where, dialogue.locale);
  void offerSynchronization(tools, text, restored > 0 ? mappings : undefined);
  return { restored };
}

/** Tells the result; the notification may stay for hours, and nobody waits for it. */
async function offerSynchronization(
  { dialogue, scope }: CommandTools,
  text: string,
  mappings: readonly string[] | undefined,
): Promise<void> {
  const button = dialogue.locale.t('Synchronize Modified Records');
  const chosen = await dialogue.tell('information', text, ...(mappings ? [button] : []));
  if (chosen !== button || !mappings) return;
  const workspaceId = scope.workspace.id;
  const [mapping] = mappings;
  // What was not chosen is left alone, where the choice was one mapping.
  if (mappings.length === 1)
    await dialogue.run(commands.synchronizeMapping, { workspaceId, mapping, mode: 'modified' });
  else await dialogue.run(commands.synchronizeModified, { workspaceId });
}

async function requestsOf(tools: CommandTools): Promise<readonly RetryRequest[] | undefined> {
  const { scope } = tools;
  if (scope.records.length > 0) {
    return [...recordsByMapping(scope.records)].map(([mapping, records]) => ({
      mapping,
      // Of a pair the local id is enough; a record without a counterpart may have the other one alone.
      records: records.flatMap(({ localId }) => localId ?? []),
      integrationRecords: records.flatMap(({ localId, integrationId }) =>
        localId === null ? (integrationId ?? []) : [],
      ),
    }));
  }
  if (scope.mappings.length > 0) return scope.mappings.map((mapping) => ({ mapping, records: [] }));
  return askWhich(tools);
}

async function askWhich({ dialogue, scope, workbench }: CommandTools): Promise<readonly RetryRequest[] | undefined> {
  const { locale } = dialogue;
  const { t } = locale;
  const skipped = scope.overview.mappings.filter(({ counts }) => counts.skipped > 0);
  const total = skipped.reduce((sum, { counts }) => sum + counts.skipped, 0);
  if (total === 0) {
    void dialogue.tell('information', retryText(0, 0, scope.overview.environment, dialogue.locale));
    return undefined;
  }
  const words = (records: number) =>
    records === 1 ? t('1 skipped record') : t('{0} skipped records', locale.count(records));
  const choices: readonly Choice<RetryRequest>[] = [
    { label: t('All table mappings'), description: words(total), value: { records: [] } },
    ...skipped.map(({ name, counts }) => ({
      label: name,
      description: words(counts.skipped),
      value: { mapping: name, records: [] },
    })),
  ];
  const production = workbench.workspaces.isProduction(scope.workspace);
  const title = wizardTitle(t('Retry'), scope, production, dialogue.locale);
  const asked = await dialogue.ask.one({ title, prompt: t('Which skipped records are tried again?'), choices });
  return asked.kind === 'value' ? [asked.value] : undefined;
}
