import type { CompiledField } from '../plan/compiledMapping';
import type { Coupling, MappingShape } from '../model/coupling';
import { isBlank, sameValue } from '../model/value';
import type { BaseFingerprints } from '../plan/transferRecord';
import type { LookupAnswer } from '../plan/lookupAnswer';
import type { Pass } from './pass';
import type { TableRecord } from '../model/record';
import { allows } from '../model/side';
import { fingerprintAt, fingerprintLength, isFingerprintAt } from '../transfer/fingerprint';
import { unknownFingerprint } from '../plan/transferRecord';

interface Pair {
  readonly source: TableRecord;
  readonly destination: TableRecord;
  readonly coupling: Coupling;
  readonly base: BaseFingerprints;
  readonly lookUp: (field: CompiledField, value: string) => LookupAnswer;
}

/**
 * The short way for the many records of a full run that need nothing: both records are, field for field, as the last
 * synchronization under this very mapping left them, with the same stamps, and their references still mean the same.
 */
export function isInStep(pass: Pass, pair: Pair): boolean {
  const { coupling, source, destination, base } = pair;
  if (coupling.fingerprints?.shape !== pass.shape.id || coupling.pending[pass.direction] || coupling.skipped)
    return false;
  if (coupling.failures[pass.direction] !== null) return false;
  const local = pass.source.side === 'local' ? source : destination;
  const integration = pass.source.side === 'local' ? destination : source;
  if (local.modifiedOn !== coupling.localModifiedOn || integration.modifiedOn !== coupling.integrationModifiedOn)
    return false;
  return contentHolds(pass, source, destination, base) && referencesHold(pass, pair);
}

/** The coupling's fingerprints in the order of the mapping's fields as it is now; null where there are none. */
export function baseFingerprints(pass: Pass, coupling: Coupling): BaseFingerprints | null {
  const prints = coupling.fingerprints;
  if (!prints) return null;
  const local = inShape(pass, prints.shape, prints.local);
  const integration = inShape(pass, prints.shape, prints.integration);
  return pass.source.side === 'local'
    ? { source: local, destination: integration }
    : { source: integration, destination: local };
}

/** Fields that the mapping has gained since have no past; those it lost are forgotten. */
function inShape(pass: Pass, shapeId: number, prints: string): string {
  if (shapeId === pass.shape.id) return prints;
  const then: MappingShape | undefined = pass.context.store.shapeById(shapeId);
  return pass.compiled.fieldKeys
    .map((key) => {
      const index = then?.fields.indexOf(key) ?? -1;
      return index < 0 ? unknownFingerprint : fingerprintAt(prints, index);
    })
    .join('');
}

function contentHolds(pass: Pass, source: TableRecord, destination: TableRecord, base: BaseFingerprints): boolean {
  const sourcePositions = pass.source.positions;
  const destinationPositions = pass.destination.positions;
  for (let index = 0; index < sourcePositions.length; index++) {
    const sourceValue = source.values[sourcePositions[index] ?? -1] ?? null;
    const destinationValue = destination.values[destinationPositions[index] ?? -1] ?? null;
    if (!isFingerprintAt(base.source, index, sourceValue)) return false;
    // Where both sides hold the same value, one look tells of both, provided that they held the same then.
    const alike = sameValue(sourceValue, destinationValue) && samePrint(base, index);
    if (!alike && !isFingerprintAt(base.destination, index, destinationValue)) return false;
  }
  return true;
}

function samePrint({ source, destination }: BaseFingerprints, index: number): boolean {
  const start = index * fingerprintLength;
  for (let at = start; at < start + fingerprintLength; at++) {
    if (source.charCodeAt(at) !== destination.charCodeAt(at)) return false;
  }
  return true;
}

function referencesHold(pass: Pass, pair: Pair): boolean {
  for (let index = 0; index < pass.compiled.fields.length; index++) {
    const field = pass.compiled.fields[index];
    if (!field || field.lookup.length === 0 || !allows(field.direction, pass.direction)) continue;
    const value = pair.source.values[pass.source.positions[index] ?? -1] ?? null;
    if (isBlank(value)) continue;
    const answer = pair.lookUp(field, value);
    if (answer.kind !== 'found') return false;
    if (!sameValue(answer.value, pair.destination.values[pass.destination.positions[index] ?? -1] ?? null))
      return false;
  }
  return true;
}
