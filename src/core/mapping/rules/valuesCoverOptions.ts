import { findField } from '../../model/schema';
import type { FieldType } from '../../model/value';
import { sourceSide } from '../../model/side';
import { compileFieldTransfer } from '../../transfer/compileFieldTransfer';
import { parseValue } from '../../transfer/parseValue';
import { listed } from '../sourceReader';
import type { SchemaRule } from './schemaContext';
import { fieldPasses } from './schemaContext';

/** A value without an entry in the value map fails its record; of options and booleans it is known which values there are. */
export const valuesCoverOptions: SchemaRule = (context, report) => {
  const { local, integration } = context.sides;
  for (const { field, place, origin, direction } of fieldPasses(context)) {
    if (field.values.length === 0 || origin === undefined || field.lookup.length > 0) continue;
    const types = {
      local: local.table && findField(local.table, field.localField ?? '')?.type,
      integration: integration.table && findField(integration.table, field.integrationField ?? '')?.type,
    };
    const side = sourceSide(direction);
    const from = types[side];
    if (!types.local || !types.integration || !from) continue;
    // A misspelled option is told where it stands.
    if (field.values.some((pair) => !parseValue(pair[side], from).ok)) continue;
    const transfer = compileFieldTransfer(field, { local: types.local, integration: types.integration }, direction);
    const missing = choices(from).filter(({ value }) => !transfer(value).ok);
    if (missing.length === 0) continue;
    const names = listed(missing.slice(0, 5).map(({ value, name }) => (name === value ? value : `${value} (${name})`)));
    const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
    const message = `'values' has no entry for ${names}${more} of '${origin}': records with it fail. Add entries, unless no record has it.`;
    report('VALUES_NOT_COVERED', place.keys.get('values')?.key.range ?? place.range, message);
  }
};

/** All values that such a field can have; empty where they cannot be counted. */
function choices(type: FieldType): readonly { readonly value: string; readonly name: string }[] {
  if (type.kind === 'boolean') return ['true', 'false'].map((value) => ({ value, name: value }));
  return type.kind === 'option' ? type.members : [];
}
