import type { Action, Counters, Job } from '../src/core/model/job';
import type { Direction, RunDirection } from '../src/core/model/side';
import type { FailureCode } from '../src/core/model/failure';
import type {
  ConflictQuestion,
  ErrorGroup,
  GraphNode,
  Opened,
  QuestionName,
  Questions,
  RecordRow,
  RecordStory,
  RunLine,
  RunningRun,
} from '../src/protocol/resultsProtocol';
import { count, either, flag, list, nullable, object, oneOf, text } from '../src/core/shapes';
import type { Shape } from '../src/core/shapes';

export const counterNames = [
  'inserted',
  'modified',
  'deleted',
  'unchanged',
  'skipped',
  'failed',
  'coupled',
  'uncoupled',
] as const satisfies readonly (keyof Counters)[];

const counters: Shape<Counters> = object({
  inserted: count,
  modified: count,
  deleted: count,
  unchanged: count,
  skipped: count,
  failed: count,
  coupled: count,
  uncoupled: count,
});
const runDirection: Shape<RunDirection> = oneOf('toIntegrationTable', 'fromIntegrationTable');
const direction: Shape<Direction> = oneOf('bidirectional', 'toIntegrationTable', 'fromIntegrationTable');
const action: Shape<Action> = oneOf('insert', 'modify', 'unchanged', 'skip', 'fail', 'couple', 'uncouple');
/** A code that a newer host knows is shown as it is. */
const code = text as Shape<FailureCode>;

export const job: Shape<Job> = object({
  id: text,
  runId: text,
  mapping: text,
  type: oneOf('synchronization', 'coupling', 'uncoupling'),
  mode: oneOf('full', 'modified', 'records'),
  direction: runDirection,
  status: oneOf('inProgress', 'finished', 'aborted', 'cancelled'),
  startedAt: text,
  finishedAt: nullable(text),
  counters,
  message: text,
});

const isTrue = (value: unknown): value is true => value === true;

const row: Shape<RecordRow> = object({
  jobId: text,
  mapping: text,
  direction: runDirection,
  action,
  localId: nullable(text),
  integrationId: nullable(text),
  localTitle: nullable(text),
  integrationTitle: nullable(text),
  fields: list(object({ field: text }, { before: nullable(text), after: nullable(text), cut: isTrue })),
  reason: text,
  code: nullable(code),
});

const runLine: Shape<RunLine> = object({
  runId: text,
  headline: text,
  startedAt: text,
  finishedAt: nullable(text),
  totals: counters,
  jobs: list(job),
});

const errorGroup: Shape<ErrorGroup> = object({
  code,
  class: oneOf('transient', 'dependency', 'data', 'conflict', 'deletion', 'configuration'),
  count,
  cause: text,
  nextStep: text,
  example: row,
  mappings: list(text),
});

const story: Shape<RecordStory> = object({
  localTitle: nullable(text),
  integrationTitle: nullable(text),
  state: oneOf('ok', 'failed', 'skipped', 'uncoupled'),
  facts: list(
    object({ kind: oneOf('filter', 'cursor', 'fingerprint', 'coupling', 'error', 'mapping', 'record'), text }),
  ),
  nextStep: text,
  events: list(object({ at: text, row })),
});

const conflict: Shape<ConflictQuestion> = object({
  localTitle: nullable(text),
  integrationTitle: nullable(text),
  fields: list(
    object(
      {
        localField: text,
        integrationField: text,
        local: nullable(text),
        integration: nullable(text),
        inConflict: flag,
      },
      { last: nullable(text) },
    ),
  ),
});

const node: Shape<GraphNode> = object({
  mapping: text,
  table: text,
  integrationTable: text,
  direction,
  dependsOn: list(text),
  ok: count,
  failed: count,
  skipped: count,
});

/** What a right answer to each question looks like. */
export const answerShapes: { readonly [Q in QuestionName]: Shape<Questions[Q]['answer']> } = {
  runs: object({ runs: list(runLine) }),
  records: object({ rows: list(row), total: count }, { note: text }),
  errors: object({ groups: list(errorGroup) }),
  story,
  conflict,
  graph: object({ nodes: list(node) }),
};

const place = <const P extends string>(name: P): Shape<P> => oneOf(name);
const jobsOrPicture = either(object({ place: place('jobs') }, { mapping: text }), object({ place: place('picture') }));
const ofRun = either(
  object({ place: place('records'), runId: text }, { jobId: text, counter: oneOf(...counterNames), code }),
  object({ place: place('errors'), runId: text }, { jobId: text }),
);
const ofRecord = either(
  object({ place: place('story'), mapping: text, localId: nullable(text), integrationId: nullable(text) }),
  object({ place: place('conflict'), mapping: text, localId: text, integrationId: text }),
);
export const opened: Shape<Opened> = either(jobsOrPicture, either(ofRun, ofRecord));

export const runningRun: Shape<RunningRun> = object({
  title: text,
  startedAt: text,
  job: nullable(job),
  position: count,
  of: count,
  done: count,
  total: nullable(count),
  waiting: nullable(text),
  cancelling: flag,
});
