import type { TextRange } from '../../model/problem';
import type { TableDescription } from '../../model/schema';
import { findField } from '../../model/schema';
import { reportUnknownField } from './reportUnknownField';
import type { SchemaRule } from './schemaContext';
import { bothSides, enabledFields, fieldOn, rangeOn } from './schemaContext';

/** Every field that a mapping names exists: mapped, in filters, in `onCreate`, and in the tables of lookups. */
export const fieldsExist: SchemaRule = (context, report) => {
  const check = (table: TableDescription | undefined, name: string | undefined, range: TextRange) => {
    if (!table || name === undefined || findField(table, name)) return;
    reportUnknownField(context.source, table, name, range, report);
  };
  for (const side of bothSides) {
    const { table, filter, filterSource, onCreate, onCreateSource } = context.sides[side];
    filter.forEach(({ field }, index) => check(table, field, filterSource[index]?.field ?? context.source.name));
    onCreate.forEach(({ field }, index) => check(table, field, onCreateSource[index]?.field ?? context.source.name));
    for (const { field, place } of enabledFields(context)) {
      check(table, fieldOn(field, side), rangeOn(place, side));
      field.lookup.forEach((lookup, index) => {
        const lookedUp = context.tableOf(lookup.mapping, side);
        const word = side === 'local' ? 'localField' : 'integrationField';
        check(lookedUp, lookup[word], place.lookup[index]?.[word] ?? place.range);
      });
    }
  }
};
