import { findField } from '../../model/schema';
import { allows, runDirections } from '../../model/side';
import type { FieldKind } from '../../model/value';
import type { SchemaRule } from './schemaContext';
import { enabledFields } from './schemaContext';

/** In a direction in which a field does not go, matching compares the values of both sides as they are. */
export const matchKindsCompare: SchemaRule = (context, report) => {
  const { mapping, sides } = context;
  for (const { field, place } of enabledFields(context)) {
    const range = place.keys.get('match')?.value.range;
    const { local, integration } = sides;
    const localType = local.table && findField(local.table, field.localField ?? '')?.type;
    const integrationType = integration.table && findField(integration.table, field.integrationField ?? '')?.type;
    if (!field.match || !range || !localType || !integrationType || field.lookup.length > 0) continue;
    if (runDirections(mapping.direction).every((direction) => allows(field.direction, direction))) continue;
    if (canBeEqual(localType.kind, integrationType.kind)) continue;
    const message = `'${field.localField}' holds ${localType.kind} values and '${field.integrationField}' ${integrationType.kind} values, which are never equal as they are. Match by fields of one kind, or write '<->'.`;
    report('MATCH_CANNOT_SUCCEED', range, message);
  }
};

/** Texts and options may hold anything; of the others, numbers alone are written alike. */
function canBeEqual(a: FieldKind, b: FieldKind): boolean {
  const open: readonly FieldKind[] = ['text', 'option'];
  const numbers: readonly FieldKind[] = ['integer', 'decimal'];
  return a === b || open.includes(a) || open.includes(b) || (numbers.includes(a) && numbers.includes(b));
}
