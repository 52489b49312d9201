import type { CompiledField, CompiledMapping } from './compiledMapping';
import type { RecordId, TableRecord } from '../model/record';
import type { RunDirection, Side } from '../model/side';
import { destinationSide, sourceSide } from '../model/side';
import type { Value } from '../model/value';
import { fieldLabel } from './compiledMapping';
import { isBlank } from '../model/value';
import { must } from '../assert';

/** What the match fields say of one source record. */
export type MatchAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly record: TableRecord; readonly fields: readonly string[] }
  | { readonly kind: 'several'; readonly labels: readonly string[] };

/** The destination records that match in one priority group, coupled or not; at least one. */
export interface Matches {
  readonly records: readonly TableRecord[];
  /** The field mappings that took part, as people call them. */
  readonly fields: readonly string[];
}

/**
 * Finds destination records by a mapping's match fields (DESIGN 3 `match`; semantics 6). Groups are asked in ascending
 * priority, and each starts from the mapping's own filter. Blank source values do not take part; a group without any value
 * left matches nothing.
 */
export class MatchIndex {
  private readonly keyPosition: number;
  private readonly groups: readonly MatchGroup[];

  /** `records` are the destination's records within the mapping's filter, read with the side's `readFields`. */
  constructor(
    compiled: CompiledMapping,
    direction: RunDirection,
    private readonly records: readonly TableRecord[],
  ) {
    this.groups = matchGroups(compiled, direction);
    this.keyPosition = compiled.sides[destinationSide(direction)].keyPosition;
  }

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  /** What people call a destination record. */
  label(record: TableRecord): string {
    return record.values[this.keyPosition] || record.id;
  }

  /** The matches of each priority group that has any. Lazy: most callers stop at the first. */
  *find(source: TableRecord): Generator<Matches, undefined> {
    for (const group of this.groups) {
      let used = 0;
      let wanted = '';
      for (let index = 0; index < group.fields.length; index++) {
        const key = group.fields[index]?.sourceKey(source) ?? null;
        if (key === null) continue;
        used |= 1 << index;
        wanted += key + separator;
      }
      if (used === 0) continue;
      const { byKey, labels } = this.lookUp(group, used);
      const records = byKey.get(wanted);
      if (records) yield { records, fields: labels };
    }
    return undefined;
  }

  /** The records by the keys of those fields of a group that a source record has values in; made when first asked for. */
  private lookUp(group: MatchGroup, used: number): Lookup {
    const known = group.lookups.get(used);
    if (known) return known;
    const fields = group.fields.filter((_, index) => (used & (1 << index)) !== 0);
    const byKey = new Map<string, TableRecord[]>();
    for (const record of this.records) {
      const key = destinationKey(fields, record);
      if (key === null) continue;
      const same = byKey.get(key);
      if (same) same.push(record);
      else byKey.set(key, [record]);
    }
    const lookup = { byKey, labels: fields.map((field) => field.label) };
    group.lookups.set(used, lookup);
    return lookup;
  }
}

const separator = '\u001f';

interface MatchGroup {
  readonly fields: readonly MatchField[];
  /** By the fields that take part, as bits. */
  readonly lookups: Map<number, Lookup>;
}

interface Lookup {
  readonly byKey: ReadonlyMap<string, readonly TableRecord[]>;
  readonly labels: readonly string[];
}

function destinationKey(fields: readonly MatchField[], record: TableRecord): string | null {
  let whole = '';
  for (const field of fields) {
    const key = field.destinationKey(record);
    if (key === null) return null;
    whole += key + separator;
  }
  return whole;
}

/** Whether the mapping has any field to match by. */
export function hasMatchFields(compiled: CompiledMapping): boolean {
  return compiled.fields.some((field) => field.mapping.match !== undefined);
}

/** What is known of one side's records for matching: who they are, and which are coupled already. */
export interface MatchCandidates {
  readonly index: MatchIndex;
  readonly isTaken: (id: RecordId) => boolean;
}

/**
 * The answer before a record is created. The first group that names exactly one record, and that one is free, wins, provided
 * that it means this record alone: where another free record would match it as well, nobody can tell whose it is. Records
 * that are all coupled already are somebody else's counterparts and do not count.
 */
export function matchForCreation(
  source: TableRecord,
  forward: MatchCandidates,
  backward: MatchCandidates,
): MatchAnswer {
  let several: MatchAnswer | undefined;
  for (const { records, fields } of forward.index.find(source)) {
    const free = records.find((record) => !forward.isTaken(record.id));
    if (!free) continue;
    if (records.length > 1) {
      several ??= { kind: 'several', labels: records.map((record) => forward.index.label(record)) };
      continue;
    }
    const rivals = rivalsOf(source, free, backward);
    if (rivals.length === 0) return { kind: 'one', record: free, fields };
    several ??= {
      kind: 'several',
      labels: [forward.index.label(free), ...rivals.map((rival) => backward.index.label(rival))],
    };
  }
  return several ?? { kind: 'none' };
}

/** Other free records on the source's side that the match would suit as well. */
function rivalsOf(source: TableRecord, match: TableRecord, backward: MatchCandidates): readonly TableRecord[] {
  for (const { records } of backward.index.find(match)) {
    if (!records.some((record) => record.id === source.id)) continue;
    return records.filter((record) => record.id !== source.id && !backward.isTaken(record.id));
  }
  return [];
}

interface MatchField {
  readonly label: string;
  readonly sourceKey: (record: TableRecord) => string | null;
  readonly destinationKey: (record: TableRecord) => string | null;
}

function matchGroups(compiled: CompiledMapping, direction: RunDirection): readonly MatchGroup[] {
  const byPriority = new Map<number, MatchField[]>();
  compiled.fields.forEach((field, index) => {
    const { match } = field.mapping;
    if (!match) return;
    const group = byPriority.get(match.priority) ?? [];
    byPriority.set(match.priority, [...group, matchField(compiled, direction, field, index, match.caseSensitive)]);
  });
  return [...byPriority.entries()].sort(([a], [b]) => a - b).map(([, fields]) => ({ fields, lookups: new Map() }));
}

function matchField(
  compiled: CompiledMapping,
  direction: RunDirection,
  field: CompiledField,
  index: number,
  caseSensitive: boolean,
): MatchField {
  const fold = (value: Value) => (isBlank(value) ? null : caseSensitive ? value : value.toLowerCase());
  const at = (side: Side) => must(compiled.sides[side].positions[index], 'match field');
  const sourceAt = at(sourceSide(direction));
  const destinationAt = at(destinationSide(direction));
  // A field that does not go this way still matches: by its value as it stands.
  const transfer = field.transfer[direction];
  return {
    label: fieldLabel(field),
    sourceKey: (record) => {
      const value = record.values[sourceAt] ?? null;
      if (!transfer || isBlank(value)) return fold(value);
      const transferred = transfer(value);
      return transferred.ok ? fold(transferred.value) : null;
    },
    destinationKey: (record) => fold(record.values[destinationAt] ?? null),
  };
}
