import type { Action, Job, JobError, JobRecord } from '../core/model/job';
import type { CouplingSummary, PlacedCoupling, StateCounts } from './couplingBrowser';
import type { CouplingChoice, CouplingPlace } from './couplingPlace';
import type { Coupling, MappingShape } from '../core/model/coupling';
import type { FailureCode } from '../core/model/failure';
import type { RecordId } from '../core/model/record';
import type { RunDirection, Side } from '../core/model/side';
import type { StateDatabase } from './stateDatabase';
import type { StateTables } from './stateTables';
import type { Stretch, StretchQuery } from './jobBrowser';
import type { Watermark } from '../core/ports/stateStore';
import { CouplingBrowser } from './couplingBrowser';
import { JobBrowser } from './jobBrowser';
import { RecordHistory } from './recordHistory';

/** The tables of a state that is open for whatever purpose, as they are now. */
export interface OpenTables {
  readonly database: StateDatabase;
  readonly tables: StateTables;
  /** Another number whenever the tables may say something else. */
  readonly revision: number;
}

/**
 * A state for people to look through: pages, counts, newest jobs. What takes more than a look at an index is remembered until
 * the state changes. Works on a reader's tables and on those of a run that goes on, which are a moment ahead of what is durable;
 * every answer is made in one go, so that no half of a batch is ever seen.
 */
export class StateBrowser {
  private known: { readonly revision: number; readonly answers: Map<string, unknown> } | undefined;

  constructor(private readonly now: () => OpenTables) {}

  /** Changes whenever the state does. */
  get revision(): number {
    return this.now().revision;
  }

  counts(): ReadonlyMap<string, StateCounts> {
    return this.remember('counts', () => this.couplings().counts());
  }

  /** The couplings after a place, in order. */
  couplingsAfter(choice: CouplingChoice, place: CouplingPlace, limit: number): readonly PlacedCoupling[] {
    return this.couplings().after(choice, place, limit);
  }

  couplingsSuitingAfter(
    choice: CouplingChoice,
    place: CouplingPlace,
    limit: number,
    suits: (coupling: CouplingSummary) => boolean,
  ): readonly PlacedCoupling[] {
    return this.couplings().suitingAfter(choice, place, limit, suits);
  }

  couplingsAt(places: readonly CouplingPlace[]): readonly PlacedCoupling[] {
    return this.couplings().at(places);
  }

  /** The places of the couplings with `search` in an id, or of one of the records named; in order. */
  searchCouplings(choice: CouplingChoice, search: string, titled: readonly TitledRecords[]): readonly CouplingPlace[] {
    const couplings = this.couplings();
    const places = new Set(couplings.searchIds(choice, search));
    for (const { mapping, side, ids } of titled) {
      for (const place of couplings.searchRecords({ ...choice, mapping }, side, ids)) places.add(place);
    }
    return [...places].sort((a, b) => a - b);
  }

  couplingsByIds(mapping: string, side: Side, ids: readonly RecordId[]): ReadonlyMap<RecordId, Coupling> {
    return this.now().tables.couplings.byIds(mapping, side, ids);
  }

  hasMapping(mapping: string): boolean {
    return this.now().tables.mappings.find(mapping) !== undefined;
  }

  /** Newest first; all of them without a limit. */
  jobs(query: { readonly mapping?: string; readonly limit?: number }): readonly Job[] {
    return this.now().tables.jobs.jobs(query.mapping, query.limit);
  }

  job(id: string): Job | undefined {
    return this.now().tables.jobs.job(id);
  }

  /** The jobs of one run, oldest first. */
  jobsOfRun(runId: string): readonly Job[] {
    return this.jobLog().jobsOfRun(runId);
  }

  /** How often a job's records failed with each code. */
  failureCounts(jobId: string): ReadonlyMap<FailureCode, number> {
    return this.remember(`failures ${jobId}`, () => this.jobLog().failureCounts(jobId));
  }

  /** What jobs did to one record, or to a pair, newest first. */
  recordHistory(
    mapping: string,
    ids: Pick<JobRecord, 'localId' | 'integrationId'>,
  ): readonly { readonly job: Job; readonly record: JobRecord }[] {
    const entry = this.now().tables.mappings.find(mapping);
    return entry ? new RecordHistory(this.now().database).of(entry, ids) : [];
  }

  shapeById(id: number): MappingShape | undefined {
    return this.now().tables.shapes.findById(id);
  }

  cursor(mapping: string, direction: RunDirection): Watermark | null {
    return this.now().tables.cursor(mapping, direction);
  }

  /** By mapping, the newest job of each direction that is wanted, newest first. */
  newestJobs(wanted: ReadonlyMap<string, readonly RunDirection[]>): ReadonlyMap<string, readonly Job[]> {
    return this.remember(JSON.stringify([...wanted]), () => this.jobLog().newest(wanted));
  }

  jobRecords(id: string, actions: readonly Action[], stretch: StretchQuery): Stretch<JobRecord> {
    return this.jobLog().records(id, actions, stretch);
  }

  jobErrors(id: string, stretch: StretchQuery): Stretch<JobError> {
    return this.jobLog().errors(id, stretch);
  }

  private couplings(): CouplingBrowser {
    const { database, tables } = this.now();
    return new CouplingBrowser(database, tables);
  }

  private jobLog(): JobBrowser {
    return new JobBrowser(this.now().database);
  }

  private remember<T>(key: string, make: () => T): T {
    const { revision } = this;
    if (this.known?.revision !== revision) this.known = { revision, answers: new Map() };
    const { answers } = this.known;
    if (!answers.has(key)) answers.set(key, make());
    return answers.get(key) as T;
  }
}

/** Records of one side, and the mapping whose couplings are meant. */
export interface TitledRecords {
  readonly mapping: string;
  readonly side: Side;
  readonly ids: ReadonlySet<RecordId>;
}
