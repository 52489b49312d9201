import type { ConnectorError, ReadQuery } from '../ports/connector';
import type { Pass, Role } from './pass';
import type { Result } from '../result';
import type { TableRecord } from '../model/record';

/** Records in one page, at most: enough to keep round trips few, and few enough for a run to stop between pages. */
export const pageSize = 1_000;

/** One side's records within the mapping's own filter, a page at a time. */
export function readPages(
  pass: Pass,
  { connector, table, filter }: Role,
  query: Pick<ReadQuery, 'fields' | 'order'>,
): AsyncIterable<Result<readonly TableRecord[], ConnectorError>> {
  return connector.read({ table, filter, pageSize, ...query }, pass.context.cancel);
}
