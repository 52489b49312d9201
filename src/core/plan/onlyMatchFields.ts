import type { CompiledMapping, CompiledSide } from './compiledMapping';

/** The mapping with its match fields alone: what matching reads of each record, and nothing else. */
export function onlyMatchFields(compiled: CompiledMapping): CompiledMapping {
  const kept = compiled.fields.flatMap((field, index) => (field.mapping.match ? [index] : []));
  const pick = <T>(items: readonly T[]): readonly T[] => kept.flatMap((index) => items[index] ?? []);
  return {
    ...compiled,
    fields: pick(compiled.fields),
    fieldKeys: pick(compiled.fieldKeys),
    sides: { local: narrow(compiled.sides.local, kept), integration: narrow(compiled.sides.integration, kept) },
  };
}

function narrow(side: CompiledSide, kept: readonly number[]): CompiledSide {
  const readFields: string[] = [];
  const position = (at: number | undefined) => {
    const name = at === undefined || at < 0 ? undefined : side.readFields[at];
    if (name === undefined) return -1;
    const known = readFields.indexOf(name);
    return known >= 0 ? known : readFields.push(name) - 1;
  };
  const positions = kept.map((index) => position(side.positions[index]));
  const keyPosition = position(side.keyPosition);
  return { ...side, readFields, positions, keyPosition };
}
