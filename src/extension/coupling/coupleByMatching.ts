import { allows } from '../../core/model/side';
import { choiceOf, criteriaSteps } from './criteriaSteps';
import { confirmMatches } from './confirmMatches';
import { criteriaOf, matchPairs } from './matchCriteria';
import { joinedResults } from '../run/resultText';
import { mappingStep } from './mappingStep';
import { runSteps } from '../quickSteps/runSteps';
import { stepAnswer } from '../quickSteps/asker';
import { wizardTitle } from '../quickSteps/phrases';
import type { Answer, MappingOverview, MatchParameters, RunResult } from '../../protocol/workerProtocol';
import type { CommandTools } from '../quickSteps/commandTools';
import type { CriteriaState } from './criteriaSteps';
import type { Step } from '../quickSteps/runSteps';

interface MatchState extends CriteriaState {
  readonly createNew: boolean | undefined;
  readonly confirmed: boolean;
}

/** What is asked of the worker, without the token. */
export type MatchRequest = Omit<MatchParameters, 'progressToken'>;

/**
 * Couples records whose fields match: asks by which fields, shows what would couple, and only then does it. Several mappings go
 * by what their files say. Undefined where nothing was done.
 */
export async function coupleByMatching(tools: CommandTools): Promise<RunResult | undefined> {
  const { dialogue, scope, workbench } = tools;
  const { t } = dialogue.locale;
  const given = scope.overview.mappings.filter(({ name }) => scope.mappings.includes(name));
  const [first] = scope.overview.mappings.length === 1 ? scope.overview.mappings : given;
  const production = workbench.workspaces.isProduction(scope.workspace);
  const title = wizardTitle(t('Couple Records by Matching'), scope, production, dialogue.locale);
  const requests = (state: MatchState) => matchRequests(tools, state, given);

  const asked = scope.overview.mappings.filter((mapping) => matchPairs(mapping).length > 0);
  if (asked.length === 0) {
    const message = t('No table mapping has fields to match by. Add a field mapping first.');
    dialogue.refuse({ code: 'NO_MATCH_FIELDS', kind: 'usage', message, problems: scope.overview.problems });
    return undefined;
  }
  const several = given.length > 1;
  const known = several ? undefined : first;
  const steps: readonly Step<MatchState>[] = [
    ...(several ? [] : [mappingStep<MatchState>(dialogue, title, asked, known)]),
    ...criteriaSteps<MatchState>(tools, title),
    createStep(tools, title, given),
    {
      ask: async (state, place) => {
        const mapping = state.mapping;
        const answer = await confirmMatches(tools, { title, place, mapping, requests: requests(state) });
        if (answer.kind !== 'value') return { kind: answer.kind, state };
        return { kind: 'next', state: { ...state, confirmed: true } };
      },
    },
  ];
  const start: MatchState = { mapping: known, criteria: undefined, createNew: undefined, confirmed: false };
  const state = await runSteps(steps, start);
  if (!state?.confirmed) return undefined;

  const names = requests(state).map(({ mapping }) => mapping);
  const what =
    names.length === 1
      ? t('Coupling by matching in {0}', names[0] ?? '')
      : t('Coupling by matching in {0} table mappings', dialogue.locale.count(names.length));
  const result = await workbench.runs.run(scope.workspace, {
    title: what,
    quiet: false,
    work: async (progressToken, token) => {
      const results: RunResult[] = [];
      for (const request of requests(state)) {
        const parameters = { ...request, progressToken, acceptMissing: false };
        const answer = await workbench.worker.request('run/coupleByMatching', parameters, token);
        // What went before is done and stays; the refusal is what the user must know.
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
  await dialogue.tellRun(scope, what, result.value);
  return result.value;
}

/** Whether records without a match get a counterpart; asked where a mapping can create one. */
function createStep({ dialogue }: CommandTools, title: string, given: readonly MappingOverview[]): Step<MatchState> {
  const { t } = dialogue.locale;
  const meant = ({ mapping }: MatchState): readonly MappingOverview[] => (mapping ? [mapping] : given);
  const creates = (state: MatchState) =>
    meant(state).filter(({ direction }) => allows(direction, 'toIntegrationTable'));
  return {
    applies: (state) => creates(state).length > 0,
    ask: async (state, place) => {
      const tables = creates(state).map(({ integrationTable }) => integrationTable);
      const choices = [
        { label: t('Leave records without a match as they are'), value: false, picked: state.createNew !== true },
        {
          label: t('Create records for those without a match'),
          description: t('in {0}', [...new Set(tables)].join(', ')),
          value: true,
          picked: state.createNew === true,
        },
      ];
      const prompt = t('What happens to records without a match?');
      const asked = await dialogue.ask.one({ title, prompt, place, choices });
      return stepAnswer(asked, state, (createNew) => ({ ...state, createNew }));
    },
  };
}

function matchRequests(
  { scope }: CommandTools,
  state: MatchState,
  given: readonly MappingOverview[],
): readonly MatchRequest[] {
  const { mapping, createNew = false } = state;
  const address = scope.workspace.address();
  const mayCreate = ({ direction }: MappingOverview) => createNew && allows(direction, 'toIntegrationTable');
  if (!mapping) return given.map((each) => ({ ...address, mapping: each.name, createNew: mayCreate(each) }));
  const criteria = criteriaOf(matchPairs(mapping), choiceOf(state));
  return [{ ...address, mapping: mapping.name, createNew: mayCreate(mapping), criteria }];
}

function joined(results: readonly RunResult[]): Answer<RunResult> {
  const value = joinedResults(results);
  if (value) return { ok: true, value };
  return { ok: false, error: { code: 'CANCELLED', kind: 'cancelled', message: '' } };
}
