import type { Connector } from '../ports/connector';
import type { CouplingChange, Intent, StateBatch, Watermark } from '../ports/stateStore';
import type { Job, JobError, JobRecord } from '../model/job';
import { err, ok } from '../result';
import type { JobFailure } from './jobFailure';
import type { Result } from '../result';
import type { RunContext } from './runContext';
import type { RunDirection } from '../model/side';

const leastMsBetweenSaves = 1_000;
const saveCostShare = 12;
/** Bounds what is held for one flush, and repeated after a crash; time decides before in all but the fastest runs. */
const mostPending = 50_000;

/** How far a direction has come. */
export interface CursorMove {
  readonly direction: RunDirection;
  readonly cursor: Watermark | null;
}

/**
 * The last steps of every batch (DESIGN 6): flush the destination, then commit what became of the records and, last, the
 * cursor. Where a flush costs (a file is saved whole) several batches share one. Nothing of theirs reaches the destination
 * before that, so their outcomes are made durable just before the flush, as what is about to come true.
 */
export class Checkpoint {
  private couplings: CouplingChange[] = [];
  private records: { jobId: string; record: JobRecord }[] = [];
  private errors: { jobId: string; error: JobError }[] = [];
  private staged = 0;
  private readonly cursors = new Map<RunDirection, NonNullable<StateBatch['cursors']>[number]>();
  private intentsStayOpen = false;
  private readonly inDoubt: Intent[] = [];
  /** A flush failed and outcomes were taken back: the cursor must not pass their records any more. */
  private lost = false;
  private savedAtMs: number;
  private saveCostMs = 0;

  constructor(
    private readonly context: RunContext,
    private readonly destination: Connector,
    private readonly jobId: string,
    private readonly direction: RunDirection,
  ) {
    this.savedAtMs = context.clock.monotonicMs();
  }

  couple(change: CouplingChange): void {
    this.couplings.push(change);
  }

  record(record: JobRecord): void {
    this.records.push({ jobId: this.jobId, record });
  }

  error(error: JobError): void {
    this.errors.push({ jobId: this.jobId, error });
  }

  /** All records up to here were synchronized or kept as failed. Takes effect with the next commit, never before. */
  moveCursor(mapping: string, { direction, cursor }: CursorMove): void {
    this.cursors.set(direction, { mapping, direction, cursor });
  }

  /** One write of several got no answer: it may have arrived, or may still. Its intent stays open for the next run to settle. */
  keepIntent(intent: Intent): void {
    this.inDoubt.push(intent);
  }

  /** Whether records may have been created that nobody knows of yet. */
  leavesCreatesInDoubt(): boolean {
    return this.inDoubt.some((intent) => intent.kind === 'insert');
  }

  /** Nothing is known of the writes that are under way: all intents stay open. */
  keepIntentsOpen(): void {
    this.intentsStayOpen = true;
  }

  /** Commits when it is time to. */
  async afterBatch(job: Job): Promise<Result<void, JobFailure>> {
    const { durability } = this.destination.capabilities;
    if (durability === 'deferred' && !this.context.rehearsal && !this.isDue()) return this.stage();
    return this.commit(job);
  }

  async commit(job: Job): Promise<Result<void, JobFailure>> {
    const { store, rehearsal } = this.context;
    const staged = this.stage();
    if (!staged.ok) return staged;
    const durable = rehearsal ? ok(undefined) : await this.flush();
    if (!durable.ok) {
      store.unstage();
      this.staged = 0;
      this.cursors.clear();
      this.lost = true;
      this.intentsStayOpen = true;
      return durable;
    }
    const batch: StateBatch = {
      jobs: [job],
      ...(this.cursors.size > 0 && !this.lost && { cursors: [...this.cursors.values()] }),
      ...(!this.intentsStayOpen && { closeIntentsOf: [this.jobId] }),
      ...(!this.intentsStayOpen && this.inDoubt.length > 0 && { keepIntents: this.inDoubt }),
    };
    this.cursors.clear();
    this.staged = 0;
    return store.commit(batch);
  }

  private stage(): Result<void, JobFailure> {
    const { couplings, records, errors, direction } = this;
    if (couplings.length + records.length + errors.length === 0) return ok(undefined);
    this.staged += couplings.length;
    this.couplings = [];
    this.records = [];
    this.errors = [];
    return this.context.store.stage({ direction, couplings, records, errors });
  }

  private async flush(): Promise<Result<void, JobFailure>> {
    const { clock, store } = this.context;
    const began = clock.monotonicMs();
    this.destination.flushSoon?.();
    const prepared = this.destination.capabilities.durability === 'deferred' ? await store.prepare() : ok(undefined);
    if (!prepared.ok) return prepared;
    const flushed = await this.destination.flush();
    if (!flushed.ok) return err(flushed.error);
    this.savedAtMs = clock.monotonicMs();
    this.saveCostMs = this.savedAtMs - began;
    return ok(undefined);
  }

  private isDue(): boolean {
    if (this.staged + this.couplings.length >= mostPending) return true;
    const waitMs = Math.max(leastMsBetweenSaves, this.saveCostMs * saveCostShare);
    return this.context.clock.monotonicMs() - this.savedAtMs >= waitMs;
  }
}
