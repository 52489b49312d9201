import { findField } from '../../model/schema';
import { destinationSide } from '../../model/side';
import type { SchemaRule } from './schemaContext';
import { bothSides, fieldPasses } from './schemaContext';

/** A field that the system computes cannot be a destination, nor get a value when a record is created. */
export const destinationsAreWritable: SchemaRule = (context, report) => {
  for (const { field, destination, destinationRange, direction } of fieldPasses(context)) {
    const { table } = context.sides[destinationSide(direction)];
    if (!table || !findField(table, destination)?.readOnly) continue;
    const arrow = direction === 'toIntegrationTable' ? '<-' : '->';
    const next = field.constant === undefined ? `Write '${arrow}', or remove the field` : 'Remove the constant';
    const message = `'${destination}' of '${table.name}' is read-only. ${next}.`;
    report('READ_ONLY_DESTINATION', destinationRange, message);
  }
  for (const side of bothSides) {
    const { table, onCreate, onCreateSource } = context.sides[side];
    onCreate.forEach(({ field }, index) => {
      if (!table || !findField(table, field)?.readOnly) return;
      const range = onCreateSource[index]?.field ?? context.source.name;
      report('READ_ONLY_DESTINATION', range, `'${field}' of '${table.name}' is read-only. Remove it from 'onCreate'.`);
    });
  }
};
