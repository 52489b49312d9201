import { commands } from '../names';
import { matchAction, matchCounts, matchNotes } from './matchPlanText';
import type { Asked, Choice } from '../quickSteps/asker';
import type { CommandTools } from '../quickSteps/commandTools';
import type { MappingOverview, PlanSummary } from '../../protocol/workerProtocol';
import type { MatchRequest } from './coupleByMatching';
import type { PlanItem } from '../../core/plan/recordPlan';
import type { StepPlace } from '../quickSteps/runSteps';

export interface MatchesToConfirm {
  readonly title: string;
  readonly place: StepPlace;
  /** The one mapping; undefined where several take part. */
  readonly mapping: MappingOverview | undefined;
  readonly requests: readonly MatchRequest[];
}

/** Records that the list names at once; the preview shows all. */
const listedRecords = 100;

/** Shows what would couple, and asks whether to do it. Nothing is written before the answer. */
export async function confirmMatches(tools: CommandTools, question: MatchesToConfirm): Promise<Asked<true>> {
  const { dialogue, workbench } = tools;
  const plans = await makePlans(tools, question);
  if (!plans) return { kind: 'cancel' };
  /** Plans that a preview shows belong to its document. */
  const handedOver = new Set<string>();
  try {
    const choices = confirmChoices(tools, question, plans, await listItems(tools, plans));
    const prompt = dialogue.locale.t('Nothing is coupled yet.');
    for (;;) {
      const { title, place } = question;
      const asked = await dialogue.ask.one({ title, prompt, place, choices });
      if (asked.kind !== 'value') return asked.kind === 'back' ? { kind: 'back' } : asked;
      if (asked.value.kind === 'couple') return { kind: 'value', value: true };
      await show(tools, question, asked.value, plans, handedOver);
    }
  } finally {
    for (const { planId } of plans)
      if (!handedOver.has(planId)) void workbench.worker.request('plan/close', { planId });
  }
}

type Confirmed =
  | { readonly kind: 'couple' }
  | { readonly kind: 'preview' }
  | { readonly kind: 'record'; readonly mapping: string; readonly item: PlanItem };

interface ListedItem {
  readonly mapping: string;
  readonly item: PlanItem;
}

async function makePlans(
  { dialogue, workbench }: CommandTools,
  { requests }: MatchesToConfirm,
): Promise<readonly PlanSummary[] | undefined> {
  const title = dialogue.locale.t('Looking for records that match');
  return dialogue.progress(title, async (token) => {
    const plans: PlanSummary[] = [];
    for (const request of requests) {
      const parameters = { ...request, progressToken: `match-${request.mapping}` };
      const answer = await workbench.worker.request('plan/coupleByMatching', parameters, token);
      if (!answer.ok) {
        for (const { planId } of plans) void workbench.worker.request('plan/close', { planId });
        dialogue.refuse(answer.error);
        return undefined;
      }
      plans.push(answer.value);
    }
    return plans;
  });
}

/** The first records that would couple, and those that would not although they were looked at. */
async function listItems({ workbench }: CommandTools, plans: readonly PlanSummary[]): Promise<readonly ListedItem[]> {
  const listed: ListedItem[] = [];
  for (const actions of [['couple'], ['fail']] as const) {
    for (const { planId, mappings } of plans) {
      for (const [index, { mapping }] of mappings.entries()) {
        const limit = listedRecords - listed.length;
        if (limit <= 0) return listed;
        const query = { planId, index, actions, offset: 0, limit };
        const page = await workbench.worker.request('plan/items', query);
        if (page.ok) listed.push(...page.value.items.map((item) => ({ mapping, item })));
      }
    }
  }
  return listed;
}

function confirmChoices(
  { dialogue }: CommandTools,
  { mapping }: MatchesToConfirm,
  plans: readonly PlanSummary[],
  items: readonly ListedItem[],
): readonly Choice<Confirmed>[] {
  const { locale } = dialogue;
  const { t } = locale;
  const counts = matchCounts(plans);
  const nothing = counts.coupled + counts.created === 0;
  const stopped =
    counts.message !== '' ? counts.message : t('No record would be coupled. Go back and choose other fields.');
  const notes = matchNotes(counts, mapping, locale);
  const headings = { couple: t('Would be coupled'), fail: t('Would stay uncoupled') };
  return [
    {
      label: nothing ? t('No record would be coupled') : matchAction(counts, locale),
      value: { kind: 'couple' },
      ...(notes !== '' && { detail: notes }),
      ...((nothing || counts.message !== '') && { refused: stopped }),
    },
    { label: t('Show Preview'), description: t('all records, in a document'), value: { kind: 'preview' } },
    ...items.map(({ mapping: name, item }, index): Choice<Confirmed> => {
      const kind = item.action === 'fail' ? 'fail' : 'couple';
      const isFirst = index === 0 || items[index - 1]?.item.action !== item.action;
      return {
        label: item.label ?? item.localId ?? item.integrationId ?? '',
        description: mapping ? item.reason : t('{0}: {1}', name, item.reason),
        value: { kind: 'record', mapping: name, item },
        ...(isFirst && { heading: headings[kind] }),
      };
    }),
  ];
}

/** Opens what was chosen to look at; the question comes again. */
async function show(
  { dialogue, scope }: CommandTools,
  { title }: MatchesToConfirm,
  chosen: Exclude<Confirmed, { readonly kind: 'couple' }>,
  plans: readonly PlanSummary[],
  handedOver: Set<string>,
): Promise<void> {
  const workspaceId = scope.workspace.id;
  if (chosen.kind === 'record') {
    const { localId, integrationId } = chosen.item;
    await dialogue.run(commands.compareRecords, { workspaceId, mapping: chosen.mapping, localId, integrationId });
    return;
  }
  for (const plan of plans) {
    handedOver.add(plan.planId);
    await dialogue.run(commands.preview, { workspaceId, plan, title });
  }
}
