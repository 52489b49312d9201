import { areDisjoint } from '../../filter/areDisjoint';
import type { Side } from '../../model/side';
import { runDirections, sourceSide } from '../../model/side';
import type { TableMapping } from '../../model/tableMapping';
import type { ReadMapping } from './mappingRule';
import type { MappingSetRule } from './mappingSetRule';

/**
 * Each mapping has couplings of its own. Where two pair the same tables, a record within the filters of both is created twice on the
 * other side, and written by both. Only filters that surely have no record in common keep them apart.
 */
export const mappingsDoNotOverlap: MappingSetRule = ({ all }, reportIn) => {
  const byTables = new Map<string, ReadMapping[]>();
  for (const read of all) {
    const { mapping, source } = read;
    const tables = `${mapping.table.name}\u001f${mapping.integrationTable.name}`;
    const others = byTables.get(tables) ?? [];
    byTables.set(tables, [...others, read]);
    const other = others.find((each) => each.mapping.name !== mapping.name && overlap(each.mapping, mapping));
    if (!other || source.partial || other.source.partial) continue;
    const message = `${mapping.name} and ${other.mapping.name} both pair '${mapping.table.name}' with '${mapping.integrationTable.name}', and their filters let the same records pass: these would be created twice. Give each a filter that leaves out the other's records, or make them one mapping.`;
    const related = [{ file: other.source.file, range: other.source.table.name, message: 'The other mapping.' }];
    reportIn(source.file)('OVERLAPPING_MAPPINGS', source.table.name, message, { related });
  }
};

/** Whether a record of a side that either mapping reads may take part in both. */
function overlap(a: TableMapping, b: TableMapping): boolean {
  const read = new Set([...runDirections(a.direction), ...runDirections(b.direction)].map(sourceSide));
  return [...read].some((side) => !areApart(a, b, side));
}

function areApart(a: TableMapping, b: TableMapping, side: Side): boolean {
  const filterOf = (mapping: TableMapping) => (side === 'local' ? mapping.tableFilter : mapping.integrationTableFilter);
  return filterOf(a).some(({ field, expression }) =>
    filterOf(b).some((other) => other.field === field && areDisjoint(expression, other.expression)),
  );
}
