import { isBlank } from '../../core/model/value';
import { directionText } from './directionText';
import { cutText, displayWidth, padText } from './displayWidth';
import { formatCount, formatPlannedCounters } from './formatCount';
import { printable } from './printable';
import type { Action } from '../../core/model/job';
import type { Value } from '../../core/model/value';
import type { FieldChange, MappingPlan, PlanItem } from '../../core/plan/recordPlan';
import type { RunPlan } from '../../service/workspaceService';
import type { RenderContext } from './renderContext';
import type { Colour } from './textStyle';

/**
 * What a run would do: a section for each mapping and direction, a line for each record, and below it the values that
 * change. Records that would fail come first; unchanged ones are counted only.
 */
export function renderPlan(
  plan: RunPlan,
  { title, environment }: { readonly title: string; readonly environment: string },
  context: RenderContext,
): readonly string[] {
  const head = `${context.style.paint('bold', title)} of environment ${printable(environment)}: nothing is written.`;
  if (plan.mappings.length === 0) return [head, '', 'No mapping takes part.'];
  return [head, ...plan.mappings.flatMap((mapping) => ['', ...mappingSection(mapping, context)])];
}

/** An action's colour, the same wherever it is shown. */
export const actionColour: Readonly<Record<Action, Colour>> = {
  insert: 'green',
  modify: 'cyan',
  unchanged: 'dim',
  skip: 'yellow',
  fail: 'red',
  couple: 'green',
  uncouple: 'yellow',
};

/** Beyond these a person reads no further; `--json` lists all. */
const mostRecords = 20;
const mostFields = 8;
const valueWidth = 60;
const usualWidth = 100;
const indent = ' '.repeat(12);

function mappingSection(plan: MappingPlan, context: RenderContext): readonly string[] {
  const { paint, glyphs } = context.style;
  const name = `${printable(plan.mapping)} ${directionText(plan.direction, glyphs)}`;
  const listed = troubleFirst(plan.items.filter(({ action }) => action !== 'unchanged'));
  const shown = listed.slice(0, mostRecords).map((item) => ({ item, ids: idsText(item, plan, context) }));
  const idsWidth = shown.reduce((widest, { ids }) => Math.max(widest, displayWidth(ids)), 0);
  const left = listed.length - shown.length;
  return [
    `${paint('bold', name)}  ${formatPlannedCounters(plan.counters)}`,
    ...(plan.message === '' ? [] : [`  ${paint('red', 'would not run:')} ${printable(plan.message)}`]),
    ...shown.flatMap(({ item, ids }) => itemLines(item, padText(ids, idsWidth), context)),
    ...(left > 0 ? [`  ${glyphs.ellipsis} and ${formatCount(left)} more; --json lists all`] : []),
  ];
}

function troubleFirst(items: readonly PlanItem[]): readonly PlanItem[] {
  const rank = ({ action }: PlanItem): number => (action === 'fail' ? 0 : action === 'skip' ? 1 : 2);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/**
 * The record by the key people call it by, with ids short, to be recognized; without one by its source's id, whole, as that is
 * what the next command asks for.
 */
function idsText(item: PlanItem, { direction }: MappingPlan, { style: { glyphs } }: RenderContext): string {
  const [source, destination] =
    direction === 'toIntegrationTable' ? [item.localId, item.integrationId] : [item.integrationId, item.localId];
  const short =
    destination === null ? missingCounterpart(item.action) : shortId(printable(destination), glyphs.ellipsis);
  const whole = source === null ? missingSource(item) : printable(source);
  const named =
    item.label && item.label !== source ? `${printable(item.label)}  ${shortId(whole, glyphs.ellipsis)}` : whole;
  return `${named} ${glyphs.arrow} ${short}`;
}

/** Only a record that the run itself creates has no id yet. */
function missingSource({ integrationId, localId }: PlanItem): string {
  return integrationId === null && localId === null ? '(gone)' : '(new)';
}

function missingCounterpart(action: Action): string {
  return action === 'insert' ? '(new)' : '(none)';
}

function shortId(id: string, ellipsis: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) + ellipsis : id;
}

function itemLines(item: PlanItem, ids: string, { style, width }: RenderContext): readonly string[] {
  const action = style.paint(actionColour[item.action], padText(item.action, 8));
  const names =
    item.action === 'insert'
      ? fieldCount(item.fields.length)
      : item.fields.map((change) => fieldName(change, item.fields)).join(', ');
  const reason = item.code
    ? [style.paint(actionColour[item.action], item.code), printable(item.reason)]
    : [item.reason === '' ? '' : style.paint('dim', `because ${printable(item.reason)}`)];
  const line = [`  ${action}`, ids, names, ...reason].filter((part) => part !== '').join('  ');
  if (item.action === 'modify') return [line, ...changeLines(item.fields, style.glyphs)];
  return item.action === 'insert'
    ? [line, ...newValues(item.fields, width ?? usualWidth, style.glyphs.ellipsis)]
    : [line];
}

function changeLines(
  fields: readonly FieldChange[],
  { arrow, ellipsis }: { readonly arrow: string; readonly ellipsis: string },
): readonly string[] {
  const shown = fields.slice(0, mostFields);
  const left = fields.length - shown.length;
  const lines = shown.map(
    (change) =>
      `${indent}${fieldName(change, fields)}: ${valueText(change.before, ellipsis)} ${arrow} ${valueText(change.after, ellipsis)}`,
  );
  return left > 0 ? [...lines, `${indent}${ellipsis} and ${left} more fields`] : lines;
}

/** What a new record is to hold, as far as one line takes it: enough to see which record it is. */
function newValues(fields: readonly FieldChange[], width: number, ellipsis: string): readonly string[] {
  const filled = fields.filter(({ after }) => !isBlank(after));
  if (filled.length === 0) return [];
  const text = filled.map((change) => `${fieldName(change, fields)}: ${valueText(change.after, ellipsis)}`).join(', ');
  return [`${indent}${cutText(text, Math.max(usualWidth / 2, width - indent.length), ellipsis)}`];
}

function fieldCount(fields: number): string {
  return fields === 0 ? '' : fields === 1 ? '1 field' : `${fields} fields`;
}

/** People know the local names; where one feeds several fields, or a constant has none, the other side's name tells. */
function fieldName({ field, integrationField }: FieldChange, all: readonly FieldChange[]): string {
  const shared = field !== null && all.filter((change) => change.field === field).length > 1;
  return printable((shared ? (integrationField ?? field) : (field ?? integrationField)) ?? '');
}

/** Quoted where the ends of the text would not be seen. */
function valueText(value: Value, ellipsis: string): string {
  if (isBlank(value)) return '(blank)';
  const text = cutText(printable(value), valueWidth, ellipsis);
  return text.trim() === text ? text : `"${text}"`;
}
