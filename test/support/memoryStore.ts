import type { Coupling, MappingShape } from '../../src/core/model/coupling';
import type {
  CouplingChange,
  CouplingPage,
  CouplingQuery,
  Intent,
  Outcomes,
  StateBatch,
  StateStore,
  StoreError,
} from '../../src/core/ports/stateStore';
import type { Job, JobError, JobRecord } from '../../src/core/model/job';
import type { RecordId, Stamp } from '../../src/core/model/record';
import type { Result } from '../../src/core/result';
import type { RunDirection, Side } from '../../src/core/model/side';
import { couplingState } from '../../src/core/model/coupling';
import { ok } from '../../src/core/result';
import { sourceSide } from '../../src/core/model/side';

/** The state store on maps: what every store promises, in the plainest form. */
export class MemoryStore implements StateStore {
  /** By row number; `rowsPerMapping` rows for each mapping. */
  private readonly rows = new Map<number, Coupling>();
  /** Row numbers by mapping, side and id. */
  private readonly rowsById = new Map<string, number>();
  private readonly mappings = new Map<string, { readonly first: number; next: number; coupled: number }>();
  private readonly shapes: { readonly mapping: string; readonly shape: MappingShape }[] = [];
  private readonly cursors = new Map<string, Stamp | null>();
  private readonly jobsById = new Map<string, Job>();
  private readonly records = new Map<string, JobRecord[]>();
  private readonly errors = new Map<string, JobError[]>();
  private intents: readonly Intent[] = [];
  private outcomes: readonly (readonly Outcomes[])[] = [];
  /** What the maps held before the first outcomes were staged. */
  private before: (() => void) | undefined;
  private staged: Outcomes[] = [];
  private prepared = false;

  /** What a process finds that starts after this one died: all that was committed, and what is still open. */
  simulateCrash(): MemoryStore {
    this.unstage();
    return this;
  }

  couplingsByIds(mapping: string, side: Side, ids: readonly RecordId[]): ReadonlyMap<RecordId, Coupling> {
    const found = new Map<RecordId, Coupling>();
    for (const id of ids) {
      const coupling = this.rows.get(this.rowsById.get(keyOf(mapping, side, id)) ?? 0);
      if (coupling) found.set(id, coupling);
    }
    return found;
  }

  countCoupled(mapping: string): number {
    return this.mappings.get(mapping)?.coupled ?? 0;
  }

  sampleCoupled(mapping: string, count: number): readonly Coupling[] {
    const coupled = this.rowsOf(mapping).flatMap(([, coupling]) => (isCoupled(coupling) ? coupling : []));
    const wanted = Math.min(count, coupled.length);
    return Array.from(
      { length: wanted },
      (_, index) => coupled[Math.floor((index * coupled.length) / wanted)] as Coupling,
    );
  }

  couplingsToRevisit(mapping: string, direction: RunDirection): readonly Coupling[] {
    const idOfSource = ({ localId, integrationId }: Coupling) =>
      sourceSide(direction) === 'local' ? localId : integrationId;
    const mustLook = (coupling: Coupling) =>
      !coupling.skipped &&
      (coupling.failures[direction] !== null || coupling.fingerprints === null || coupling.pending[direction]);
    return this.rowsOf(mapping)
      .flatMap(([, coupling]) => (mustLook(coupling) && idOfSource(coupling) !== null ? coupling : []))
      .sort((a, b) => ((idOfSource(a) ?? '') < (idOfSource(b) ?? '') ? -1 : 1));
  }

  listCouplings({ mapping, state, after, limit }: CouplingQuery): CouplingPage {
    const names = mapping === undefined ? [...this.mappings.keys()].sort() : [mapping];
    const all = names.flatMap((name) => this.rowsOf(name));
    // The row itself may be gone by now, but its mapping's place in the order is not.
    const mappingOf = (row: number) => Math.floor(row / rowsPerMapping);
    const order = names.map((name) => mappingOf(this.mappings.get(name)?.first ?? 0));
    const isAfter = (row: number) =>
      after === undefined ||
      (mappingOf(row) === mappingOf(after)
        ? row > after
        : order.indexOf(mappingOf(row)) > order.indexOf(mappingOf(after)));
    const rest = all.filter(
      ([row, coupling]) => isAfter(row) && (state === undefined || couplingState(coupling) === state),
    );
    const page = rest.slice(0, limit);
    const last = page.at(-1)?.[0];
    const couplings = page.map(([, coupling]) => coupling);
    return rest.length > limit && last !== undefined ? { couplings, next: last } : { couplings };
  }

  cursor(mapping: string, direction: RunDirection): Stamp | null {
    return this.cursors.get(`${direction} ${mapping}`) ?? null;
  }

  shape(mapping: string, fields: readonly string[], signature: string): MappingShape {
    const known = this.shapes.find(
      (entry) =>
        entry.mapping === mapping &&
        entry.shape.signature === signature &&
        JSON.stringify(entry.shape.fields) === JSON.stringify(fields),
    );
    if (known) return known.shape;
    const shape = { id: this.shapes.length + 1, fields: [...fields], signature };
    this.shapes.push({ mapping, shape });
    return shape;
  }

  shapeById(id: number): MappingShape | undefined {
    return this.shapes[id - 1]?.shape;
  }

  openIntents(): readonly Intent[] {
    return this.intents;
  }

  jobs({ mapping, limit }: { readonly mapping?: string; readonly limit?: number }): readonly Job[] {
    const newestFirst = [...this.jobsById.values()].reverse();
    return newestFirst.filter((job) => mapping === undefined || job.mapping === mapping).slice(0, limit);
  }

