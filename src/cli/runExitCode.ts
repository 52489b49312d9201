import { exitCodes } from '../protocol/exitCodes';
import type { ExitCode } from '../protocol/exitCodes';
import type { RunPlan, RunReport } from '../service/workspaceService';

/**
 * How a run ended: the worst of its jobs decides. A run that was asked to stop counts as cancelled also where no job says
 * so: it may have stopped between two jobs.
 */
export function runExitCode(
  { jobs, troubled }: Pick<RunReport, 'jobs' | 'troubled'>,
  { stopAsked }: { readonly stopAsked: boolean },
): ExitCode {
  if (jobs.some(({ status }) => status === 'aborted')) return exitCodes.notRun;
  if (stopAsked || jobs.some(({ status }) => status === 'cancelled')) return exitCodes.cancelled;
  return troubled ? exitCodes.troubled : exitCodes.ok;
}

/** How the planned run would end. */
export function planExitCode({ mappings, troubled }: Pick<RunPlan, 'mappings' | 'troubled'>): ExitCode {
  if (mappings.some(({ message }) => message !== '')) return exitCodes.notRun;
  return troubled ? exitCodes.troubled : exitCodes.ok;
}
