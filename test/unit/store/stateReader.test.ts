import { strict as assert } from 'node:assert';
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenStateStore } from '../../../src/store/openStateStore';
import type { StateFolder } from '../../support/stateFolders';
import { StateReader } from '../../../src/store/stateReader';
import { aCoupling, aJob } from '../../support/stateBuilders';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { makeStateFolder } from '../../support/stateFolders';
import { must } from '../../../src/core/assert';

suite('a state that is kept open for reading', () => {
  let state: StateFolder;
  let reader: StateReader;
  setup(async () => {
    state = await makeStateFolder();
    reader = new StateReader({ folder: state.folder, environment: 'sample', sqlJs: await loadSqlJs() });
  });
  teardown(() => {
    reader.close();
    state.remove();
  });

  test('is empty where there is none, and makes nothing', () => {
    assert.equal(seen(), 0);
    assert.equal(existsSync(state.folder), false);
  });

  test('shows what a writer commits, as soon as it is committed', async () => {
    assert.equal(seen(), 0);
    const writer = await state.open();
    assert.equal(seen(), 0);
    for (let count = 1; count <= 3; count++) {
      await couple(writer, `L${count}`);
      assert.equal(seen(), count);
    }
    await writer.fold();
    assert.equal(seen(), 3);
    await couple(writer, 'L4');
    assert.equal(seen(), 4);
    await writer.close();
    assert.equal(seen(), 4);
  });

  test('says that it changed only when it did', async () => {
    const writer = await state.open();
    await couple(writer, 'L1');
    seen();
    const { revision } = reader.browser;
    seen();
    assert.equal(reader.browser.revision, revision);
    await couple(writer, 'L2');
    seen();
    assert.notEqual(reader.browser.revision, revision);
    await writer.close();
  });

  test('waits for the rest of a line that is still being written', async () => {
    const writer = await state.open();
    await couple(writer, 'L1');
    const journal = journalFile();
    const before = readFileSync(journal).length;
    await couple(writer, 'L2');
    const whole = readFileSync(journal);
    truncateSync(journal, before + 20);
    assert.equal(seen(), 1);
    assert.equal(seen(), 1);
    appendFileSync(journal, whole.subarray(before + 20));
    assert.equal(seen(), 2);
  });

  test('takes back what the writer took back', async () => {
    const writer = await state.open();
    await couple(writer, 'L1');
    const journal = journalFile();
    const before = readFileSync(journal).length;
    await couple(writer, 'L2');
    assert.equal(seen(), 2);
    truncateSync(journal, before);
    assert.equal(seen(), 1);
  });

  test('tells damage, and shows the state again when it is mended', async () => {
    const writer = await state.open();
    await couple(writer, 'L1');
    await couple(writer, 'L2');
    const journal = journalFile();
    const whole = readFileSync(journal);
    const damaged = Buffer.from(whole);
    damaged[30] = 0;
    writeFileSync(journal, damaged);
    const updated = reader.update();
    assert.equal(updated.ok ? 'fine' : updated.error.code, 'STATE_CORRUPT');
    writeFileSync(journal, whole);
    assert.equal(seen(), 2);
  });

  test('is empty again when the state is removed', async () => {
    const writer = await state.open();
    await couple(writer, 'L1');
    await writer.close();
    assert.equal(seen(), 1);
    rmSync(state.folder, { recursive: true });
    assert.equal(seen(), 0);
  });

  /** How many couplings it shows now. */
  function seen(): number {
    const updated = reader.update();
    if (!updated.ok) throw new Error(updated.error.message);
    return reader.browser.couplingsAfter({ states: [] }, 0, 100).length;
  }

  function journalFile(): string {
    return path.join(
      state.folder,
      must(
        readdirSync(state.folder).find((name) => name.endsWith('.journal')),
        'a journal',
      ),
    );
  }

  async function couple(writer: OpenStateStore, localId: string): Promise<void> {
    const coupling = aCoupling({ localId, integrationId: localId.replace('L', 'I') });
    const committed = await writer.commit({ jobs: [aJob()], couplings: [{ kind: 'put', coupling }] });
    assert.ok(committed.ok);
  }
});
