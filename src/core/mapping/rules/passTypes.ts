import { findField } from '../../model/schema';
import { destinationSide, sourceSide } from '../../model/side';
import type { FieldType } from '../../model/value';
import { resultType } from '../../transfer/compileTransformations';
import type { FieldPass, SchemaContext } from './schemaContext';

/** The types at both ends of a field's way, where both are known. */
export interface PassTypes {
  readonly source: FieldType;
  /** What arrives at the destination after the transformation rules. */
  readonly transformed: FieldType;
  readonly destination: FieldType;
}

/** Undefined where a value does not travel as it is: constants, lookups and value maps have their own rules. */
export function passTypes(context: SchemaContext, pass: FieldPass): PassTypes | undefined {
  const { field, direction } = pass;
  if (pass.origin === undefined || field.lookup.length > 0 || field.values.length > 0) return undefined;
  const sourceTable = context.sides[sourceSide(direction)].table;
  const destinationTable = context.sides[destinationSide(direction)].table;
  const source = sourceTable && findField(sourceTable, pass.origin)?.type;
  const destination = destinationTable && findField(destinationTable, pass.destination)?.type;
  if (!source || !destination) return undefined;
  return { source, transformed: resultType(field.transform[direction], source, destination), destination };
}
