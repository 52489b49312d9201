/**
 * The words between the results view (a webview) and the editor that hosts it. The view asks and the host answers; besides, the
 * host tells what changed. All is plain JSON; both ends check what arrives and ignore what they do not know. Ids are text,
 * times are ISO 8601 UTC; record data is always text to be shown as text.
 */
import type { Action, Counters, Job } from '../core/model/job';
import type { CouplingState } from '../core/model/coupling';
import type { Direction, RunDirection } from '../core/model/side';
import type { FailureClass, FailureCode } from '../core/model/failure';

export type ToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly id: number; readonly name: QuestionName; readonly params: unknown }
  | { readonly kind: 'do'; readonly id: number; readonly action: ResultsAction };

export type ToView =
  /** Which workspace the view shows, and what it is to open first. */
  | { readonly kind: 'shown'; readonly workspace: ShownWorkspace; readonly open?: Opened }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly message: string }
  /** Jobs, couplings or records changed: what is shown should be asked for again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'running'; readonly run: RunningRun | null };

export interface ShownWorkspace {
  readonly name: string;
  readonly environment: string;
  readonly production: boolean;
  /** In synchronization order. */
  readonly mappings: readonly string[];
  /** Titles and values can be asked for, and actions taken. */
  readonly trusted: boolean;
}

/** A place in the view, also what it keeps over a reload. */
export type Opened =
  /** A mapping narrows the list to its jobs; the view keeps that as a filter. */
  | { readonly place: 'jobs'; readonly mapping?: string }
  | {
      readonly place: 'records';
      readonly runId: string;
      readonly jobId?: string;
      readonly counter?: keyof Counters;
      readonly code?: FailureCode;
    }
  | { readonly place: 'errors'; readonly runId: string; readonly jobId?: string }
  | {
      readonly place: 'story';
      readonly mapping: string;
      readonly localId: string | null;
      readonly integrationId: string | null;
    }
  | { readonly place: 'conflict'; readonly mapping: string; readonly localId: string; readonly integrationId: string }
  | { readonly place: 'picture' };

export interface RunningRun {
  readonly title: string;
  readonly startedAt: string;
  readonly job: Job | null;
  readonly position: number;
  readonly of: number;
  readonly done: number;
  readonly total: number | null;
  readonly waiting: string | null;
  readonly cancelling: boolean;
}

/** What the view may ask. */
export interface Questions {
  /** Newest first. */
  runs: { params: { readonly limit: number }; answer: { readonly runs: readonly RunLine[] } };
  /** One page of what jobs did to records; a counter names exactly the records it counted. */
  records: { params: RecordsQuestion; answer: RecordsAnswer };
  errors: {
    params: { readonly runId: string; readonly jobId?: string };
    answer: { readonly groups: readonly ErrorGroup[] };
  };
  story: {
    params: { readonly mapping: string; readonly localId: string | null; readonly integrationId: string | null };
    answer: RecordStory;
  };
  conflict: {
    params: { readonly mapping: string; readonly localId: string; readonly integrationId: string };
    answer: ConflictQuestion;
  };
  graph: { params: Record<string, never>; answer: { readonly nodes: readonly GraphNode[] } };
}
export type QuestionName = keyof Questions;

export interface RunLine {
  readonly runId: string;
  /** What happened, in a sentence: `61 customers created in dataverse, 3 failed: salesperson not coupled.` */
  readonly headline: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly totals: Counters;
  readonly jobs: readonly Job[];
}

export interface RecordsQuestion {
  readonly runId: string;
  readonly jobId?: string;
  readonly counter?: keyof Counters;
  /** Part of an id, title, field, code or reason; upper and lower case are alike. Empty for all. */
  readonly search: string;
  readonly code?: FailureCode;
  readonly offset: number;
  readonly limit: number;
}

export interface RecordsAnswer {
  readonly rows: readonly RecordRow[];
  readonly total: number;
  /** Why fewer records are listed than were counted, where that is so (logs of earlier versions); for people. */
  readonly note?: string;
}

export interface RecordRow {
  readonly jobId: string;
  readonly mapping: string;
  readonly direction: RunDirection;
  readonly action: Action;
  readonly localId: string | null;
  readonly integrationId: string | null;
  readonly localTitle: string | null;
  readonly integrationTitle: string | null;
  /** Destination fields that were written; values where the outcome still holds them. */
  readonly fields: readonly FieldOutcome[];
  /** Why, in words; the failure's message where it failed. */
  readonly reason: string;
  readonly code: FailureCode | null;
}

export interface FieldOutcome {
  readonly field: string;
  readonly before?: string | null;
  readonly after?: string | null;
  /** A value was too long to be kept whole: what stands here is how it begins. */
  readonly cut?: true;
}

export interface ErrorGroup {
  readonly code: FailureCode;
  readonly class: FailureClass;
  readonly count: number;
  /** What went wrong, in words for all of the group. */
  readonly cause: string;
  /** What resolves it. */
  readonly nextStep: string;
  readonly example: RecordRow;
  readonly mappings: readonly string[];
}

export interface RecordStory {
  readonly localTitle: string | null;
  readonly integrationTitle: string | null;
  readonly state: CouplingState | 'uncoupled';
  /** Why it was, or was not, synchronized: one fact a line, the deciding one first. */
  readonly facts: readonly StoryFact[];
  readonly nextStep: string;
  /** Newest first. */
  readonly events: readonly { readonly at: string; readonly row: RecordRow }[];
}

export interface StoryFact {
  readonly kind: 'filter' | 'cursor' | 'fingerprint' | 'coupling' | 'error' | 'mapping' | 'record';
  readonly text: string;
}

export interface ConflictQuestion {
  readonly localTitle: string | null;
  readonly integrationTitle: string | null;
  readonly fields: readonly ConflictField[];
}

export interface ConflictField {
  readonly localField: string;
  readonly integrationField: string;
  readonly local: string | null;
  readonly integration: string | null;
  /** The value last synchronized, where an outcome still holds it. */
  readonly last?: string | null;
  /** Both sides changed it to different values. */
  readonly inConflict: boolean;
}

export interface GraphNode {
  readonly mapping: string;
  readonly table: string;
  readonly integrationTable: string;
  readonly direction: Direction;
  readonly dependsOn: readonly string[];
  readonly ok: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What the view may have done; each is also a command. */
export type ResultsAction =
  | { readonly name: 'cancel' }
  | { readonly name: 'openMapping'; readonly mapping: string; readonly field?: string }
  | { readonly name: 'retry'; readonly runId: string; readonly jobId?: string; readonly code?: FailureCode }
  | ({ readonly name: RecordAction } & NamedRecord)
  | { readonly name: 'synchronizeMapping'; readonly mapping: string }
  | ({ readonly name: 'resolveConflict'; readonly choices: readonly FieldChoice[] } & NamedRecord)
  | { readonly name: 'export'; readonly format: 'csv' | 'json' | 'markdown'; readonly question: RecordsQuestion }
  | { readonly name: 'copy'; readonly text: string };

/** `coupleDependency` couples what the record's lookup points to. */
export type RecordAction =
  'retryRecord' | 'synchronizeRecord' | 'compare' | 'openCoupling' | 'couple' | 'coupleDependency';

export interface NamedRecord {
  readonly mapping: string;
  readonly localId: string | null;
  readonly integrationId: string | null;
}

export interface FieldChoice {
  readonly localField: string;
  readonly integrationField: string;
  readonly take: 'local' | 'integration';
}
