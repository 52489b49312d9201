import { answer, answerError, callCancellable } from '../commandShell';
import { runDocument } from '../documents/jobDocument';
import { progressReporter } from '../progress/progressReporter';
import { renderRun } from '../render/renderRun';
import { runExitCode } from '../runExitCode';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Result } from '../../core/result';
import type { ExitCode } from '../../protocol/exitCodes';
import type { ProgressEvent, RunReport, ServiceError, WorkspaceService } from '../../service/workspaceService';
import type { CommandShell } from '../commandShell';

/** What every command that leaves jobs does around its one call: progress, cancellation, report and exit code. */
export async function runJobs(
  shell: CommandShell,
  { title, allowNewAnswered }: { readonly title: string; readonly allowNewAnswered: boolean },
  run: (
    service: WorkspaceService,
    onProgress: (event: ProgressEvent) => void,
    cancel: CancelSignal,
  ) => Promise<Result<RunReport, ServiceError>>,
): Promise<ExitCode> {
  const progress = progressReporter(shell);
  try {
    const ran = await callCancellable(shell, (service, cancel) => run(service, progress.onProgress, cancel));
    progress.done();
    if (!ran.ok) return answerError(shell, ran.error);
    const { value: report, service, stopAsked } = ran.value;
    const { environment, mappings } = service;
    answer(
      shell,
      () => runDocument(report),
      () => renderRun({ title, environment, report, mappings, allowNewAnswered, stopAsked }, shell.context),
    );
    return runExitCode(report, { stopAsked });
  } finally {
    progress.done();
  }
}
