import type { TableMapping } from '../model/tableMapping';
import type { MappingSource } from './mappingSource';

/** The few places that the model itself holds. The text is unknown, so no fix is offered. */
export function placesFromModel(mapping: TableMapping): MappingSource {
  const at = mapping.nameRange;
  const pairs = (list: readonly unknown[]) => list.map(() => ({ field: at, value: at }));
  return {
    file: mapping.file,
    text: '',
    root: undefined,
    name: at,
    direction: at,
    keys: new Map(),
    table: { name: at },
    integrationTable: { name: at },
    tableFilter: pairs(mapping.tableFilter),
    integrationTableFilter: pairs(mapping.integrationTableFilter),
    dependsOn: mapping.dependsOn.map(() => at),
    onCreate: { local: pairs(mapping.onCreate.local), integration: pairs(mapping.onCreate.integration) },
    fields: mapping.fields.map((field) => ({
      range: field.range,
      arrow: field.range,
      arrowText: '<->',
      keys: new Map(),
      lookup: field.lookup.map(() => ({ mapping: field.range })),
      values: field.values.map(() => ({ local: field.range, integration: field.range })),
    })),
  };
}
