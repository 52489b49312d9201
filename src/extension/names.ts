/** The names that package.json and the code share; a test compares both. */
export const commands = {
  fullSynchronization: 'tandem.fullSynchronization',
  synchronizeModified: 'tandem.synchronizeModified',
  synchronizeMapping: 'tandem.synchronizeMapping',
  synchronizeRecord: 'tandem.synchronizeRecord',
  preview: 'tandem.preview',
  couple: 'tandem.couple',
  matchBasedCoupling: 'tandem.matchBasedCoupling',
  removeCoupling: 'tandem.removeCoupling',
  retry: 'tandem.retry',
  findDeleted: 'tandem.findDeletedRecords',
  useDefaultSetup: 'tandem.useDefaultSynchronizationSetup',
  newTableMapping: 'tandem.newTableMapping',
  refreshSchema: 'tandem.refreshSchema',
  testConnection: 'tandem.testConnection',
  signIn: 'tandem.signIn',
  /** Forgets secrets, confirmed hosts and chosen accounts. */
  signOut: 'tandem.signOut',
  switchEnvironment: 'tandem.switchEnvironment',
  showJobs: 'tandem.showSynchronizationJobs',
  cancel: 'tandem.cancel',
  openSample: 'tandem.openSampleWorkspace',
  /** The sample on two services that the window serves. */
  openCloudSample: 'tandem.openCloudSampleWorkspace',
  createWorkspace: 'tandem.createWorkspace',
  /** Reads files and state anew and draws the views again. */
  refresh: 'tandem.refresh',
  openMapping: 'tandem.openMapping',
  showError: 'tandem.showError',
  compareRecords: 'tandem.compareRecords',
  searchCouplings: 'tandem.searchCouplings',
  filterCouplings: 'tandem.filterCouplings',
  clearCouplingsFilter: 'tandem.clearCouplingsFilter',
  loadMore: 'tandem.loadMore',
  showLog: 'tandem.showLog',
  statusMenu: 'tandem.showStatusMenu',
  startSchedule: 'tandem.startScheduledSynchronization',
  stopSchedule: 'tandem.stopScheduledSynchronization',
  showHistory: 'tandem.showRecordHistory',
  resolveConflict: 'tandem.resolveConflict',
  coupleDependency: 'tandem.coupleMissingDependency',
  exportRecords: 'tandem.exportRecords',
  clearJobs: 'tandem.clearJobs',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  mappings: 'tandem.mappings',
  couplings: 'tandem.couplings',
  jobs: 'tandem.jobs',
} as const;

/** The results view's editor tabs, as VS Code tells them from others. */
export const resultsViewType = 'tandem.results';

/** Context keys for `when` and `enablement`. */
export const contextKeys = {
  /** The window's folders were looked through: before that, nothing can be said to be missing. */
  discovered: 'tandem.discovered',
  /** A folder of this window holds a tandem.yaml. */
  hasWorkspace: 'tandem.hasWorkspace',
  hasMappings: 'tandem.hasMappings',
  /** The workspace's files have errors, so that nothing can run. */
  filesHaveErrors: 'tandem.filesHaveErrors',
  /** A run owns the state, in this window or elsewhere. */
  running: 'tandem.running',
  /** The run is this window's and can be cancelled. */
  canCancel: 'tandem.canCancel',
  couplingsFiltered: 'tandem.couplingsFiltered',
  /** A workspace of the window has a schedule. */
  scheduled: 'tandem.scheduled',
  /** All of them have. */
  allScheduled: 'tandem.allScheduled',
} as const;

/**
 * Settings below `tandem.`. No name may be another's beginning up to a dot: VS Code keeps settings as a tree, where
 * `schedule` cannot be a value and hold `schedule.intervalMinutes` too (it ignores one of them).
 */
export const settings = {
  schedule: 'schedule',
  scheduleIntervalMinutes: 'scheduleIntervalMinutes',
  scheduleInactivityMinutes: 'scheduleInactivityMinutes',
  productionEnvironments: 'productionEnvironments',
  jobsKeepDays: 'jobsKeepDays',
  /** Read by the language server. */
  diagnosticsSeverity: 'diagnostics.severity',
} as const;
