import * as vscode from 'vscode';
import { noProgress, withWord } from './progress/runProgress';
import { watchSilence } from './progress/silenceWatch';
import { showRunProgress } from './progress/showRunProgress';
import type { Answer, ProgressWord, RunResult } from '../protocol/workerProtocol';
import type { ActiveRun, Runs, TandemWorkspace, WorkerClient, Workspaces } from './workbench';
import type { Locale } from './locale';
import type { RunProgress } from './progress/runProgress';
import type { SilenceWatch } from './progress/silenceWatch';
import type { Timers } from './timers';

/** A run while it goes on, seen from inside. */
interface OwnRun {
  readonly token: string;
  readonly workspace: TandemWorkspace;
  readonly title: string;
  readonly startedAt: string;
  readonly cancellation: vscode.CancellationTokenSource;
  progress: RunProgress;
  ended: boolean;
  silence: SilenceWatch | undefined;
}

/** The window's runs: one at a time for each workspace. What a run does is its caller's; here it is watched and ended. */
export function createRuns(deps: {
  readonly worker: WorkerClient;
  readonly workspaces: Workspaces;
  readonly log: vscode.LogOutputChannel;
  readonly locale: Locale;
  readonly timers: Timers;
  readonly now: () => Date;
}): Runs & { readonly activeRuns: readonly ActiveRun[] } {
  const { worker, workspaces, log, locale, timers, now } = deps;
  const { t } = locale;
  const changes = new vscode.EventEmitter<ActiveRun>();
  const running = new Map<string, OwnRun>();
  const ended = new Map<string, { readonly result: Answer<RunResult>; readonly endedAt: string }>();
  let started = 0;

  const take = (run: OwnRun, word: ProgressWord): void => {
    run.progress = withWord(run.progress, word);
    run.silence?.heard();
    changes.fire(shown(run));
  };
  const tellSilence = (run: OwnRun, minutes: number): void => {
    log.warn(`${run.workspace.name}: ${run.title}: no word for ${minutes} min`);
    const reason = t('waiting for the systems to answer ({0} min)', minutes);
    run.progress = withWord(run.progress, { kind: 'waiting', reason });
    changes.fire(shown(run));
  };
  const subscription = worker.on('run/progress', ({ progressToken, event }) => {
    const run = [...running.values()].find(({ token }) => token === progressToken);
    if (run) take(run, event);
  });

  const begin = (workspace: TandemWorkspace, title: string): OwnRun => {
    const run: OwnRun = {
      token: `run-${++started}`,
      workspace,
      title,
      startedAt: now().toISOString(),
      cancellation: new vscode.CancellationTokenSource(),
      progress: noProgress,
      ended: false,
      silence: undefined,
    };
    running.set(workspace.id, run);
    log.info(`${workspace.name}: ${title}: started`);
    run.silence = watchSilence(timers, (minutes) => tellSilence(run, minutes));
    changes.fire(shown(run));
    return run;
  };
  const end = (run: OwnRun, result: Answer<RunResult>): void => {
    run.silence?.dispose();
    run.ended = true;
    running.delete(run.workspace.id);
    ended.set(run.workspace.id, { result, endedAt: now().toISOString() });
    log.info(`${run.workspace.name}: ${run.title}: ${resultLine(result)}`);
    changes.fire(shown(run));
    run.cancellation.dispose();
    workspaces.refresh(workspaces.byId(run.workspace.id));
  };
  const cancel = (run: OwnRun): void => {
    if (run.cancellation.token.isCancellationRequested) return;
    log.info(`${run.workspace.name}: ${run.title}: cancelling`);
    run.cancellation.cancel();
    changes.fire(shown(run));
  };

  return {
    onDidChange: changes.event,
    get activeRuns() {
      return [...running.values()].map(shown);
    },
    active: ({ id }) => {
      const run = running.get(id);
      return run && shown(run);
    },
    last: ({ id }) => ended.get(id),
    async run(workspace, { title, quiet, work }) {
      const other = running.get(workspace.id);
      if (other) return { ok: false, error: { code: 'RUN_ACTIVE', kind: 'run', message: busy(locale, other) } };
      const run = begin(workspace, title);
      let result: Answer<RunResult>;
      try {
        const working = work(run.token, run.cancellation.token);
        if (!quiet) {
          const progress = { onDidChange: changes.event, workspaces, locale, timers, working };
          showRunProgress(shown(run), progress, () => cancel(run)).catch((error: unknown) => log.error(String(error)));
        }
        result = await working;
      } catch (error) {
        // A bug in the caller must not leave the workspace running for ever.
        end(run, { ok: false, error: { code: 'UNEXPECTED', kind: 'run', message: String(error) } });
        throw error;
      }
      end(run, result);
      return result;
    },
    cancel: ({ id }) => {
      const run = running.get(id);
      if (run) cancel(run);
    },
    dispose() {
      for (const run of running.values()) {
        run.silence?.dispose();
        run.cancellation.cancel();
      }
      subscription.dispose();
      changes.dispose();
    },
  };
}

function shown(run: OwnRun): ActiveRun {
  const { workspace, title, startedAt, progress, ended, cancellation } = run;
  return {
    workspace,
    title,
    startedAt,
    ...progress,
    cancelling: cancellation.token.isCancellationRequested,
    ended,
  };
}

function busy({ t }: Locale, { title, workspace }: OwnRun): string {
  return t('{0} is still going on in {1}. Wait until it has ended, or cancel it first.', title, workspace.name);
}

function resultLine(result: Answer<RunResult>): string {
  if (!result.ok) return `${result.error.code} ${result.error.message}`;
  const { totals, jobs, troubled } = result.value;
  const counts = Object.entries(totals).filter(([, count]) => count > 0);
  const words = counts.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing to do';
  return `${jobs.length} jobs, ${words}${troubled ? ' (with failures)' : ''}`;
}
