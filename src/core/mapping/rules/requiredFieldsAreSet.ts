import { destinationSide, runDirections } from '../../model/side';
import { resolveTable } from '../resolveTable';
import type { SchemaRule } from './schemaContext';
import { fieldPasses } from './schemaContext';

/**
 * A new record gets a value for each field that cannot be empty. Every mapping may create records: a full synchronization does
 * so whatever `synchOnlyCoupledRecords` says (DESIGN 5.2).
 */
export const requiredFieldsAreSet: SchemaRule = (context, report) => {
  if (context.source.partial) return;
  for (const direction of runDirections(context.mapping.direction)) {
    const { table, reference, referenceSource, defaults, onCreate } = context.sides[destinationSide(direction)];
    const spec = table && resolveTable(reference, table, defaults);
    if (!table || !spec?.ok) continue;
    const passes = fieldPasses(context).filter((pass) => pass.direction === direction);
    const set = new Set([
      spec.value.id,
      spec.value.modifiedOn,
      ...passes.map((pass) => pass.destination),
      ...onCreate.map((value) => value.field),
    ]);
    for (const field of table.fields) {
      if (!field.required || field.readOnly || set.has(field.name)) continue;
      const message = `New records of '${table.name}' need '${field.name}', which nothing sets. Map the field, or give it a value in 'onCreate'.`;
      report('REQUIRED_FIELD_NOT_SET', referenceSource.name, message);
    }
  }
};
