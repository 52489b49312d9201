import { rmSync } from 'node:fs';
import type { Coupling, MappingShape } from '../core/model/coupling';
import type {
  CouplingPage,
  CouplingQuery,
  Intent,
  Outcomes,
  StateBatch,
  StoreError,
  Watermark,
} from '../core/ports/stateStore';
import type { ClearedJobs } from './pruneJobs';
import type { Err, Result } from '../core/result';
import type { Job, JobError, JobRecord } from '../core/model/job';
import type { LoadedState } from './loadState';
import type { OpenStateStore } from './openStateStore';
import type { RecordId } from '../core/model/record';
import type { RunDirection, Side } from '../core/model/side';
import type { ShapeEntry } from './shapeTable';
import type { StateDatabase } from './stateDatabase';
import type { StateEntry } from './stateTables';
import type { StateFiles } from './stateFiles';
import type { StateLock } from './stateLock';
import { Journal } from './journal';
import { StateBrowser } from './stateBrowser';
import { StateTables } from './stateTables';
import { assert } from '../core/assert';
import type { Stage } from './stage';
import { entryLine, outcomesOf, outcomesStep, outcomesText, preparedLine } from './journalLine';
import { notWritten, storeError } from './storeError';
import { ok } from '../core/result';
import { clearJobs, pruneJobs } from './pruneJobs';
import { lengthOf, replaceFile } from '../files/replaceFile';

/** A crash after any of them leaves files that say all that was committed. */
export type FoldStep = 'exported' | 'snapshotReplaced' | 'journalStarted' | 'oldJournalsRemoved';

export interface DurableStoreOptions {
  readonly files: StateFiles;
  /** Absent in a reader, which never writes a file. */
  readonly lock?: StateLock;
  readonly renewEveryMs?: number;
  readonly onStep?: (step: FoldStep) => void;
}

/**
 * The state store on files: tables in memory, made durable by a journal and now and then by a snapshot. What the tables show
 * is never more than what the disk holds; after a failed write nothing more is written.
 */
export class DurableStore implements OpenStateStore {
  private readonly database: StateDatabase;
  private tables: StateTables;
  private generation: number;
  private snapshotBytes: number;
  private journal: Journal | undefined;
  /** Made since the last durable step; harmless to lose until a coupling or an intent names them. */
  private newShapes: readonly ShapeEntry[] = [];
  private staged: Stage | undefined;
  private failure: Err<StoreError> | undefined;
  private readonly renewal: NodeJS.Timeout | undefined;
  private revision = 0;
  readonly browser = new StateBrowser(() => ({
    database: this.database,
    tables: this.tables,
    revision: this.revision,
  }));

  constructor(
    state: LoadedState,
    private readonly options: DurableStoreOptions,
  ) {
    this.database = state.database;
    this.tables = state.tables;
    this.generation = state.generation;
    this.snapshotBytes = state.snapshotBytes;
    const { lock, renewEveryMs } = options;
    if (lock && renewEveryMs !== undefined) {
      this.renewal = setInterval(() => this.renewLock(lock), renewEveryMs).unref();
    }
  }

  couplingsByIds(mapping: string, side: Side, ids: readonly RecordId[]): ReadonlyMap<RecordId, Coupling> {
    return this.tables.couplings.byIds(mapping, side, ids);
  }

  countCoupled(mapping: string): number {
    return this.tables.mappings.find(mapping)?.coupled ?? 0;
  }

  sampleCoupled(mapping: string, count: number): readonly Coupling[] {
    return this.tables.couplings.sampleCoupled(mapping, count);
  }

  couplingsToRevisit(mapping: string, direction: RunDirection): readonly Coupling[] {
    return this.tables.couplings.toRevisit(mapping, direction);
  }

  listCouplings(query: CouplingQuery): CouplingPage {
    return this.tables.couplings.page(query);
  }

  cursor(mapping: string, direction: RunDirection): Watermark | null {
    return this.tables.cursor(mapping, direction);
  }

  shape(mapping: string, fields: readonly string[], signature: string): MappingShape {
    const { shapes } = this.tables;
    const known = shapes.find(mapping, fields, signature);
    if (known) return known;
    const entry = { mapping, shape: { id: shapes.nextId(), fields: [...fields], signature } };
    shapes.add(entry);
    this.newShapes = [...this.newShapes, entry];
    return entry.shape;
  }

