import type { TextRange } from '../../model/problem';
import type { TableDescription } from '../../model/schema';
import { hintFor, nearestName } from '../nearestName';
import type { Report } from '../problemList';
import type { EditableFile } from '../replaceToken';
import { replaceToken } from '../replaceToken';

/** Tells that a table has no such field, with the field that was likely meant. */
export function reportUnknownField(
  file: EditableFile,
  table: TableDescription,
  name: string,
  range: TextRange,
  report: Report,
): void {
  const nearest = nearestName(
    name,
    table.fields.map((field) => field.name),
  );
  const message = `The table '${table.name}' has no field '${name}'. ${hintFor(nearest, 'Check the name, or refresh the schema.')}`;
  report('UNKNOWN_FIELD', range, message, {
    fixes: nearest === undefined ? [] : replaceToken(file, range, name, nearest),
  });
}
