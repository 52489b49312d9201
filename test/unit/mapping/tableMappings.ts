import type { FieldMapping, TableMapping } from '../../../src/core/model/tableMapping';
import type { TextRange } from '../../../src/core/model/problem';

/** A mapping as a plain object, for tests that do not care for its file. */
export function aTableMapping(name: string, fields: readonly Partial<FieldMapping>[] = []): TableMapping {
  return {
    name,
    table: { name: `local ${name}` },
    integrationTable: { name: `integration ${name}` },
    direction: 'bidirectional',
    synchOnlyCoupledRecords: true,
    tableFilter: [],
    integrationTableFilter: [],
    updateConflict: 'none',
    deletionConflict: 'none',
    dependsOn: [],
    matching: { createNew: false, synchronize: false },
    onCreate: { local: [], integration: [] },
    fields: fields.map(aFieldMapping),
    file: `${name}.mapping.yaml`,
    nameRange: nowhere,
  };
}

function aFieldMapping(field: Partial<FieldMapping>): FieldMapping {
  return {
    localField: 'Local',
    integrationField: 'integration',
    direction: 'bidirectional',
    enabled: true,
    transform: { toIntegrationTable: [], fromIntegrationTable: [] },
    values: [],
    lookup: [],
    clearValueOnFailedSync: false,
    notNull: false,
    range: nowhere,
    ...field,
  };
}

const nowhere: TextRange = { start: { offset: 0, line: 1, column: 1 }, end: { offset: 0, line: 1, column: 1 } };
