import { allows } from '../../model/side';
import type { MappingRule } from './mappingRule';

/** An integration table often holds more than what the local table is for: accounts are customers, vendors and others. */
export const creationNeedsFilter: MappingRule = ({ mapping, source }, report) => {
  if (mapping.synchOnlyCoupledRecords || !allows(mapping.direction, 'fromIntegrationTable') || source.partial) return;
  if (mapping.integrationTableFilter.length > 0) return;
  const message =
    `Without an integrationTableFilter every record of '${mapping.integrationTable.name}' is created in '${mapping.table.name}'. ` +
    'Add a filter, or set synchOnlyCoupledRecords to true.';
  report('CREATION_WITHOUT_FILTER', source.keys.get('synchOnlyCoupledRecords')?.value.range ?? source.name, message);
};
