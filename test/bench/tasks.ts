import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SqlJs } from '../../src/files/loadSqlJs';
import { stamp } from './workload';

/** The benchmark's six tasks, and what each is to reach: a ratio to pure SQL, or milliseconds. */
export const tasks = {
  T1: { title: 'T1 full: all created and coupled', mark: 3, goal: 1.5, isTime: false },
  T2: { title: 'T2 modified, nothing changed (warm)', mark: 5, goal: 0.5, isTime: true },
  T3: { title: 'T3 modified, 1 % changed', mark: 3, goal: 1.2, isTime: false },
  T4: { title: 'T4 both sides, 0.05 % conflicts', mark: 4, goal: 1.5, isTime: false },
  T5: { title: 'T5 full again, nothing differs', mark: 5, goal: 2, isTime: false },
  T6: { title: 'T6 match-based coupling', mark: 3, goal: 1.2, isTime: false },
} as const;

export type Task = keyof typeof tasks;
/** Milliseconds; T2 once all is loaded, the others from opening the files to the last durable byte. */
export type Times = Record<Task, number>;

/** When the runs of T1, T3 and T4 take place, and the edits that come before the last two. */
export const at = {
  T1: stamp(1e12),
  localEdits: stamp(1.5e12),
  T3: stamp(2e12),
  editsOfBoth: stamp(2.5e12),
  T4: stamp(2.6e12),
};

/** What is edited before T3: one per cent of the customers. */
export function editBeforeT3(sqlJs: SqlJs, folder: string): void {
  edit(sqlJs, folder, 'local', localEdits(100, at.localEdits));
}

/** What is edited before T4: half a per cent on either side, a twentieth on both. */
export function editBeforeT4(sqlJs: SqlJs, folder: string): void {
  edit(sqlJs, folder, 'local', localEdits(200, at.editsOfBoth));
  edit(
    sqlJs,
    folder,
    'integration',
    `UPDATE accounts SET city = 'Moved away', modifiedon = '${at.editsOfBoth}' WHERE substr(accountnumber, 2) % 200 = 100 OR substr(accountnumber, 2) % 2000 = 0`,
  );
}

/** Every so many customers move. */
export function localEdits(every: number, when: string, address = 'Long Lane'): string {
  return `UPDATE customers SET address = '${address} ' || no, modified_at = '${when}' WHERE substr(no, 2) % ${every} = 0`;
}

/** Another program changes a file. */
export function edit(sqlJs: SqlJs, folder: string, side: 'local' | 'integration', sql: string): void {
  const file = path.join(folder, `data/${side}.sqlite`);
  const database = new sqlJs.Database(readFileSync(file));
  database.run(sql);
  writeFileSync(file, database.export());
  database.close();
}
