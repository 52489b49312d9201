import { rmSync } from 'node:fs';
import path from 'node:path';
import type { SqlJs } from '../../src/files/loadSqlJs';
import type { Times } from './tasks';
import { PureSql } from './pureSql';
import { at, editBeforeT3, editBeforeT4 } from './tasks';
import { stamp } from './workload';

/** The six tasks as set-based SQL; each opens the files anew, as ours do. */
export function runPure(sqlJs: SqlJs, folder: string): Times {
  const timed = (work: (sql: PureSql) => void): number => {
    const began = performance.now();
    const sql = new PureSql(sqlJs, folder);
    work(sql);
    const ms = performance.now() - began;
    sql.close();
    return ms;
  };
  const T1 = timed((sql) => {
    sql.createAll();
    sql.save('integration', 'couplings');
  });
  let T2 = Infinity;
  timed((sql) => {
    for (let turn = 0; turn < 5; turn++) {
      const began = performance.now();
      sql.nothingChanged(at.T1);
      T2 = Math.min(T2, performance.now() - began);
    }
  });
  editBeforeT3(sqlJs, folder);
  const T3 = timed((sql) => {
    sql.applyLocalChanges(stamp(1e12 + 1));
    sql.save('integration', 'couplings');
  });
  editBeforeT4(sqlJs, folder);
  const T4 = timed((sql) => {
    sql.applyBothChanges(stamp(2e12 + 1));
    sql.save('local', 'integration', 'couplings');
  });
  const T5 = timed((sql) => sql.compareAll());
  rmSync(path.join(folder, 'data/couplings.sqlite'));
  const T6 = timed((sql) => {
    sql.matchAll();
    sql.save('couplings');
  });
  return { T1, T2, T3, T4, T5, T6 };
}