  shapeById(id: number): MappingShape | undefined {
    return this.tables.shapes.findById(id);
  }

  openIntents(): readonly Intent[] {
    return this.tables.openIntents;
  }

  jobs({ mapping, limit }: { readonly mapping?: string; readonly limit?: number }): readonly Job[] {
    return this.tables.jobs.jobs(mapping, limit);
  }

  job(id: string): Job | undefined {
    return this.tables.jobs.job(id);
  }

  jobRecords(id: string): readonly JobRecord[] {
    return this.tables.jobs.records(id);
  }

  jobErrors(id: string): readonly JobError[] {
    return this.tables.jobs.errors(id);
  }

  openOutcomes(): readonly Outcomes[] {
    return this.tables.openOutcomes.flatMap(outcomesOf);
  }

  async recordIntents(intents: readonly Intent[]): Promise<Result<void, StoreError>> {
    assert(!this.staged, 'intents come before outcomes are staged');
    return this.write({ shapes: this.newShapes, intents, batch: {} });
  }

  stage(outcomes: Outcomes): Result<void, StoreError> {
    const refused = this.refusal();
    if (refused) return refused;
    if (!this.staged) {
      this.database.begin();
      this.staged = { steps: [], shapes: [], prepared: false };
    }
    assert(!this.staged.prepared, 'what is prepared is committed before more is staged');
    this.revision++;
    const shapes = this.newShapes;
    this.newShapes = [];
    this.staged.shapes.push(...shapes);
    try {
      this.tables.apply({ shapes, intents: [], batch: outcomes });
      if (this.journal) this.staged.steps.push(outcomesStep(shapes, outcomes));
      return ok(undefined);
    } catch (error) {
      this.unstage();
      throw error;
    }
  }

  async prepare(): Promise<Result<void, StoreError>> {
    const refused = this.refusal();
    if (refused) return refused;
    const { staged, journal } = this;
    if (!staged || !journal) return ok(undefined);
    try {
      journal.append(preparedLine(staged.steps));
    } catch (error) {
      return this.fail(notWritten(this.options.files.journal(this.generation), error));
    }
    staged.prepared = true;
    return ok(undefined);
  }

  unstage(): void {
    const { staged } = this;
    if (!staged) return;
    const open = staged.prepared ? [outcomesText(staged.steps)] : [];
    this.takeBack();
    this.tables.openOutcomes = [...this.tables.openOutcomes, ...open];
    // Passes go on using the shapes they asked for.
    for (const shape of staged.shapes) this.tables.shapes.add(shape);
    this.newShapes = [...staged.shapes, ...this.newShapes];
  }

  async commit(batch: StateBatch): Promise<Result<void, StoreError>> {
    const { keepIntents: intents = [], ...rest } = batch;
    return this.write({ shapes: this.newShapes, intents, batch: rest });
  }

  async clearJobs(before: string | undefined): Promise<Result<ClearedJobs, StoreError>> {
    const refused = this.refusal();
    if (refused) return refused;
    assert(!this.staged, 'nothing is staged when job logs are cleared');
    const cleared = this.database.transaction(() => clearJobs(this.database, this.openJobs(), before));
    if (cleared.removedJobs === 0) return ok(cleared);
    this.tables.jobs.forget();
    this.revision++;
    // A snapshot without them makes it durable: the journal knows no way to take a job back.
    const folded = await this.fold();
    return folded.ok ? ok(cleared) : folded;
  }

  async fold(): Promise<Result<void, StoreError>> {
    assert(!this.staged, 'nothing is staged when the state is folded');
    if (!this.options.lock) return ok(undefined);
    const refused = this.refusal();
    if (refused) return refused;
    const { files, onStep } = this.options;
    try {
      const image = this.exportNext();
      onStep?.('exported');
      // Looked at again at the last moment: the export takes a while.
      replaceFile(files.snapshot, image, () => assert(this.holdsLock(), 'the lock is held'));
      onStep?.('snapshotReplaced');
      this.snapshotBytes = lengthOf(image);
    } catch (error) {
      return this.holdsLock() ? this.fail(notWritten(files.snapshot, error)) : this.fail(this.lockLost());
    }
    return this.startJournal();
  }

