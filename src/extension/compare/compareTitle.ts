import type { Locale } from '../locale';
import { visibleText } from '../preview/shownValue';

/** A diff's title: `10000 Cannon Group PLC (CUSTOMER): now ↔ after synchronization`. */
export function changeTitle(record: string, mapping: string, { t }: Locale): string {
  return t('{0} ({1}): now ↔ after synchronization', visibleText(record), mapping);
}

/** `10000 Cannon Group PLC (CUSTOMER): Customer ↔ account`. */
export function comparisonTitle(
  record: string,
  mapping: { readonly name: string; readonly table: string; readonly integrationTable: string },
  { t }: Locale,
): string {
  return t('{0} ({1}): {2} ↔ {3}', visibleText(record), mapping.name, mapping.table, mapping.integrationTable);
}
