import { exitCodes } from '../protocol/exitCodes';
import type { ExitCode } from '../protocol/exitCodes';
import type { RunPlan, RunReport } from '../service/workspaceService';

/** How a run ended: the worst of its jobs decides. */
export function runExitCode({ jobs, troubled }: Pick<RunReport, 'jobs' | 'troubled'>): ExitCode {
  if (jobs.some(({ status }) => status === 'aborted')) return exitCodes.notRun;
  if (jobs.some(({ status }) => status === 'cancelled')) return exitCodes.cancelled;
  return troubled ? exitCodes.troubled : exitCodes.ok;
}

/** How the planned run would end. */
export function planExitCode({ mappings, troubled }: Pick<RunPlan, 'mappings' | 'troubled'>): ExitCode {
  if (mappings.some(({ message }) => message !== '')) return exitCodes.notRun;
  return troubled ? exitCodes.troubled : exitCodes.ok;
}
