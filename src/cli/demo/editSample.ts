import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assert } from '../../core/assert';
import { loadSqlJs } from '../../files/loadSqlJs';
import { replaceFile } from '../../files/replaceFile';
import { sampleEdits } from '../../service/sampleEdits';

/** Edits some records of both sample systems, as two people at work would. `at` is the new time stamp, ISO UTC. */
export async function editSample(
  folder: string,
  at: string,
): Promise<{ readonly local: number; readonly integration: number }> {
  const local = await editFile(path.join(folder, 'data', 'business-central.sqlite'), sampleEdits.local, at);
  const integration = await editFile(path.join(folder, 'data', 'dataverse.sqlite'), sampleEdits.integration, at);
  return { local, integration };
}

/** Runs the statements on a SQLite file; gives the number of records changed. */
async function editFile(file: string, statements: readonly string[], at: string): Promise<number> {
  const sqlJs = await loadSqlJs();
  const database = new sqlJs.Database(readFileSync(file));
  try {
    let changed = 0;
    for (const statement of statements) {
      database.run(statement, [at]);
      const rows = database.getRowsModified();
      assert(rows > 0, `an edit of the sample changes a record: ${statement}`);
      changed += rows;
    }
    replaceFile(file, database.export());
    return changed;
  } finally {
    database.close();
  }
}
