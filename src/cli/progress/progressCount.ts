import { formatCount } from '../render/formatCount';

/** `1,200 of 5,000 records`, or `1,200 records` while the total is not known. */
export function progressCount({ done, total }: { readonly done: number; readonly total?: number }): string {
  return total === undefined ? `${formatCount(done)} records` : `${formatCount(done)} of ${formatCount(total)} records`;
}
