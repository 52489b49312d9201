import { allows, runDirections } from '../../core/model/side';
import { askRecord } from './recordStep';
import { coupledTogether, knownRecords } from './knownRecords';
import { mappingStep } from './mappingStep';
import { must } from '../../core/assert';
import { runSteps } from '../quickSteps/runSteps';
import { stepAnswer } from '../quickSteps/asker';
import { wizardTitle } from '../quickSteps/phrases';
import type { ChosenRecord } from './recordStep';
import type { Choice } from '../quickSteps/asker';
import type { CommandTools } from '../quickSteps/commandTools';
import type { Locale } from '../locale';
import type { MappingOverview, RunResult } from '../../protocol/workerProtocol';
import type { RunDirection } from '../../core/model/side';
import type { Step } from '../quickSteps/runSteps';

/** What the wizard knows so far. */
interface CoupleState {
  readonly mapping: MappingOverview | undefined;
  readonly local: ChosenRecord | undefined;
  readonly integration: ChosenRecord | undefined;
  /** Synchronizes at once in this direction; `couple` leaves both records as they are. */
  readonly finish: RunDirection | 'couple' | undefined;
}

/**
 * Couples two records: asks for what the command was not given, then couples and, where the user wants it, synchronizes them at
 * once. Undefined where nothing was done: Escape, or a refusal that has been said.
 */
export async function coupleRecords(tools: CommandTools): Promise<RunResult | undefined> {
  const { dialogue, scope } = tools;
  const known = await knownRecords(tools);
  if (!known) return undefined;
  if (await coupledTogether(tools, known)) return undefined;
  const state = await runSteps(coupleSteps(tools, known), { ...known, finish: undefined });
  if (!state) return undefined;

  const mapping = must(state.mapping, 'the mapping');
  const pair = {
    local: must(state.local, 'the local record'),
    integration: must(state.integration, 'the counterpart'),
  };
  const direction = state.finish === 'couple' ? undefined : state.finish;
  const request = {
    ...scope.workspace.address(),
    mapping: mapping.name,
    localId: pair.local.id,
    integrationId: pair.integration.id,
    ...(direction && { direction }),
  };
  const { t } = dialogue.locale;
  const result = await tools.workbench.runs.run(scope.workspace, {
    title: t('Coupling in {0}', mapping.name),
    // One pair takes a moment; the message says the rest.
    quiet: true,
    work: (progressToken, token) => tools.workbench.worker.request('run/couple', { ...request, progressToken }, token),
  });
  if (!result.ok) {
    const isTaken = result.error.code === 'ALREADY_COUPLED';
    dialogue.refuse(isTaken ? { ...result.error, message: takenText(pair, mapping, dialogue.locale) } : result.error);
    return undefined;
  }
  const { jobs, troubled } = result.value;
  if (troubled || jobs.some(({ status }) => status !== 'finished')) {
    await dialogue.tellRun(scope, t('Coupling in {0}', mapping.name), result.value);
  } else void dialogue.tell('information', coupledText(pair, mapping, direction, dialogue.locale));
  return result.value;
}

function coupleSteps(
  tools: CommandTools,
  known: { readonly mapping: MappingOverview | undefined; readonly local: unknown; readonly integration: unknown },
): readonly Step<CoupleState>[] {
  const { dialogue, scope, workbench } = tools;
  const { t } = dialogue.locale;
  const title = wizardTitle(
    t('Couple Records'),
    scope,
    workbench.workspaces.isProduction(scope.workspace),
    dialogue.locale,
  );
  const mappingOf = (state: CoupleState) => must(state.mapping, 'the mapping');
  return [
    mappingStep(dialogue, title, scope.overview.mappings, known.mapping),
    {
      applies: () => known.local === undefined,
      ask: (state, place) => {
        const counterpart = known.integration === undefined ? undefined : state.integration;
        const question = { title, mapping: mappingOf(state), side: 'local', chosen: state.local, counterpart } as const;
        return askRecord(tools, question, state, place, (local) => ({ ...state, local }));
      },
    },
    {
      applies: () => known.integration === undefined,
      ask: (state, place) => {
        const { integration: chosen, local: counterpart } = state;
        const question = { title, mapping: mappingOf(state), side: 'integration', chosen, counterpart } as const;
        return askRecord(tools, question, state, place, (integration) => ({ ...state, integration }));
      },
    },
    {
      ask: async (state, place) => {
        const choices = finishChoices(state, mappingOf(state), dialogue.locale);
        const prompt = t('Synchronize the two records now?');
        const asked = await dialogue.ask.one({ title, prompt, place, choices });
        return stepAnswer(asked, state, (finish) => ({ ...state, finish }));
      },
    },
  ];
}

/** What to do with the pair: only couple, or let one side's values stand on both at once. */
function finishChoices(
  { local, integration, finish }: CoupleState,
  mapping: MappingOverview,
  { t }: Locale,
): readonly Choice<NonNullable<CoupleState['finish']>>[] {
  const titles = { toIntegrationTable: local?.title ?? '', fromIntegrationTable: integration?.title ?? '' };
  const tables = { toIntegrationTable: mapping.integrationTable, fromIntegrationTable: mapping.table };
  return [
    {
      label: t('Only couple'),
      detail: t('Neither record changes now. Differing values wait for a later run.'),
      value: 'couple',
      picked: finish === 'couple',
    },
    ...runDirections(mapping.direction)
      .filter((direction) => allows(mapping.direction, direction))
      .map((direction) => ({
        label: t('Couple and synchronize to {0}', tables[direction]),
        detail: t('The values of {0} are written to the other record.', titles[direction]),
        value: direction,
        picked: finish === direction,
      })),
  ];
}

function coupledText(
  { local, integration }: { readonly local: ChosenRecord; readonly integration: ChosenRecord },
  mapping: MappingOverview,
  direction: RunDirection | undefined,
  { t }: Locale,
): string {
  return direction === undefined
    ? t(
        '{0} and {1} are coupled in {2}. Synchronize them when you are ready.',
        local.title,
        integration.title,
        mapping.name,
      )
    : t('{0} and {1} are coupled in {2} and in step.', local.title, integration.title, mapping.name);
}

function takenText(
  { local, integration }: { readonly local: ChosenRecord; readonly integration: ChosenRecord },
  mapping: MappingOverview,
  { t }: Locale,
): string {
  return t(
    '{0} or {1} is coupled in {2} already. Remove that coupling first.',
    local.title,
    integration.title,
    mapping.name,
  );
}
