import type { ConnectorError, ReadQuery } from '../ports/connector';
import type { Pass, Role } from './pass';
import type { Result } from '../result';
import type { TableRecord } from '../model/record';

/** Records that a pass looks at together: as many as the system asks for whose round trips cost more. */
export function pageSizeOf({ source, destination }: Pick<Pass, 'source' | 'destination'>): number {
  return Math.max(source.connector.capabilities.pageSize, destination.connector.capabilities.pageSize);
}

/** One side's records within the mapping's own filter, a page at a time. */
export function readPages(
  pass: Pass,
  { connector, table, filter }: Role,
  query: Pick<ReadQuery, 'fields' | 'order'>,
): AsyncIterable<Result<readonly TableRecord[], ConnectorError>> {
  return connector.read({ table, filter, pageSize: pageSizeOf(pass), ...query }, pass.context.cancel);
}
