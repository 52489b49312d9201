import type { FieldChange, PlanItem } from '../../core/plan/recordPlan';
import type { RunDirection } from '../../core/model/side';
import type { RunSystems } from './runSystems';
import { destinationSide } from '../../core/model/side';
import { fieldLabel } from '../preview/fieldText';
import { shownValue } from '../preview/shownValue';
import type { Locale } from '../locale';

/** What a plan would do to the chosen records, by direction. A direction that does not run has no items. */
export type PlannedItems = { readonly [D in RunDirection]: readonly PlanItem[] };

/** What is to be known of chosen records before they are synchronized. */
export interface RecordsOutlook {
  /** Records that changed on both sides in different fields: a run would write to both. */
  readonly merges: number;
  /** Records that changed on both sides in the same field: nothing would be written without a direction. */
  readonly conflicts: number;
  /** Records in conflict whose mapping says which side wins. */
  readonly decided: number;
  /** Some record would be written, coupled or uncoupled, or would fail. */
  readonly anything: boolean;
  /** Why nothing would happen, where that is known: the first record that is left out. */
  readonly leftOut: string;
}

/** Reads a plan of chosen records: the same record in both passes tells whether both sides changed. */
export function recordsOutlook(items: PlannedItems): RecordsOutlook {
  const returning = new Map(items.fromIntegrationTable.map((item) => [keyOf(item), item]));
  const pairs = items.toIntegrationTable.flatMap((to) => {
    const from = returning.get(keyOf(to));
    return from ? [[to, from] as const] : [];
  });
  const all = [...items.toIntegrationTable, ...items.fromIntegrationTable];
  const conflicting = all.filter(({ code }) => code === 'UPDATE_CONFLICT');
  return {
    merges: pairs.filter(([to, from]) => to.action === 'modify' && from.action === 'modify').length,
    conflicts: new Set(conflicting.map(keyOf)).size,
    decided: pairs.filter(([to, from]) => losesByPolicy(to, from) || losesByPolicy(from, to)).length,
    anything: all.some(({ action, code }) => action !== 'unchanged' && (action !== 'skip' || code !== undefined)),
    leftOut: all.find(({ action, code }) => action === 'skip' && code === undefined)?.reason ?? '',
  };
}

/** Whether the user has to say where the values go. */
export function needsDirection({ merges, conflicts, decided }: RecordsOutlook): boolean {
  return merges + conflicts + decided > 0;
}

export interface DirectionChoice {
  readonly label: string;
  /** What would change. */
  readonly detail: string;
  /** Absent: both ways. */
  readonly direction?: RunDirection;
}

export interface DirectionPlans {
  readonly both: PlannedItems;
  readonly to: readonly PlanItem[];
  readonly from: readonly PlanItem[];
}

/** What can be chosen, the gentlest first. Both ways is missing where it would only fail. */
export function directionChoices(
  plans: DirectionPlans,
  systems: RunSystems,
  locale: Locale,
): readonly DirectionChoice[] {
  const { t } = locale;
  const { integration, local } = systems.names;
  const outlook = recordsOutlook(plans.both);
  const { toIntegrationTable, fromIntegrationTable } = plans.both;
  const bothWays: DirectionChoice = {
    label: outlook.decided > 0 ? t('As the mapping decides') : t('Both ways (merge)'),
    detail: [
      changesText(toIntegrationTable, 'toIntegrationTable', systems, locale),
      changesText(fromIntegrationTable, 'fromIntegrationTable', systems, locale),
      conflictText(outlook.conflicts, locale),
    ]
      .filter((text) => text !== '')
      .join(' · '),
  };
  const oneWay: readonly DirectionChoice[] = [
    {
      label: t('To {0}', integration),
      detail: changesText(plans.to, 'toIntegrationTable', systems, locale) || t('Changes nothing.'),
      direction: 'toIntegrationTable',
    },
    {
      label: t('To {0}', local),
      detail: changesText(plans.from, 'fromIntegrationTable', systems, locale) || t('Changes nothing.'),
      direction: 'fromIntegrationTable',
    },
  ];
  return outlook.merges + outlook.decided > 0 ? [bothWays, ...oneWay] : oneWay;
}

/** Why there is a question; the quick pick's placeholder. */
export function directionPrompt(what: string, outlook: RecordsOutlook, { t }: Locale): string {
  return outlook.conflicts > 0
    ? t('{0} changed on both sides, also in the same field. Which values are to stay?', what)
    : t('{0} changed on both sides. Where are the values to go?', what);
}

const mostFields = 3;

/** The fields that change where one record is concerned, the number of records where several are. */
function changesText(
  items: readonly PlanItem[],
  direction: RunDirection,
  { names }: RunSystems,
  locale: Locale,
): string {
  const { t } = locale;
  const writes = items.filter(({ action }) => action === 'modify' || action === 'insert');
  const system = names[destinationSide(direction)];
  const [first] = writes;
  if (!first) return '';
  if (writes.length > 1) return t('{0} records change in {1}', locale.count(writes.length), system);
  const shown = first.fields.slice(0, mostFields).map((change) => changeText(change, first.fields, locale));
  const more = first.fields.length - shown.length;
  const fields = more > 0 ? [...shown, t('{0} more', locale.count(more))].join('; ') : shown.join('; ');
  return t('{0}: {1}', system, fields);
}

function changeText(change: FieldChange, all: readonly FieldChange[], locale: Locale): string {
  const value = (of: FieldChange['before']): string => shownValue(of, change.type, locale, shortValue);
  return `${fieldLabel(change, all)}: ${value(change.before)} → ${value(change.after)}`;
}

/** Characters of a value that a choice's line shows. */
const shortValue = 30;

function conflictText(conflicts: number, locale: Locale): string {
  if (conflicts === 0) return '';
  const { t } = locale;
  return conflicts === 1 ? t('1 record stays in conflict') : t('{0} records stay in conflict', locale.count(conflicts));
}

/** A direction that lost by the mapping's policy skips without a failure while the other one writes. */
function losesByPolicy(loser: PlanItem, winner: PlanItem): boolean {
  return loser.action === 'skip' && loser.code === undefined && winner.action === 'modify';
}

function keyOf({ localId, integrationId }: PlanItem): string {
  return JSON.stringify([localId, integrationId]);
}
