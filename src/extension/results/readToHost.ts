import type { Counters } from '../../core/model/job';
import type { FailureCode } from '../../core/model/failure';
import type {
  FieldChoice,
  NamedRecord,
  QuestionName,
  Questions,
  RecordsQuestion,
  ResultsAction,
} from '../../protocol/resultsProtocol';
import type { Shape } from '../../core/shapes';
import { count, either, list, nullable, object, oneOf, text } from '../../core/shapes';
import { failureClasses } from '../../core/model/failure';

/** One question of the page, with parameters that fit it. */
export type AskedQuestion = {
  readonly [Q in QuestionName]: { readonly name: Q; readonly params: Questions[Q]['params'] };
}[QuestionName];

/** What the page says, checked to the last property. */
export type CheckedMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly id: number; readonly question: AskedQuestion }
  | { readonly kind: 'do'; readonly id: number; readonly action: ResultsAction };

/**
 * Reads what the page sent: closed kinds and names, texts and lists no longer than anything real. Undefined for everything else,
 * which the host ignores: a page that was tampered with has no other way in.
 */
export function readToHost(data: unknown): CheckedMessage | undefined {
  if (ready(data)) return { kind: 'ready' };
  if (ask(data)) {
    const { id, name, params } = data;
    const isFit: (value: unknown) => boolean = questions[name];
    // The table of shapes is by name, so that the parameters that fit are that question's.
    return isFit(params) ? { kind: 'ask', id, question: { name, params } as AskedQuestion } : undefined;
  }
  return act(data) ? { kind: 'do', id: data.id, action: data.action } : undefined;
}

/** What a caller of the command chose for fields in conflict; undefined where it is no such choice. */
export function readChoices(value: unknown): readonly FieldChoice[] | undefined {
  return choices(value) ? value : undefined;
}

/** Ids, names, searches: longer ones do not occur. */
const longestName = 1_000;
/** Of copied rows, in characters. */
const longestCopy = 20_000_000;
const mostRows = 1_000;
const mostRuns = 100_000;
const mostChoices = 2_000;

const name: Shape<string> = (value): value is string => text(value) && value.length <= longestName;
const id: Shape<string> = (value): value is string => name(value) && value !== '';
const upTo =
  (most: number): Shape<number> =>
  (value): value is number =>
    count(value) && value <= most;
const code: Shape<FailureCode> = (value): value is FailureCode => text(value) && Object.hasOwn(failureClasses, value);
const counter: Shape<keyof Counters> = oneOf(
  'inserted',
  'modified',
  'deleted',
  'unchanged',
  'skipped',
  'failed',
  'coupled',
  'uncoupled',
);

const recordParts = { mapping: id, localId: nullable(id), integrationId: nullable(id) };
const record: Shape<NamedRecord> = object(recordParts);
const ofRun = { runId: id };
const records: Shape<RecordsQuestion> = object(
  { ...ofRun, search: name, offset: count, limit: count },
  { jobId: id, counter, code },
);
const page: Shape<RecordsQuestion> = (value): value is RecordsQuestion => records(value) && value.limit <= mostRows;

const nothing: Shape<Record<string, never>> = (value): value is Record<string, never> =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const questions: { readonly [Q in QuestionName]: Shape<Questions[Q]['params']> } = {
  runs: object({ limit: upTo(mostRuns) }),
  records: page,
  errors: object(ofRun, { jobId: id }),
  story: record,
  conflict: object({ mapping: id, localId: id, integrationId: id }),
  graph: nothing,
};

const choices: Shape<readonly FieldChoice[]> = (value): value is readonly FieldChoice[] =>
  Array.isArray(value) && value.length <= mostChoices && anyChoices(value);
const anyChoices: Shape<readonly FieldChoice[]> = list(
  object({ localField: name, integrationField: name, take: oneOf('local', 'integration') }),
);
const copied: Shape<string> = (value): value is string => text(value) && value.length <= longestCopy;

const simpleActions = either(
  either(object({ name: oneOf('cancel') }), object({ name: oneOf('openMapping'), mapping: id }, { field: name })),
  either(
    object({ name: oneOf('retry'), ...ofRun }, { jobId: id, code }),
    object({ name: oneOf('synchronizeMapping'), mapping: id }),
  ),
);
const recordActions = either(
  object({
    name: oneOf('retryRecord', 'synchronizeRecord', 'compare', 'openCoupling', 'couple', 'coupleDependency'),
    ...recordParts,
  }),
  object({ name: oneOf('resolveConflict'), ...recordParts, choices }),
);
const textActions = either(
  object({ name: oneOf('export'), format: oneOf('csv', 'json', 'markdown'), question: records }),
  object({ name: oneOf('copy'), text: copied }),
);
const action: Shape<ResultsAction> = either(simpleActions, either(recordActions, textActions));

const ready = object({ kind: oneOf('ready') });
const anything = (value: unknown): value is unknown => value !== undefined;
const ask = object({
  kind: oneOf('ask'),
  id: count,
  name: oneOf('runs', 'records', 'errors', 'story', 'conflict', 'graph'),
  params: anything,
});
const act = object({ kind: oneOf('do'), id: count, action });
