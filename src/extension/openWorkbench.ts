import * as vscode from 'vscode';
import { createRuns } from './runs';
import { createWorkerClient } from './workerClient';
import { createWorkspaces } from './workspaces';
import { systemTimers } from './timers';
import { tellWorkerStopped } from './tellWorkerStopped';
import type { ActiveRun, Runs, Workbench } from './workbench';
import type { Locale } from './locale';
import type { QuestionAnswers } from './signIn/answerQuestions';
import type { QuestionName } from '../protocol/workerQuestions';
import type { StoppableWorkerClient } from './workerClient';

/** The workbench with what only `activate` needs of it. */
export interface OpenWorkbench extends Workbench {
  readonly worker: StoppableWorkerClient;
  readonly runs: Runs & { readonly activeRuns: readonly ActiveRun[] };
  /**
   * Ends it all: cancels the runs, gives them a moment to stop between two batches, and ends the worker. What was cut short goes on
   * with the next run. The editor itself waits no longer than five seconds.
   */
  close(): Promise<void>;
  /** The same without waiting; safe to call after `close`. */
  dispose(): void;
}

/** How long runs may take to stop by themselves, in milliseconds. */
const patienceMs = 2500;

/** Makes the window's workbench. Starts nothing: the worker begins with the first request. */
export function openWorkbench(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  locale: Locale,
): OpenWorkbench {
  const timers = systemTimers;
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath;
  let answers: Promise<QuestionAnswers> | undefined;
  // Its code is read with the first question: most windows never sign in.
  const questionAnswers = (): Promise<QuestionAnswers> =>
    (answers ??= import('./signIn/openSignIn').then(({ openSignIn }) => openSignIn(context)));
  const worker = createWorkerClient({
    async connect(listeners) {
      const { connectWorker } = await import('./connection/workerConnection');
      return connectWorker(script, listeners);
    },
    isTrusted: () => vscode.workspace.isTrusted,
    answer: async (name, params) => (await questionAnswers())[name as QuestionName](params as never),
    log,
    timers,
    t: locale.t,
    onStopped: tellWorkerStopped,
  });
  worker.on('log/line', ({ level, text }) => log[level](text));
  const workspaces = createWorkspaces({ worker, log, memento: context.workspaceState });
  const runs = createRuns({ worker, workspaces, log, locale, timers, now: () => new Date() });
  const dispose = (): void => {
    runs.dispose();
    workspaces.dispose();
    worker.dispose();
  };
  return {
    context,
    log,
    worker,
    workspaces,
    runs,
    async close() {
      for (const { workspace } of runs.activeRuns) runs.cancel(workspace);
      await allEnded(runs);
      await worker.shutdown();
      dispose();
    },
    dispose,
  };
}

/** Resolves when no run goes on any more, or patience is over. */
function allEnded(runs: OpenWorkbench['runs']): Promise<void> {
  return new Promise((resolve) => {
    if (runs.activeRuns.length === 0) return resolve();
    const done = (): void => {
      timer.cancel();
      listening.dispose();
      resolve();
    };
    const timer = systemTimers.after(patienceMs, done);
    const listening = runs.onDidChange(() => {
      if (runs.activeRuns.length === 0) done();
    });
  });
}
