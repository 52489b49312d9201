import type { CompiledField, CompiledMapping } from '../plan/compiledMapping';
import type { CouplingFingerprints, MappingShape } from '../model/coupling';
import type { Side } from '../model/side';
import type { TableRecord } from '../model/record';
import { fingerprint, fingerprintAt } from '../transfer/fingerprint';
import { unknownFingerprint } from '../plan/transferRecord';

/** The field mappings whose value on a side is another one than when the pair was last in step. */
export function changedFields(
  compiled: CompiledMapping,
  fingerprints: CouplingFingerprints,
  shape: MappingShape | undefined,
  records: { readonly [S in Side]: TableRecord | null },
): { readonly [S in Side]: readonly CompiledField[] } {
  const changedOn = (side: Side) =>
    compiled.fields.filter((_, index) => {
      const position = compiled.sides[side].positions[index] ?? -1;
      const then = fingerprintThen(compiled, fingerprints, shape, side, index);
      // A field that the mapping has gained since has no past to differ from.
      if (position < 0 || then === '' || then === unknownFingerprint) return false;
      return fingerprint(records[side]?.values[position] ?? null) !== then;
    });
  return { local: changedOn('local'), integration: changedOn('integration') };
}

/** The fingerprint that a side's value of a field had when the pair was last in step; empty where nobody knows. */
export function fingerprintThen(
  { fieldKeys }: CompiledMapping,
  fingerprints: CouplingFingerprints,
  shape: MappingShape | undefined,
  side: Side,
  index: number,
): string {
  return fingerprintAt(fingerprints[side], shape?.fields.indexOf(fieldKeys[index] ?? '') ?? -1);
}
