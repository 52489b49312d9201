import type { TextRange } from '../../model/problem';
import type { TableDescription } from '../../model/schema';
import { findField } from '../../model/schema';
import type { OptionMember } from '../../model/value';
import { isBlank } from '../../model/value';
import { compileConstant } from '../../transfer/compileFieldTransfer';
import { parseValue } from '../../transfer/parseValue';
import type { MappingSource } from '../mappingSource';
import { hintFor, nearestName } from '../nearestName';
import type { Report } from '../problemList';
import { replaceToken } from '../replaceToken';
import { listed } from '../sourceReader';
import type { SchemaContext, SchemaRule } from './schemaContext';
import { bothSides, enabledFields, fieldOn } from './schemaContext';

/** What is written as a value is one of its field: constants, `onCreate`, and both sides of a value map. */
export const fixedValuesFit: SchemaRule = (context, report) => {
  for (const { table, field, value, range } of fixedValues(context)) {
    const type = table && findField(table, field)?.type;
    if (!type || isBlank(value)) continue;
    if (type.kind === 'option' && !parseValue(value, type).ok) {
      reportUnknownOption(context.source, field, type.members, value, range, report);
      continue;
    }
    const converted = compileConstant(value, type, field);
    if (!converted.ok) report('VALUE_DOES_NOT_FIT', range, converted.error.message);
  }
};

interface PlacedValue {
  readonly table: TableDescription | undefined;
  readonly field: string;
  readonly value: string | null;
  readonly range: TextRange;
}

function fixedValues(context: SchemaContext): readonly PlacedValue[] {
  return bothSides.flatMap((side) => {
    const { table, onCreate, onCreateSource } = context.sides[side];
    const created = onCreate.map(({ field, value }, index) => {
      return { table, field, value, range: onCreateSource[index]?.value ?? context.source.name };
    });
    const mapped = enabledFields(context).flatMap(({ field, place }): readonly PlacedValue[] => {
      const name = fieldOn(field, side);
      if (name === undefined) return [];
      const pairs = field.values.map((pair, index) => {
        return { table, field: name, value: pair[side], range: place.values[index]?.[side] ?? place.range };
      });
      const range = place.keys.get('constant')?.value.range ?? place.range;
      return field.constant === undefined ? pairs : [...pairs, { table, field: name, value: field.constant, range }];
    });
    return [...created, ...mapped];
  });
}

function reportUnknownOption(
  source: MappingSource,
  field: string,
  members: readonly OptionMember[],
  value: string,
  range: TextRange,
  report: Report,
): void {
  const names = members.map((member) => member.name);
  const nearest = nearestName(value, names);
  const some = listed(members.slice(0, 8).map((member) => `${member.value} (${member.name})`));
  const message = `'${field}' has no option '${value}'. ${hintFor(nearest, `Use ${some}.`)}`;
  const fixes = nearest === undefined ? [] : replaceToken(source, range, value, nearest);
  report('UNKNOWN_OPTION', range, message, { fixes });
}
