import type { ExactJson, ExactObject } from '../odata/exactJson';
import type { FieldDescription } from '../../core/model/schema';
import type { RecordFailure } from '../../core/model/failure';
import type { RecordWrite } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceTable } from './serviceTable';
import { err, ok } from '../../core/result';
import { must } from '../../core/assert';

/** The body of a create or a change, or why the record cannot be written so. */
export function encodeWrite(table: ServiceTable, write: RecordWrite): Result<ExactObject, RecordFailure> {
  const { identity } = table;
  const body: Record<string, ExactJson> = {};
  for (const [index, name] of write.fields.entries()) {
    const { description, codec, composed } = must(table.fields.get(name), name);
    const value = write.values[index] ?? null;
    if (description.readOnly || composed) return err(readOnly(table, description));
    const json = codec.encode(value);
    if (json === undefined) return err(noValue(description, value ?? ''));
    // The id tells what stands there already; another value would rename the record away from its coupling.
    if (write.kind === 'modify' && identity.isContent && identity.properties.includes(name)) {
      if (!identity.holds(write.id, name, codec.decode(json))) return err(renames(table, description));
      continue;
    }
    body[name] = json;
  }
  return ok(body);
}

function readOnly(table: ServiceTable, { name }: FieldDescription): RecordFailure {
  const message = `${name} of ${table.description.name} cannot be written. Take the field out of the mapping, or let it go the other way.`;
  return { code: 'WRITE_REFUSED', message, field: name };
}

function renames(table: ServiceTable, { name }: FieldDescription): RecordFailure {
  const message = `${name} is what ${table.description.name} knows its records by: another value would rename the record. Rename it there, and couple it again.`;
  return { code: 'WRITE_REFUSED', message, field: name };
}

function noValue({ name, type }: FieldDescription, value: string): RecordFailure {
  const message = `'${value.slice(0, 60)}' is no ${type.kind} that ${name} can hold. Correct the value, or transform it.`;
  return { code: 'VALUE_NOT_CONVERTIBLE', message, field: name };
}
