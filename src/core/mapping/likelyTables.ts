import type { Side } from '../model/side';
import { createNameReader, nameLikeness } from './fieldNameWords';

/**
 * The tables of the other side, the likeliest counterpart first: standard pairs of Business Central and Dataverse (semantics: the
 * standard mappings), then by the words their names share; the rest in alphabetical order. `side` is the one of the candidates.
 */
export function likelyTables(
  table: string,
  candidates: readonly string[],
  side: Side = 'integration',
): readonly string[] {
  const read = createNameReader([table, ...candidates]);
  const words = read(table);
  const score = (candidate: string): number => {
    const [local, integration] = side === 'integration' ? [table, candidate] : [candidate, table];
    const position = (standardPairs.get(local.toLowerCase()) ?? []).indexOf(integration.toLowerCase());
    return position >= 0 ? 2 - position / 10 : nameLikeness(words, read(candidate));
  };
  return candidates
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .sort((a, b) => b.score - a.score || (a.candidate.toLowerCase() < b.candidate.toLowerCase() ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** Local tables whose standard counterpart has another name. */
const standardPairs: ReadonlyMap<string, readonly string[]> = new Map([
  ['customer', ['account', 'contact']],
  ['vendor', ['account']],
  ['contact', ['contact', 'account']],
  ['currency', ['transactioncurrency']],
  ['salesperson/purchaser', ['systemuser']],
  ['unit of measure', ['uomschedule', 'uom']],
  ['item', ['product']],
  ['resource', ['product']],
  ['payment terms', ['paymentterm']],
  ['customer price group', ['pricelevel']],
  ['sales header', ['salesorder', 'quote']],
  ['sales line', ['salesorderdetail', 'quotedetail']],
  ['sales invoice header', ['invoice']],
  ['sales invoice line', ['invoicedetail']],
  ['opportunity', ['opportunity']],
]);
