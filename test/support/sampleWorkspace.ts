import { copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorkspace } from '../../src/service/createWorkspace';
import { loadSqlJs } from '../../src/files/loadSqlJs';

/** The sample as a new user has it, in a folder of its own. */
export interface SampleWorkspace {
  readonly folder: string;
  /** Absolute, from a path with forward slashes. */
  file(name: string): string;
  readText(name: string): string;
  write(name: string, text: string): void;
  /** What another program does to a system's file. */
  edit(name: SampleSystem, sql: string): void;
  query(name: SampleSystem, sql: string): readonly (readonly unknown[])[];
  /** Copies one of its files to an absolute path. */
  copyTo(name: string, target: string): void;
  remove(): void;
}

export type SampleSystem = 'data/business-central.sqlite' | 'data/dataverse.sqlite';

export async function sampleWorkspace(): Promise<SampleWorkspace> {
  const sqlJs = await loadSqlJs();
  const parent = realpathSync(mkdtempSync(path.join(tmpdir(), 'tandem-sample-')));
  const folder = path.join(parent, 'sample');
  const created = await createWorkspace({ folder, template: 'dataverse', sample: true, mediaFolder: 'media', sqlJs });
  if (!created.ok) throw new Error(created.error.message);
  const file = (name: string): string => path.join(folder, ...name.split('/'));
  return {
    folder,
    file,
    readText: (name) => readFileSync(file(name), 'utf8'),
    write: (name, text) => writeFileSync(file(name), text),
    edit(name, sql) {
      const db = new sqlJs.Database(readFileSync(file(name)));
      db.exec(sql);
      writeFileSync(file(name), db.export());
      db.close();
    },
    query(name, sql) {
      const db = new sqlJs.Database(readFileSync(file(name)));
      try {
        return db.exec(sql)[0]?.values ?? [];
      } finally {
        db.close();
      }
    },
    copyTo: (name, target) => copyFileSync(file(name), target),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
