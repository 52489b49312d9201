import type { Action, Counters, JobStatus, JobType, RunMode } from '../src/core/model/job';
import type { CouplingState } from '../src/core/model/coupling';
import type { Direction } from '../src/core/model/side';
import type { StoryFact } from '../src/protocol/resultsProtocol';

/** Every sentence of the view; `{0}` and so on stand for what `fill` puts in. The host may give them in another language. */
export const english = {
  title: 'Synchronization Jobs',
  picture: 'Overview',
  records: 'Records',
  errors: 'Errors',
  story: 'Record History',
  conflict: 'Resolve Conflict',
  back: 'Back',
  path: 'You are here',
  production: 'Production',
  environment: 'Environment {0}',
  untrusted: 'This workspace is not trusted. Trust it to see titles and values and to change records.',
  busy: 'A synchronization is running. Wait for it to end, or cancel it.',
  loading: 'Loading…',
  tryAgain: 'Try Again',
  noRuns: 'No synchronization has run yet. Run Full Synchronization from the Tandem view or the Command Palette.',
  noMatchingJobs: 'No synchronization job matches these filters.',
  clearFilters: 'Clear Filters',
  noRecords: 'No record was touched here. Unchanged records are counted but not listed.',
  noMatchingRecords: 'No record matches “{0}”. Try part of an id, a title, a field or a reason.',
  noErrors: 'No record failed here. Nothing needs to be done.',
  noEvents: 'No job has touched this record yet. Synchronize it to start its history.',
  noConflict: 'No field is in conflict any more. If the record is still listed as failed, synchronize it.',
  noMappings: 'This workspace has no table mapping yet. Create one with New Table Mapping in the Tandem view.',
  olderRuns: 'Show Older Runs',
  showErrors: 'Errors: {0}',
  mapping: 'Mapping',
  direction: 'Direction',
  type: 'Type',
  mode: 'Mode',
  start: 'Start',
  duration: 'Duration',
  status: 'Status',
  message: 'Message',
  action: 'Action',
  local: 'Local record',
  integration: 'Integration record',
  fields: 'Fields',
  reason: 'Reason',
  field: 'Field',
  before: 'Before',
  after: 'After',
  notKept: 'not kept',
  blank: 'blank',
  allMappings: 'All mappings',
  allStatuses: 'All statuses',
  anyTime: 'Any time',
  day1: 'Last 24 hours',
  day7: 'Last 7 days',
  day30: 'Last 30 days',
  time: 'Time',
  search: 'Search',
  searchHint: 'Id, title, field, code or reason',
  columns: 'Columns',
  copy: 'Copy Selected',
  copyHint: 'Select rows with Space first.',
  select: 'Select {0}',
  exportCsv: 'Export CSV',
  exportJson: 'Export JSON',
  exportMarkdown: 'Export Markdown',
  recordHistory: 'Show History',
  compare: 'Compare',
  resolve: 'Resolve Conflict…',
  goToMapping: 'Go to Mapping',
  openCoupling: 'Open Coupling',
  couple: 'Couple…',
  coupleDependency: 'Couple Missing Dependency…',
  retryThese: 'Retry These',
  retryRecord: 'Retry This Record',
  synchronizeRecord: 'Synchronize This Record',
  synchronizeMapping: 'Synchronize {0}',
  showRecords: 'Show Records',
  example: 'Example',
  nextStep: 'Next step',
  cause: 'Cause',
  countOf: '{0} records',
  countOfOne: '1 record',
  inMappings: 'in {0}',
  facts: 'Why it was, or was not, synchronized',
  events: 'Jobs that touched it',
  state: 'State',
  localSide: 'Local',
  integrationSide: 'Integration',
  lastSynchronized: 'Last synchronized',
  takeLocal: 'Take All Local',
  takeIntegration: 'Take All Integration',
  choiceFor: 'Value for {0}',
  synchronizeChoice: 'Synchronize with This Choice',
  chooseFirst: 'Choose a side for each field in conflict first.',
  bothChanged: 'both changed',
  otherFields: 'Other fields: {0}, which the synchronization settles by itself',
  timeline: 'Runs over time',
  timelineText: '{0} runs, newest on the right. {1} created, {2} modified and {3} failed in all.',
  graph: 'Table mappings',
  graphText: '{0} table mappings; an arrow points from a mapping to those that depend on it.',
  asTable: 'As a Table',
  created: 'Created',
  changed: 'Modified',
  failed: 'Failed',
  run: 'Run',
  table: 'Local table',
  integrationTable: 'Integration table',
  dependsOn: 'Depends on',
  graphState: '{0} in step · {1} failed · {2} skipped',
  inStep: 'In step',
  skipped: 'Skipped',
  running: 'Running: {0}',
  position: '{0}, {1} of {2}',
  progress: '{0} of {1} records',
  progressOpen: '{0} records',
  rate: '{0} records/s',
  remaining: 'about {0} left',
  waiting: 'Waiting: {0}',
  cancel: 'Cancel',
  cancelling: 'Cancelling after this batch…',
  announceRunning: '{0}: {1} %.',
  announceEnded: 'The synchronization ended.',
  announceRecords: '{0} records.',
  dismiss: 'Dismiss',
  seconds: '{0} s',
  minutes: '{0} min {1} s',
  hours: '{0} h {1} min',
  none: 'none',
  'counter.inserted': 'Inserted',
  'counter.modified': 'Modified',
  'counter.deleted': 'Deleted',
  'counter.unchanged': 'Unchanged',
  'counter.skipped': 'Skipped',
  'counter.failed': 'Failed',
  'counter.coupled': 'Coupled',
  'counter.uncoupled': 'Uncoupled',
  'action.insert': 'Inserted',
  'action.modify': 'Modified',
  'action.unchanged': 'Unchanged',
  'action.skip': 'Skipped',
  'action.fail': 'Failed',
  'action.couple': 'Coupled',
  'action.uncouple': 'Uncoupled',
  'status.inProgress': 'In progress',
  'status.finished': 'Finished',
  'status.aborted': 'Aborted',
  'status.cancelled': 'Cancelled',
  'type.synchronization': 'Synchronization',
  'type.coupling': 'Coupling',
  'type.uncoupling': 'Uncoupling',
  'mode.full': 'Full',
  'mode.modified': 'Modified records',
  'mode.records': 'Chosen records',
  'direction.toIntegrationTable': '→ Integration',
  'direction.fromIntegrationTable': '← Integration',
  'direction.bidirectional': '↔ Both ways',
  'state.ok': 'In step',
  'state.failed': 'Failed',
  'state.skipped': 'Skipped',
  'state.uncoupled': 'Not coupled',
  'fact.filter': 'Filter',
  'fact.cursor': 'Cursor',
  'fact.fingerprint': 'Fingerprint',
  'fact.coupling': 'Coupling',
  'fact.error': 'Error',
  'fact.mapping': 'Table mapping',
  'fact.record': 'Record',
} as const;

export type WordName = keyof typeof english;
export type Words = Readonly<Record<WordName, string>>;

/** Each value that the model knows has its word; one that is missing does not type-check. */
export type ModelWord =
  | `counter.${keyof Counters}`
  | `action.${Action}`
  | `status.${JobStatus}`
  | `type.${JobType}`
  | `mode.${RunMode}`
  | `direction.${Direction}`
  | `state.${CouplingState | 'uncoupled'}`
  | `fact.${StoryFact['kind']}`;
const _complete: Readonly<Record<ModelWord, string>> = english;
void _complete;

/** Takes over what the host translated, as JSON text by the English sentence; what is missing or no text stays English. */
export function readWords(json: string | undefined): Words {
  const given = parsed(json);
  const words: Record<WordName, string> = { ...english };
  for (const name of Object.keys(english) as WordName[]) {
    const value = given[english[name]];
    if (typeof value === 'string' && value !== '') words[name] = value;
  }
  return words;
}

/** Puts arguments in place of `{0}`, `{1}`… */
export function fill(sentence: string, ...args: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}

function parsed(json: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
