import type { RunContext, RunEvents } from '../../src/core/job/runContext';
import { neverCancelled } from '../../src/core/ports/cancelSignal';

/** A full run that creates what is missing, chooses no records and tells nobody; `parts` are what it works with, and what it does otherwise. */
export function fullRun(
  parts: Pick<RunContext, 'connectors' | 'store' | 'clock' | 'ids' | 'mappings'> & Partial<RunContext>,
): RunContext {
  return {
    runId: 'run-1',
    mode: 'full',
    createNew: true,
    records: null,
    overwrite: false,
    acceptMissing: false,
    findDeleted: false,
    rehearsal: false,
    cancel: neverCancelled,
    events: silentEvents,
    ...parts,
  };
}

const silentEvents: RunEvents = {
  jobStarted: () => undefined,
  jobProgress: () => undefined,
  jobFinished: () => undefined,
  planned: () => undefined,
  waiting: () => undefined,
};
