import { destinationSide } from '../../model/side';
import { resolveTable } from '../resolveTable';
import type { Report } from '../problemList';
import type { SchemaContext, SchemaRule } from './schemaContext';
import { bothSides, fieldPasses } from './schemaContext';

/**
 * Couplings hold a record's id, which therefore never changes and is given by whoever creates it. References hold a local record's
 * key: whoever changes it leaves them behind. An integration table's key is what people read, and may well be written.
 */
export const identitiesStay: SchemaRule = (context, report) => {
  for (const side of bothSides) {
    const { table, reference, defaults, onCreate, onCreateSource } = context.sides[side];
    const spec = table && resolveTable(reference, table, defaults);
    if (!table || !spec?.ok) continue;
    const { id, key } = spec.value;
    onCreate.forEach(({ field }, index) => {
      if (field !== id) return;
      const range = onCreateSource[index]?.field ?? context.source.name;
      report(
        'ID_IS_DESTINATION',
        range,
        `'${id}' identifies the records of '${table.name}': all new ones would get the same. Remove it from 'onCreate'.`,
      );
    });
    reportPasses(context, side, { table: table.name, id, key }, report);
  }
};

function reportPasses(
  context: SchemaContext,
  side: 'local' | 'integration',
  { table, id, key }: { readonly table: string; readonly id: string; readonly key: string },
  report: Report,
): void {
  for (const { destination, destinationRange, direction, origin } of fieldPasses(context)) {
    if (destinationSide(direction) !== side) continue;
    const away = side === 'local' ? '->' : '<-';
    if (destination === id) {
      const message = `'${id}' identifies the records of '${table}', and couplings hold its values: it must not change. ${origin === undefined ? 'Remove the constant' : `Write '${away}', or remove the field`}.`;
      report('ID_IS_DESTINATION', destinationRange, message);
    } else if (destination === key && side === 'local' && origin !== undefined) {
      const message = `'${key}' is what other records call a record of '${table}' by. When '${origin}' changes, they are left behind. Write '->', unless it never changes.`;
      report('KEY_IS_DESTINATION', destinationRange, message);
    }
  }
}
