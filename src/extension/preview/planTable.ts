import type { Counters } from '../../core/model/job';
import type { Locale } from '../locale';
import type { PlanPage, PlanSection } from './planPage';

/** A row for each mapping and direction, a column for each counter that is not zero throughout; sums below several rows. */
export function planTable(
  { sections, summary }: Pick<PlanPage, 'sections' | 'summary'>,
  locale: Locale,
): readonly string[] {
  const { t } = locale;
  const columns = columnWords(locale).filter(({ name }) => summary.mappings.some(({ counters }) => counters[name] > 0));
  const number = (count: number): string => (count === 0 ? '-' : locale.count(count));
  const rows = sections.map((section) => [
    section.mapping,
    routeText(section),
    ...columns.map(({ name }) => number(section.counters[name])),
  ]);
  const sums = columns.map(({ name }) => number(sections.reduce((sum, { counters }) => sum + counters[name], 0)));
  const head = [t('Mapping'), t('Direction'), ...columns.map(({ word }) => word)];
  return aligned([head, ...rows, ...(rows.length > 1 ? [[t('Total'), '', ...sums]] : [])]);
}

/** `Customer → account`; the direction's arrow alone where the tables are not known. */
export function routeText({ direction, tables }: Pick<PlanSection, 'direction' | 'tables'>): string {
  const arrow = direction === 'toIntegrationTable' ? '→' : '←';
  return tables ? `${tables.local} ${arrow} ${tables.integration}` : arrow;
}

function columnWords({ t }: Locale): readonly { readonly name: keyof Counters; readonly word: string }[] {
  return [
    { name: 'failed', word: t('Fail') },
    { name: 'inserted', word: t('Create') },
    { name: 'modified', word: t('Modify') },
    { name: 'coupled', word: t('Couple') },
    { name: 'uncoupled', word: t('Uncouple') },
    { name: 'skipped', word: t('Skip') },
    { name: 'unchanged', word: t('Unchanged') },
  ];
}

/** The first two columns are texts, to the left; the others numbers, to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
