import type { Coupling } from '../model/coupling';
import type { CompiledSide } from '../plan/compiledMapping';
import type { Pass } from './pass';
import type { Side } from '../model/side';
import { err, ok } from '../result';
import type { ConnectorError } from '../ports/connector';
import type { JobFailure } from './jobFailure';
import type { Result } from '../result';
import { couplingPages } from './couplingPages';
import { getByIds } from './getByIds';
import { isCoupled } from '../plan/decideRecord';

const leastGone = 10;
const sampleSize = 32;
/** Half of the records gone leaves one chance in a million of fewer than an eighth missing among 32 evenly spaced ones. */
const suspiciousShare = 1 / 8;

/**
 * Stops a job before it writes when a side looks emptied or exchanged: at least 10 of the mapping's coupled records, and at
 * least half of them, are gone (DESIGN 5.7). A sample decides whether to count them all, so that a quiet run stays cheap.
 * Couplings known to have lost their counterpart were reported before and do not count.
 */
export async function guardSides(pass: Pass): Promise<Result<void, JobFailure>> {
  const { store, acceptMissing } = pass.context;
  const { name } = pass.compiled.mapping;
  if (acceptMissing || store.countCoupled(name) < leastGone) return ok(undefined);
  const sample = store.sampleCoupled(name, sampleSize).filter(isExpected);
  for (const side of ['local', 'integration'] as const) {
    const missing = await countMissing(pass, side, sample);
    if (!missing.ok) return missing;
    if (missing.value === 0 || missing.value < sample.length * suspiciousShare) continue;
    const counted = await countAll(pass, side);
    if (!counted.ok) return counted;
    const { gone, total } = counted.value;
    if (gone >= leastGone && gone * 2 >= total) return err(looksEmptied(pass.compiled.sides[side], gone, total));
  }
  return ok(undefined);
}

async function countAll(pass: Pass, side: Side): Promise<Result<{ gone: number; total: number }, ConnectorError>> {
  let gone = 0;
  let total = 0;
  for (const couplings of couplingPages(pass.context.store, { mapping: pass.compiled.mapping.name })) {
    const expected = couplings.filter((coupling) => isCoupled(coupling) && isExpected(coupling));
    const missing = await countMissing(pass, side, expected);
    if (!missing.ok) return missing;
    gone += missing.value;
    total += expected.length;
  }
  return ok({ gone, total });
}

async function countMissing(
  pass: Pass,
  side: Side,
  couplings: readonly Coupling[],
): Promise<Result<number, ConnectorError>> {
  const connector = pass.context.connectors[side];
  const { table } = pass.compiled.sides[side];
  const ids = couplings.flatMap((coupling) => (side === 'local' ? coupling.localId : coupling.integrationId) ?? []);
  const found = await getByIds(pass.context, connector, { table, fields: [], ids });
  return found.ok ? ok(ids.length - found.value.size) : found;
}

function isExpected(coupling: Coupling): boolean {
  const { toIntegrationTable: to, fromIntegrationTable: from } = coupling.failures;
  return to?.code !== 'COUNTERPART_DELETED' && from?.code !== 'COUNTERPART_DELETED';
}

function looksEmptied(side: CompiledSide, gone: number, total: number): JobFailure {
  return {
    code: 'SIDE_LOOKS_EMPTIED',
    emptied: { side: side.side, table: side.table.name, gone, total },
    message:
      `${gone} of ${total} coupled records are gone from ${side.table.name} on the ${side.side} side: it looks emptied or ` +
      `exchanged. Nothing was written. Check the system; if the records are meant to be gone, run again with --accept-missing.`,
  };
}
