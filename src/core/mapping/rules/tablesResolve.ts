import { findField } from '../../model/schema';
import { hintFor, nearestName } from '../nearestName';
import { replaceToken } from '../replaceToken';
import { resolveTable } from '../resolveTable';
import { reportUnknownField } from './reportUnknownField';
import type { SchemaRule } from './schemaContext';
import { bothSides } from './schemaContext';

/** Both tables exist, and it is known which of their fields identify a record and tell when it changed. */
export const tablesResolve: SchemaRule = ({ source, sides }, report) => {
  for (const side of bothSides) {
    const { schema, table, reference, referenceSource, defaults } = sides[side];
    if (!schema) continue;
    if (!table) {
      const nearest = nearestName(
        reference.name,
        schema.tables.map((other) => other.name),
      );
      const message = `There is no ${side} table '${reference.name}'. ${hintFor(nearest, 'Check the name, or refresh the schema.')}`;
      const fixes = nearest === undefined ? [] : replaceToken(source, referenceSource.name, reference.name, nearest);
      report('UNKNOWN_TABLE', referenceSource.name, message, { fixes });
      continue;
    }
    const unknown = (['id', 'key', 'modifiedOn'] as const).filter((word) => {
      const name = reference[word];
      if (name === undefined || findField(table, name)) return false;
      reportUnknownField(source, table, name, referenceSource[word] ?? referenceSource.name, report);
      return true;
    });
    if (unknown.length > 0) continue;
    const spec = resolveTable(reference, table, defaults);
    if (spec.ok) continue;
    const code = spec.error.missing === 'id' ? 'ID_UNKNOWN' : 'MODIFIED_ON_UNKNOWN';
    report(code, referenceSource.name, spec.error.message);
  }
};
