import type { FieldFilter, FieldMapping, TableMapping, TransformationKind } from '../../core/model/tableMapping';
import type { FieldOverview, MappingOverview } from '../../protocol/workerProtocol';

/** A mapping as its file tells it: nothing of the state yet. */
export type MappingInFile = Omit<MappingOverview, 'counts' | 'lastJobs'>;

/** What views show of a mapping without opening its file. */
export function mappingOverview(mapping: TableMapping): MappingInFile {
  return {
    name: mapping.name,
    file: mapping.file,
    line: mapping.nameRange.start.line,
    table: mapping.table.name,
    integrationTable: mapping.integrationTable.name,
    direction: mapping.direction,
    synchOnlyCoupledRecords: mapping.synchOnlyCoupledRecords,
    ...(mapping.tableFilter.length > 0 && { tableFilter: mapping.tableFilter.map(filterText) }),
    ...(mapping.integrationTableFilter.length > 0 && {
      integrationTableFilter: mapping.integrationTableFilter.map(filterText),
    }),
    fields: mapping.fields.map(fieldOverview),
  };
}

/** As it stands in a file: blank is told by quotes. */
function filterText({ field, expression }: FieldFilter): string {
  return `${field}: ${expression === '' ? "''" : expression}`;
}

function fieldOverview(field: FieldMapping): FieldOverview {
  return {
    localField: field.localField ?? null,
    integrationField: field.integrationField ?? null,
    direction: field.direction,
    enabled: field.enabled,
    constant: field.constant === undefined ? null : (field.constant ?? ''),
    match: field.match ?? null,
    notes: fieldNotes(field),
    ...(field.lookup.length > 0 && { lookups: field.lookup.map(({ mapping }) => mapping) }),
    line: field.range.start.line,
  };
}

function fieldNotes(field: FieldMapping): readonly string[] {
  const { toIntegrationTable, fromIntegrationTable } = field.transform;
  const rules = new Set<TransformationKind>([...toIntegrationTable, ...fromIntegrationTable].map((rule) => rule.kind));
  return [
    ...(field.lookup.length > 0 ? [`lookup ${field.lookup.map((lookup) => lookup.mapping).join(', ')}`] : []),
    ...(field.values.length > 0 ? ['value map'] : []),
    ...rules,
    ...(field.notNull ? ['not null'] : []),
    ...(field.clearValueOnFailedSync ? ['clear value on failed sync'] : []),
  ];
}
