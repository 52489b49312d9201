import { chooseCouplings } from './chooseCouplings';
import { joinedResults } from '../run/resultText';
import { nothingToRemove, removalQuestion } from './removalText';
import { recordsByMapping } from '../run/runScope';
import type { Answer, RunResult } from '../../protocol/workerProtocol';
import type { ChosenCouplings } from './chooseCouplings';
import type { CommandTools } from '../quickSteps/commandTools';

/**
 * Removes couplings: those that the command was given, or that the user picks. Says first what it means, and that no record is
 * touched. Undefined where nothing was done.
 */
export async function removeCoupling(tools: CommandTools): Promise<RunResult | undefined> {
  const { dialogue, scope, workbench } = tools;
  const { t } = dialogue.locale;
  const removals = await removalsOf(tools);
  if (!removals) return undefined;
  const question = removalQuestion(
    {
      count: removals.reduce((sum, { count }) => sum + count, 0),
      titles: removals.flatMap(({ titles }) => titles),
      mappings: removals.map(({ mapping }) => mapping),
      environment: scope.overview.environment,
      production: workbench.workspaces.isProduction(scope.workspace),
    },
    dialogue.locale,
  );
  if (!(await dialogue.confirm(question))) return undefined;

  const result = await workbench.runs.run(scope.workspace, {
    title: t('Removing couplings'),
    quiet: true,
    work: async (progressToken, token) => {
      const results: RunResult[] = [];
      for (const { mapping, records } of removals) {
        const request = { ...scope.workspace.address(), mapping, records, progressToken };
        const answer = await workbench.worker.request('run/uncouple', request, token);
        if (!answer.ok) return answer;
        results.push(answer.value);
      }
      return joined(results);
    },
  });
  if (!result.ok) {
    dialogue.refuse(result.error);
    return undefined;
  }
  await dialogue.tellRun(scope, t('Removing couplings'), result.value);
  return result.value;
}

/** What to remove, by mapping; undefined where there is nothing (then it has been said) or the user pressed Escape. */
async function removalsOf(tools: CommandTools): Promise<readonly ChosenCouplings[] | undefined> {
  const { dialogue, scope } = tools;
  if (scope.records.length === 0) {
    const chosen = await chooseCouplings(tools, dialogue.locale.t('Remove Coupling'));
    return chosen && [chosen];
  }
  const coupled = scope.records.filter(({ localId, integrationId }) => localId !== null && integrationId !== null);
  // A record that failed before it had a counterpart stands among the couplings, and is none.
  if (coupled.length === 0) {
    const message = nothingToRemove(scope.records.length, dialogue.locale);
    void dialogue.tell('information', message);
    return undefined;
  }
  const removals: ChosenCouplings[] = [];
  for (const [mapping, records] of recordsByMapping(coupled)) {
    const ids = [...new Set(records.flatMap(({ localId }) => localId ?? []))];
    const titles = coupled.length === 1 ? await titlesOf(tools, mapping, records[0]) : [];
    removals.push({ mapping, records: ids, count: ids.length, titles });
  }
  return removals;
}

async function titlesOf(
  { workbench, scope }: CommandTools,
  mapping: string,
  pair: { readonly localId: string | null; readonly integrationId: string | null } | undefined,
): Promise<readonly string[]> {
  if (!pair) return [];
  const { localId, integrationId } = pair;
  const query = { ...scope.workspace.address(), mapping, localId, integrationId };
  const compared = await workbench.worker.request('records/compare', query);
  const { localTitle, integrationTitle } = compared.ok ? compared.value : { localTitle: null, integrationTitle: null };
  return [localTitle ?? localId ?? '', integrationTitle ?? integrationId ?? ''];
}

function joined(results: readonly RunResult[]): Answer<RunResult> {
  const value = joinedResults(results);
  if (value) return { ok: true, value };
  return { ok: false, error: { code: 'CANCELLED', kind: 'cancelled', message: '' } };
}
