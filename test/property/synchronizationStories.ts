import fc from 'fast-check';
import type { MemoryRow } from '../support/memoryConnector';
import type { RigOptions, RunPorts, SynchronizationRig } from './synchronizationRig';
import { fieldNames, synchronizationRig } from './synchronizationRig';

// Few different values, so that edits of both sides often meet: in one record, in one field, in one value.
const value = fc.constantFrom(null, '', 'a', 'b', 'Bicycle', 'too long a name');
const cells = fc.tuple(value, value);
const count = { minLength: 0, maxLength: 6 };

/** What people and programs do between two runs: `who` is taken modulo the records there are. */
const change = fc.record({
  side: fc.constantFrom('local', 'integration'),
  kind: fc.constantFrom('edit', 'edit', 'edit', 'unstampedEdit', 'add', 'remove'),
  who: fc.nat(20),
  field: fc.constantFrom(1, 2),
  value,
});
const rounds = fc.array(fc.array(change, { maxLength: 5 }), { minLength: 1, maxLength: 3 });
const policies = {
  updateConflict: fc.constantFrom('none', 'sendUpdateToIntegration', 'getUpdateFromIntegration'),
  deletionConflict: fc.constantFrom('none', 'restoreRecords', 'removeCoupling'),
} as const;
export const story = fc.record({
  local: fc.array(cells, count),
  integration: fc.array(cells, count),
  rounds,
  ...policies,
});
export type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** A rig after a first full run and all rounds of changes, each followed by a run; `before` each is asked what it is to be. */
export async function after(
  told: Story,
  options: Partial<RigOptions> = {},
  lastMode: 'full' | 'modified' = 'modified',
  before: (rig: SynchronizationRig, round: number) => RunPorts = () => ({}),
): Promise<SynchronizationRig> {
  const rows = (side: 'local' | 'integration') => told[side].map((values, index) => rowFrom(side, index + 1, values));
  const rig = synchronizationRig({
    local: rows('local'),
    integration: rows('integration'),
    updateConflict: told.updateConflict,
    deletionConflict: told.deletionConflict,
    ...options,
  });
  await rig.synchronize('full');
  for (const [index, round] of told.rounds.entries()) {
    rig.clock.advance(60_000);
    round.forEach((each, at) => carryOut(rig, each, (index + 1) * 100 + at));
    await rig.synchronize(index === told.rounds.length - 1 ? lastMode : 'modified', before(rig, index));
  }
  return rig;
}

function carryOut(
  rig: SynchronizationRig,
  { side, kind, who, field, value: cell }: Story['rounds'][number][number],
  number: number,
): void {
  const { table, id, stamp } = sides[side];
  const system = rig.systems[side];
  // By their numbers: ids depend on the order in which records came to be.
  const [key = ''] = fieldNames[side];
  const rows = [...system.rows(table)].sort((a, b) => ((a[key] ?? '') < (b[key] ?? '') ? -1 : 1));
  if (kind === 'add') return system.put(table, rowFrom(side, number, [cell, null]));
  const row = rows[who % rows.length];
  if (!row) return;
  if (kind === 'remove') return system.remove(table, row[id] ?? '');
  const name = fieldNames[side][field] ?? '';
  system.put(table, {
    [id]: row[id] ?? '',
    [name]: cell,
    ...(kind === 'unstampedEdit' && { [stamp]: row[stamp] ?? null }),
  });
}

export const sides = {
  local: { table: 'Customer', id: 'SystemId', stamp: 'SystemModifiedAt' },
  integration: { table: 'account', id: 'accountid', stamp: 'modifiedon' },
} as const;

function rowFrom(side: 'local' | 'integration', number: number, [name, city]: readonly (string | null)[]): MemoryRow {
  const id = `${side === 'local' ? '10' : '20'}000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const key = `${side === 'local' ? 'C' : 'A'}${number}`;
  const [first, second, third] = fieldNames[side];
  return { [sides[side].id]: id, [first]: key, [second]: name ?? null, [third]: city ?? null };
}
