/*
 * A process that writes a state, to be killed. Arguments: the state folder, and what to do:
 * `commit` goes on committing batches of ten couplings for ever, folds now and then, and says after each what is durable;
 * `open` waits for a line on standard input, tries to open the state once, says how that went and stays.
 */
import { hostname } from 'node:os';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import type { OpenStateStore } from '../../src/store/openStateStore';
import { aCoupling } from '../support/stateBuilders';
import { fakeClock } from '../support/fakeClock';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { openStateStore } from '../../src/store/openStateStore';

const [, , folder = '', task] = process.argv;

void (task === 'commit' ? commitForEver() : openOnce());

async function commitForEver(): Promise<void> {
  const opened = await open();
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  for (let batch = Number(store.cursor('CUSTOMER', 'toIntegrationTable') ?? 0) + 1; ; batch++) {
    await commit(store, batch);
    writeSync(1, `${batch}\n`);
    if (batch % 7 === 0) await store.fold();
  }
}

async function commit(store: OpenStateStore, batch: number): Promise<void> {
  const couplings = Array.from({ length: 10 }, (_, index) => {
    const ids = { localId: `L${batch}-${index}`, integrationId: `I${batch}-${index}` };
    return { kind: 'put', coupling: aCoupling(ids) } as const;
  });
  const cursor = { mapping: 'CUSTOMER', direction: 'toIntegrationTable', cursor: `${batch}` } as const;
  const committed = await store.commit({ couplings, cursors: [cursor] });
  if (!committed.ok) throw new Error(committed.error.message);
}

async function openOnce(): Promise<void> {
  await loadSqlJs();
  writeSync(1, 'ready\n');
  await once(process.stdin, 'data');
  const opened = await open();
  writeSync(1, `${opened.ok ? 'opened' : opened.error.code}\n`);
}

async function open(): ReturnType<typeof openStateStore> {
  return openStateStore({
    folder,
    environment: 'sample',
    clock: fakeClock(),
    sqlJs: await loadSqlJs(),
    access: 'write',
    owner: { host: hostname(), pid: process.pid, command: 'the writer' },
  });
}
