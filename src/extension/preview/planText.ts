import { isBlank } from '../../core/model/value';
import type { Action } from '../../core/model/job';
import type { FieldChange, PlanItem } from '../../core/plan/recordPlan';
import type { Locale } from '../locale';
import type { PlanGroup, PlanPage, PlanSection } from './planPage';
import type { RunSystems } from '../run/runSystems';
import { destinationSide } from '../../core/model/side';
import { fieldPair } from './fieldText';
import { plannedSentences } from '../run/plannedSentences';
import { planTable, routeText } from './planTable';
import { shownValue, visibleText } from './shownValue';

/** A plan as a document, and which of its lines stand for what. */
export interface PlanText {
  readonly text: string;
  readonly marks: readonly PlanMark[];
}

/** What can be done at a line (from 0). */
export type PlanMark =
  | { readonly kind: 'plan'; readonly line: number }
  | { readonly kind: 'section'; readonly line: number; readonly section: PlanSection }
  /** Stands at the group's heading; `left` records are not shown yet. */
  | {
      readonly kind: 'more';
      readonly line: number;
      readonly section: PlanSection;
      readonly action: Action;
      readonly shown: number;
      readonly left: number;
    }
  | { readonly kind: 'record'; readonly line: number; readonly section: PlanSection; readonly item: PlanItem };

/**
 * What a run would do, for reading: a headline in words, a table of counts, then a section for each mapping and direction with its
 * records grouped by action. Everything below a heading is indented, so that it folds.
 */
export function planText(page: PlanPage, locale: Locale): PlanText {
  const { t } = locale;
  const { systems, summary, sections } = page;
  const lines: string[] = [];
  const marks: PlanMark[] = [];
  marks.push({ kind: 'plan', line: 0 });
  lines.push(
    t('Preview: {0}', visibleText(page.title)),
    page.outdated
      ? t('Something has run since this preview was made. Preview again to see what is left.')
      : nothingWritten(systems, locale),
    '',
    ...(summary.mappings.length === 0
      ? [t('No mapping takes part.')]
      : plannedSentences(summary, systems, locale).map(visibleText)),
  );
  if (page.filter.length > 0) {
    lines.push(
      '',
      t('Shown: {0}. Choose Filter to see the rest.', page.filter.map((each) => actionWord(each, locale)).join(', ')),
    );
  }
  if (sections.length > 0) lines.push('', ...planTable(page, locale));
  for (const section of sections.filter(hasRecords)) {
    lines.push('');
    marks.push({ kind: 'section', line: lines.length, section });
    lines.push(`${section.mapping}: ${routeText(section)}`);
    for (const group of section.groups.filter(({ total }) => total > 0))
      groupLines(page, section, group, locale, lines, marks);
  }
  return { text: lines.join('\n') + '\n', marks };
}

function nothingWritten({ environment, production }: RunSystems, { t }: Locale): string {
  return production
    ? t('Nothing has been written. In {0}, a production environment, a run at this moment would do this:', environment)
    : t('Nothing has been written. In environment {0} a run at this moment would do this:', environment);
}

/** What a group of records is called. */
export function actionWord(action: Action, { t }: Locale): string {
  switch (action) {
    case 'fail':
      return t('Fail');
    case 'insert':
      return t('Create');
    case 'modify':
      return t('Modify');
    case 'couple':
      return t('Couple');
    case 'uncouple':
      return t('Uncouple');
    case 'skip':
      return t('Skip');
    case 'unchanged':
      return t('Unchanged');
  }
}

/** What a record is called: its key, or its id where it has none. */
export function recordName({ label, localId, integrationId }: PlanItem, { t }: Locale): string {
  return visibleText(label ?? localId ?? integrationId ?? t('(new)'));
}

function hasRecords({ groups }: PlanSection): boolean {
  return groups.some(({ total }) => total > 0);
}

function groupLines(
  page: PlanPage,
  section: PlanSection,
  group: PlanGroup,
  locale: Locale,
  lines: string[],
  marks: PlanMark[],
): void {
  const { items, total, action } = group;
  const left = total - items.length;
  if (left > 0) marks.push({ kind: 'more', line: lines.length, section, action, shown: items.length, left });
  lines.push(`  ${groupHeading(page, section, group, locale)}`);
  for (const item of items) {
    marks.push({ kind: 'record', line: lines.length, section, item });
    lines.push(`    ${recordName(item, locale)}`, ...recordLines(item, locale).map((line) => `      ${line}`));
  }
  if (left > 0) lines.push(`    ${locale.t('and {0} more', locale.count(left))}`);
}

function groupHeading(
  { systems }: PlanPage,
  section: PlanSection,
  { action, total }: PlanGroup,
  locale: Locale,
): string {
  const { t } = locale;
  const count = locale.count(total);
  const system = systems.names[destinationSide(section.direction)];
  if (action === 'insert') return t('Create in {0} ({1})', system, count);
  if (action === 'modify') return t('Modify in {0} ({1})', system, count);
  return t('{0} ({1})', actionWord(action, locale), count);
}

function recordLines(item: PlanItem, locale: Locale): readonly string[] {
  const { t } = locale;
  const { code, reason, localId, integrationId } = item;
  const why = visibleText(reason);
  const ids = [
    ...(localId === null ? [] : [t('local {0}', visibleText(localId))]),
    ...(integrationId === null ? [] : [t('integration {0}', visibleText(integrationId))]),
  ];
  return [
    ...(code === undefined ? (why === '' ? [] : [t('Why: {0}', why)]) : [t('{0}: {1}', code, why)]),
    ...(ids.length === 0 ? [] : [t('Ids: {0}', ids.join(', '))]),
    ...fieldLines(item, locale),
  ];
}

/** Fields of one record that are listed. */
const mostFields = 60;

/** A new record shows what it gets; of a known one each field before and after. */
function fieldLines({ action, fields }: PlanItem, locale: Locale): readonly string[] {
  const told = action === 'insert' ? fields.filter(({ after }) => !isBlank(after)) : fields;
  const shown = told.slice(0, mostFields).map((change) => {
    const after = shownValue(change.after, change.type, locale);
    return action === 'insert'
      ? `${fieldPair(change)}: ${after}`
      : `${fieldPair(change)}: ${beforeText(change, locale)} → ${after}`;
  });
  const left = told.length - shown.length;
  if (left === 0) return shown;
  return [...shown, left === 1 ? locale.t('and 1 more field') : locale.t('and {0} more fields', locale.count(left))];
}

function beforeText({ before, type }: FieldChange, locale: Locale): string {
  return shownValue(before, type, locale);
}
