import type { FieldChange } from '../../core/plan/recordPlan';
import { visibleText } from './shownValue';

/**
 * What people call a field: its local name. Where one local field feeds several, or a constant has none, the integration
 * side's name tells them apart.
 */
export function fieldLabel(
  { field, integrationField }: Pick<FieldChange, 'field' | 'integrationField'>,
  all: readonly Pick<FieldChange, 'field' | 'integrationField'>[],
): string {
  const shared = field !== null && all.filter((change) => change.field === field).length > 1;
  return visibleText((shared ? (integrationField ?? field) : (field ?? integrationField)) ?? '');
}

/** Both names of a field mapping: `Name (name)`; one where there is only one. */
export function fieldPair({ field, integrationField }: Pick<FieldChange, 'field' | 'integrationField'>): string {
  if (field === null) return visibleText(integrationField ?? '');
  return visibleText(integrationField === null ? field : `${field} (${integrationField})`);
}
