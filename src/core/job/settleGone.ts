import type { BatchQuestion } from '../plan/recordQuestion';
import type { Coupling } from '../model/coupling';
import type { JobFailure } from './jobFailure';
import type { Pass } from './pass';
import type { Result } from '../result';
import { applyVerdicts } from './applyVerdicts';
import { decideGone } from '../plan/decideGone';
import { destinationId } from './pass';
import { getFrom } from './revisited';
import { goesOneWay } from '../plan/compiledMapping';
import { isCoupled } from '../plan/decideRecord';
import { ok } from '../result';
import { oppositeDirection } from '../model/side';

/**
 * What becomes of couplings whose source record is gone, or was never coupled and has left the filter. The kept failure of an
 * uncoupled record goes with it. A pair is for the pass whose source survives: it is told by a word in the coupling that is durable
 * before any cursor moves on, so that no crash forgets it. Where nothing survives, or no pass goes that way, it is decided here.
 */
export async function settleGone(
  pass: Pass,
  couplings: readonly Coupling[],
  batch: BatchQuestion,
): Promise<Result<void, JobFailure>> {
  const coupled = couplings.filter(isCoupled);
  for (const { mapping, localId, integrationId } of couplings.filter((coupling) => !isCoupled(coupling))) {
    pass.checkpoint.couple({ kind: 'remove', mapping, localId, integrationId });
  }
  if (coupled.length === 0) return ok(undefined);
  const counterparts = coupled.flatMap((coupling) => destinationId(pass, coupling) ?? []);
  const survivors = await getFrom(pass, 'destination', counterparts);
  if (!survivors.ok) return survivors;
  const survivorOf = (coupling: Coupling) => survivors.value.get(destinationId(pass, coupling) ?? '');
  const isOthers = (coupling: Coupling) => !goesOneWay(pass.compiled) && survivorOf(coupling) !== undefined;
  for (const coupling of coupled.filter(isOthers)) leaveToOtherPass(pass, coupling);
  const mine = coupled.filter((coupling) => !isOthers(coupling));
  return applyVerdicts(
    pass,
    mine.map((coupling) => decideGone({ batch, coupling, survivor: survivorOf(coupling) })),
  );
}

function leaveToOtherPass(pass: Pass, coupling: Coupling): void {
  const failures = { ...coupling.failures, [pass.direction]: null };
  const pending = { ...coupling.pending, [pass.direction]: false, [oppositeDirection(pass.direction)]: true };
  pass.checkpoint.couple({ kind: 'put', coupling: { ...coupling, failures, pending } });
  const survivor = destinationId(pass, coupling);
  if (survivor !== null) pass.leftBehind.push(survivor);
}
