import type { Intent, StateBatch, Watermark } from '../core/ports/stateStore';
import type { RunDirection } from '../core/model/side';
import type { ShapeEntry } from './shapeTable';
import type { StateDatabase } from './stateDatabase';
import { CouplingTable } from './couplingTable';
import { CouplingWriter } from './couplingWriter';
import { JobTable } from './jobTable';
import { MappingTable } from './mappingTable';
import { ShapeTable } from './shapeTable';

/** One durable step: what a line of the journal holds. */
export interface StateEntry {
  /** Shapes made since the entry before. */
  readonly shapes: readonly ShapeEntry[];
  /** Recorded after the batch closed its own. */
  readonly intents: readonly Intent[];
  readonly batch: StateBatch;
}

/** All tables of one state, and the only way they change: entry by entry, live and when a journal is read again. */
export class StateTables {
  readonly mappings: MappingTable;
  readonly shapes: ShapeTable;
  readonly jobs: JobTable;
  readonly couplings: CouplingTable;
  /** Closed again within moments, so they reach the database only with a snapshot. Oldest first. */
  openIntents: readonly Intent[];
  /** Prepared and not committed, as the journal's text. Oldest first. */
  openOutcomes: readonly string[];
  private readonly writer: CouplingWriter;

  constructor(private readonly database: StateDatabase) {
    this.mappings = new MappingTable(database);
    this.shapes = new ShapeTable(database);
    this.jobs = new JobTable(database);
    this.couplings = new CouplingTable(database, this.mappings, this.jobs);
    this.writer = new CouplingWriter(database, this.mappings, this.jobs);
    const bodies = database.rows('SELECT body FROM open_intents ORDER BY number', []).map(([body]) => body as string);
    this.openIntents = bodies
      .filter((body) => !isOutcomes(body))
      .map((body) => JSON.parse(body) as Intent)
      .map(withInstant);
    this.openOutcomes = bodies.filter(isOutcomes);
  }

  /** Call within a transaction. Jobs come before the records that name them, couplings before the records about them. */
  apply({ shapes, intents, batch }: StateEntry): void {
    this.writer.beginBatch();
    for (const shape of shapes) this.shapes.add(shape);
    for (const job of batch.jobs ?? []) this.jobs.putJob(job);
    if (batch.couplings) this.writer.apply(batch.couplings);
    if (batch.records) this.jobs.addRecords(batch.records, this.writer);
    if (batch.errors) this.jobs.addErrors(batch.errors);
    for (const { mapping, direction, cursor } of batch.cursors ?? []) {
      this.database.run('INSERT OR REPLACE INTO cursors VALUES (?, ?, ?)', [mapping, direction, cursor]);
    }
    this.mappings.saveCounts();
    this.changeIntents(intents, batch.closeIntentsOf ?? []);
    if (batch.closeOutcomes) this.openOutcomes = [];
  }

  cursor(mapping: string, direction: RunDirection): Watermark | null {
    const sql = 'SELECT cursor FROM cursors WHERE mapping = ? AND direction = ?';
    return (this.database.row(sql, [mapping, direction])?.[0] ?? null) as Watermark | null;
  }

  /** Writes what is kept outside the database into it, before a snapshot is taken. */
  saveWhatIsOpen(): void {
    this.database.run('DELETE FROM open_intents', []);
    const bodies = [...this.openIntents.map((intent) => JSON.stringify(intent)), ...this.openOutcomes];
    for (const body of bodies) this.database.run('INSERT INTO open_intents (body) VALUES (?)', [body]);
  }

  /** What closes goes first: intents that stay open are closed and recorded anew. */
  private changeIntents(opened: readonly Intent[], closed: readonly string[]): void {
    const open = closed.length ? this.openIntents.filter(({ jobId }) => !closed.includes(jobId)) : this.openIntents;
    this.openIntents = opened.length ? [...open, ...opened] : open;
  }
}

/** Older versions did not keep when an intent was recorded. */
function withInstant(intent: Omit<Intent, 'at'> & { readonly at?: string | null }): Intent {
  return { ...intent, at: intent.at ?? null };
}

/** Intents and prepared outcomes share a table: one is a JSON object, the other a list of steps. */
function isOutcomes(body: string): boolean {
  return body.startsWith('[');
}