  job(id: string): Job | undefined {
    return this.jobsById.get(id);
  }

  jobRecords(id: string): readonly JobRecord[] {
    return this.records.get(id) ?? [];
  }

  jobErrors(id: string): readonly JobError[] {
    return this.errors.get(id) ?? [];
  }

  openOutcomes(): readonly Outcomes[] {
    return this.outcomes.flat();
  }

  stage(outcomes: Outcomes): Result<void, StoreError> {
    this.before ??= this.remember();
    this.staged.push(outcomes);
    this.apply(outcomes);
    return ok(undefined);
  }

  async prepare(): Promise<Result<void, StoreError>> {
    if (this.staged.length > 0) {
      this.prepared = true;
      this.outcomes = [...this.outcomes, this.staged];
    }
    return ok(undefined);
  }

  unstage(): void {
    this.before?.();
    this.forgetStage();
  }

  async recordIntents(intents: readonly Intent[]): Promise<Result<void, StoreError>> {
    this.intents = [...this.intents, ...intents];
    return ok(undefined);
  }

  async commit(batch: StateBatch): Promise<Result<void, StoreError>> {
    if (this.prepared) this.outcomes = this.outcomes.slice(0, -1);
    this.forgetStage();
    this.apply(batch);
    if (batch.closeOutcomes) this.outcomes = [];
    for (const { mapping, direction, cursor } of batch.cursors ?? []) {
      this.cursors.set(`${direction} ${mapping}`, cursor);
    }
    const closed = batch.closeIntentsOf ?? [];
    const open = this.intents.filter(({ jobId }) => !closed.includes(jobId));
    this.intents = [...open, ...(batch.keepIntents ?? [])];
    return ok(undefined);
  }

  private apply(batch: StateBatch): void {
    for (const job of batch.jobs ?? []) this.jobsById.set(job.id, job);
    for (const change of batch.couplings ?? []) this.change(change);
    for (const { jobId, record } of batch.records ?? []) append(this.records, jobId, record);
    for (const { jobId, error } of batch.errors ?? []) append(this.errors, jobId, error);
  }

  private forgetStage(): void {
    this.before = undefined;
    this.staged = [];
    this.prepared = false;
  }

  private remember(): () => void {
    const { rows, rowsById, mappings, records, errors } = this;
    const restore = [rows, rowsById, mappings, records, errors].map((map) => {
      const entries = structuredClone([...map]) as [never, never][];
      return () => {
        map.clear();
        for (const [key, value] of entries) map.set(key, value);
      };
    });
    return () => restore.forEach((each) => each());
  }

  private change(change: CouplingChange): void {
    if (change.kind === 'put') {
      this.put(change.coupling);
      return;
    }
    const row = this.rowWith(change.mapping, change.localId, change.integrationId);
    if (row !== undefined) this.takeAway(row);
  }

  private put(coupling: Coupling): void {
    const { mapping, localId, integrationId } = coupling;
    const known = this.rowWith(mapping, localId, integrationId);
    if (known !== undefined) {
      this.rows.set(known, coupling);
      return;
    }
    for (const [side, id] of sidesOf(coupling)) {
      const row = this.rowsById.get(keyOf(mapping, side, id));
      if (row !== undefined) this.takeAway(row);
    }
    const entry = this.entry(mapping);
    const row = entry.next++;
    this.rows.set(row, coupling);
    for (const [side, id] of sidesOf(coupling)) this.rowsById.set(keyOf(mapping, side, id), row);
    if (localId !== null && integrationId !== null) entry.coupled++;
  }

  private takeAway(row: number): void {
    const coupling = this.rows.get(row) as Coupling;
    this.rows.delete(row);
    for (const [side, id] of sidesOf(coupling)) this.rowsById.delete(keyOf(coupling.mapping, side, id));
    if (isCoupled(coupling)) this.entry(coupling.mapping).coupled--;
  }

  /** The row with exactly these ids. */
  private rowWith(mapping: string, localId: RecordId | null, integrationId: RecordId | null): number | undefined {
    const [side, id] = localId === null ? (['integration', integrationId] as const) : (['local', localId] as const);
    const row = this.rowsById.get(keyOf(mapping, side, id ?? ''));
    const coupling = row === undefined ? undefined : this.rows.get(row);
    return coupling?.localId === localId && coupling.integrationId === integrationId ? row : undefined;
  }

  private rowsOf(mapping: string): readonly (readonly [number, Coupling])[] {
    const rows = [...this.rows].filter(([, coupling]) => coupling.mapping === mapping);
    return rows.sort(([a], [b]) => a - b);
  }

  private entry(mapping: string): { readonly first: number; next: number; coupled: number } {
    let entry = this.mappings.get(mapping);
    if (!entry) {
      const first = (this.mappings.size + 1) * rowsPerMapping;
      entry = { first, next: first + 1, coupled: 0 };
      this.mappings.set(mapping, entry);
    }
    return entry;
  }
}

const rowsPerMapping = 1e9;

function keyOf(mapping: string, side: Side, id: RecordId): string {
  return `${side} ${mapping}\n${id}`;
}

function sidesOf({ localId, integrationId }: Coupling): readonly (readonly [Side, RecordId])[] {
  return [
    ...(localId === null ? [] : [['local', localId] as const]),
    ...(integrationId === null ? [] : [['integration', integrationId] as const]),
  ];
}

function isCoupled({ localId, integrationId }: Coupling): boolean {
  return localId !== null && integrationId !== null;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
