import type { Connector } from '../ports/connector';
import type { CouplingChange, StateBatch, Watermark } from '../ports/stateStore';
import type { Job, JobError, JobRecord } from '../model/job';
import { err, ok } from '../result';
import type { JobFailure } from './jobFailure';
import type { Result } from '../result';
import type { RunContext } from './runContext';
import type { RunDirection } from '../model/side';

const leastMsBetweenSaves = 1_000;
const saveCostShare = 12;
const mostPending = 20_000;

/**
 * The last two steps of every batch (DESIGN 6): flush the destination, then commit what became of the records and, last, the
 * cursor. Where a flush costs (a file is saved whole) several batches share one; until then their outcomes wait here, and a
 * crash only repeats them: their intents are durable already.
 */
export class Checkpoint {
  private couplings: CouplingChange[] = [];
  private records: { jobId: string; record: JobRecord }[] = [];
  private errors: { jobId: string; error: JobError }[] = [];
  private cursor: { mapping: string; direction: RunDirection; cursor: Watermark | null } | undefined;
  private intentsStayOpen = false;
  private savedAtMs: number;
  private saveCostMs = 0;

  constructor(
    private readonly context: RunContext,
    private readonly destination: Connector,
    private readonly jobId: string,
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
  moveCursor(mapping: string, direction: RunDirection, cursor: Watermark | null): void {
    this.cursor = { mapping, direction, cursor };
  }

  /** A write got no answer: it may have arrived, or may still. Its intent stays open for the next run to settle. */
  keepIntentsOpen(): void {
    this.intentsStayOpen = true;
  }

  /** Commits when it is time to. */
  async afterBatch(job: Job): Promise<Result<void, JobFailure>> {
    const { durability } = this.destination.capabilities;
    if (durability === 'deferred' && !this.context.rehearsal && !this.isDue()) return ok(undefined);
    return this.commit(job);
  }

  async commit(job: Job): Promise<Result<void, JobFailure>> {
    const { clock, store, rehearsal } = this.context;
    if (!rehearsal) {
      const began = clock.monotonicMs();
      const flushed = await this.destination.flush();
      if (!flushed.ok) return err(flushed.error);
      this.savedAtMs = clock.monotonicMs();
      this.saveCostMs = this.savedAtMs - began;
    }
    const batch: StateBatch = {
      jobs: [job],
      couplings: this.couplings,
      records: this.records,
      errors: this.errors,
      ...(this.cursor && { cursors: [this.cursor] }),
      ...(!this.intentsStayOpen && { closeIntentsOf: [this.jobId] }),
    };
    this.couplings = [];
    this.records = [];
    this.errors = [];
    this.cursor = undefined;
    return store.commit(batch);
  }

  private isDue(): boolean {
    if (this.couplings.length >= mostPending) return true;
    const waitMs = Math.max(leastMsBetweenSaves, this.saveCostMs * saveCostShare);
    return this.context.clock.monotonicMs() - this.savedAtMs >= waitMs;
  }
}