  async foldIfWorthwhile(): Promise<Result<void, StoreError>> {
    const bytes = this.journal?.bytes ?? 0;
    return bytes > Math.max(256 * 1024, this.snapshotBytes / 8) ? this.fold() : ok(undefined);
  }

  async close(): Promise<Result<void, StoreError>> {
    if (this.staged) this.unstage();
    const folded = this.journal?.bytes && !this.failure ? await this.fold() : ok(undefined);
    clearInterval(this.renewal);
    this.journal?.close();
    this.options.lock?.release();
    this.database.close();
    return folded;
  }

  /** Starts the journal of the current snapshot, which holds nothing yet, and removes those of earlier ones. */
  startJournal(): Result<void, StoreError> {
    const { files, onStep } = this.options;
    const file = files.journal(this.generation);
    try {
      this.journal?.close();
      this.journal = undefined;
      this.journal = Journal.start(file);
      onStep?.('journalStarted');
      const old = files.journalGenerations().filter((generation) => generation !== this.generation);
      for (const generation of old) rmSync(files.journal(generation), { force: true });
      onStep?.('oldJournalsRemoved');
      return ok(undefined);
    } catch (error) {
      return this.fail(notWritten(file, error));
    }
  }

  /**
   * The journal is written between the change of the tables and its commit: a failed write is taken back in memory, and a
   * change that turns out impossible never gets into the journal, which it would make unreadable.
   */
  private write(entry: StateEntry): Result<void, StoreError> {
    const refused = this.refusal();
    if (refused) return refused;
    const { staged } = this;
    if (!staged) this.database.begin();
    let journalError: unknown;
    this.revision++;
    try {
      this.tables.apply(entry);
      try {
        this.journal?.append(entryLine(entry, staged));
      } catch (error) {
        journalError = error;
        throw error;
      }
      this.database.commit();
    } catch (error) {
      if (staged) this.unstage();
      else this.takeBack();
      if (journalError === undefined) throw error;
      return this.fail(notWritten(this.options.files.journal(this.generation), journalError));
    }
    this.staged = undefined;
    this.newShapes = [];
    return ok(undefined);
  }

  /** Makes the tables say again what the last commit left. */
  private takeBack(): void {
    const { openIntents, openOutcomes } = this.tables;
    this.revision++;
    this.database.rollback();
    this.staged = undefined;
    this.tables = new StateTables(this.database);
    this.tables.openIntents = openIntents;
    this.tables.openOutcomes = openOutcomes;
  }

  /** The next generation as the bytes of a file. */
  private exportNext(): readonly Uint8Array[] {
    this.database.transaction(() => {
      if (pruneJobs(this.database, this.openJobs())) this.tables.jobs.forget();
      this.tables.saveWhatIsOpen();
      this.database.run("UPDATE meta SET value = ? WHERE key = 'generation'", [this.generation + 1]);
    });
    this.generation++;
    this.revision++;
    this.newShapes = [];
    return this.database.image();
  }

  /** The jobs whose writes are not settled yet: what becomes of them is still to be logged. */
  private openJobs(): readonly string[] {
    const { openIntents, openOutcomes } = this.tables;
    const prepared = openOutcomes.flatMap(outcomesOf).flatMap(({ records, errors }) => [...records, ...errors]);
    return [...openIntents, ...prepared].map(({ jobId }) => jobId);
  }

  private refusal(): Err<StoreError> | undefined {
    if (this.failure) return this.failure;
    return this.holdsLock() ? undefined : this.fail(this.lockLost());
  }

  private holdsLock(): boolean {
    return this.options.lock?.isHeld() ?? true;
  }

  private renewLock(lock: StateLock): void {
    if (this.failure) return;
    try {
      if (lock.isHeld()) lock.renew();
      else this.fail(this.lockLost());
    } catch {
      // Not renewed this time. Whether the lock still stands is looked at before every write.
    }
  }

  private lockLost(): Err<StoreError> {
    const nextStep = 'Run again; what was reported as done is kept.';
    return storeError(
      'LOCK_LOST',
      `Another process took over the right to write ${this.options.files.snapshot}. ${nextStep}`,
    );
  }

  private fail(failure: Err<StoreError>): Err<StoreError> {
    this.failure = failure;
    return failure;
  }
}
