import { must } from '../../../src/core/assert';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { sampleDatabase } from '../../../src/service/sampleDatabase';

export type Row = Readonly<Record<string, string | number | null>>;

/** The rows a query gives, by column name; `values` are its parameters. */
export type Query = (sql: string, ...values: readonly (string | number)[]) => readonly Row[];

export interface SampleSystems {
  readonly local: Query;
  readonly integration: Query;
}

/** Both sample systems, built anew and in memory. */
export async function sampleSystems(): Promise<SampleSystems> {
  const sqlJs = await loadSqlJs();
  const build = async (system: string): Promise<Query> => {
    const database = new sqlJs.Database(await sampleDatabase(sqlJs, `media/sample/${system}`));
    return (sql, ...values) => {
      const statement = database.prepare(sql, [...values]);
      const rows: Row[] = [];
      while (statement.step()) rows.push(statement.getAsObject() as Row);
      statement.free();
      return rows;
    };
  };
  return { local: await build('business-central'), integration: await build('dataverse') };
}

/** The first column of every row. */
export function column(rows: readonly Row[]): readonly (string | number | null)[] {
  return rows.map((row) => Object.values(row)[0] ?? null);
}

/** The first column of the only row. */
export function only(rows: readonly Row[]): string | number | null {
  return must(column(rows)[0], 'a row');
}
