import * as vscode from 'vscode';
import { percentDone } from './runProgress';
import { progressText } from './progressText';
import { commands } from '../names';
import type { ActiveRun, Workspaces } from '../workbench';
import type { Locale } from '../locale';
import type { TablesByMapping } from './progressText';
import type { Timers } from '../timers';

/** Runs that are over sooner show no notification: the result says enough. */
const patienceMs = 400;

/** Shows a run that the user started as a notification, with counts, Cancel and the way to the log, until it ends. */
export async function showRunProgress(
  run: ActiveRun,
  deps: {
    readonly onDidChange: vscode.Event<ActiveRun>;
    readonly workspaces: Workspaces;
    readonly locale: Locale;
    readonly timers: Timers;
    /** Settles when the run ends. */
    readonly working: Promise<unknown>;
  },
  cancel: () => void,
): Promise<void> {
  const { onDidChange, workspaces, locale, timers, working } = deps;
  const settled: Promise<void> = working.then(ignore, ignore);
  let newest = run;
  const following = onDidChange((changed) => {
    if (changed.workspace.id === run.workspace.id && changed.startedAt === run.startedAt) newest = changed;
  });
  const patience = new Promise<void>((resolve) => {
    const timer = timers.after(patienceMs, resolve);
    void settled.then(() => {
      timer.cancel();
      resolve();
    });
  });
  await patience;
  if (newest.ended || newest.cancelling) {
    following.dispose();
    return;
  }

  let tables: TablesByMapping = new Map();
  // The worker may be too busy to answer at once.
  void tablesOf(run, workspaces).then((found) => (tables = found));
  const options: vscode.ProgressOptions = {
    location: vscode.ProgressLocation.Notification,
    title: `${run.title} ([${locale.t('Show Log')}](command:${commands.showLog}))`,
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(cancel);
    let reported = 0;
    const report = (): void => {
      const percent = percentDone(newest) ?? reported;
      const message = newest.cancelling
        ? locale.t('stopping after the current records')
        : progressText(newest, tables, locale);
      progress.report({ message, increment: Math.max(0, percent - reported) });
      reported = Math.max(reported, percent);
    };
    report();
    const reporting = onDidChange((changed) => {
      if (changed.workspace.id === run.workspace.id && !changed.ended) report();
    });
    await settled;
    reporting.dispose();
  });
  following.dispose();
}

async function tablesOf(run: ActiveRun, workspaces: Workspaces): Promise<TablesByMapping> {
  const overview = await workspaces.overview(run.workspace);
  return new Map(overview.ok ? overview.value.mappings.map((mapping) => [mapping.name, mapping]) : []);
}

function ignore(): void {
  // How the run ended is told by whoever started it.
}
