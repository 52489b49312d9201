import type * as vscode from 'vscode';
import { driveSchedule } from '../../core/schedule/driveSchedule';
import { fileMarksOf } from './fileMarksOf';
import { nextRunAt, scheduleLogText } from './scheduleLogText';
import { scheduleMessage } from './scheduleMessage';
import { keepDaysWord } from '../run/keepDays';
import { systemTimers } from '../timers';
import { tellTrouble } from './tellTrouble';
import type { Answer, RunResult } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';
import type { ScheduleSettings } from '../../core/schedule/schedule';
import type { ScheduleWord } from '../../core/schedule/driveSchedule';
import type { TandemWorkspace, Workbench } from '../workbench';

/** A workspace's schedule while the window is open. Disposing stops it; a run that goes on is not cancelled by that. */
export interface WorkspaceSchedule extends vscode.Disposable {
  /** All runs are of this one, whatever is chosen meanwhile. */
  readonly environment: string;
  /** ISO 8601; undefined where only a change brings the next run. */
  nextRunAt(): string | undefined;
  runNow(): void;
  changeSettings(settings: ScheduleSettings): void;
}

/** A file that changed is seen after so long; the run follows half a minute later, as Business Central's job queue has it. */
const lookEveryMs = 30_000;

/** Begins to synchronize what is modified in a workspace, on schedule and quietly. */
export function scheduleWorkspace(
  workspace: TandemWorkspace,
  environment: string,
  settings: ScheduleSettings,
  deps: {
    readonly workbench: Workbench;
    readonly locale: Locale;
    readonly showNextRun: (at: string | undefined) => void;
  },
): WorkspaceSchedule {
  const { workbench, locale, showNextRun } = deps;
  const { log, runs, worker, workspaces } = workbench;
  const { t } = locale;
  let told = '';
  let disposed = false;

  const takeTurn = (): Promise<Answer<RunResult>> =>
    runs.run(workspace, {
      title: t('Scheduled synchronization'),
      quiet: true,
      work: (progressToken, token) => {
        const request = {
          mode: 'modified',
          mappings: [],
          records: [],
          acceptMissing: false,
          ...keepDaysWord(workspace),
        } as const;
        return worker.request(
          'run/sync',
          { ...workspace.address(), environment, ...request, unattended: true, progressToken },
          token,
        );
      },
    });
  const hear = (word: ScheduleWord<Answer<RunResult>>): void => {
    if (disposed) return;
    showNextRun(nextRunAt(word.schedule));
    if (word.kind === 'changeSeen') log.info(`${workspace.name}: ${t('A file changed: the next run comes soon.')}`);
    if (word.kind !== 'turnEnded') return;
    const { result, outcome, schedule } = word;
    log.info(`${workspace.name}: ${scheduleLogText(outcome, schedule, locale)}`);
    // A turn that was only put off neither brought the trouble nor took it away.
    if (outcome.kind === 'locked' || outcome.kind === 'stopped') return;
    const what = workspaces.all.length > 1 ? `${workspace.name} (${environment})` : environment;
    const message = scheduleMessage(what, result, outcome, locale);
    const isNews = message !== undefined && message.trouble !== told;
    told = message?.trouble ?? '';
    if (isNews) tellTrouble(message, { workbench, workspace, retry: driver.runNow });
  };
  const driver = driveSchedule<Answer<RunResult>>(settings, {
    nowMs: () => Date.now(),
    startTimer(ms, callback) {
      const timer = systemTimers.after(ms, callback);
      return () => timer.cancel();
    },
    lookEveryMs: () => lookEveryMs,
    readMarks: fileMarksOf(workspaces, workspace, environment),
    takeTurn,
    tell: hear,
  });
  driver.ended.catch((bug: unknown) =>
    log.error(`${workspace.name}: schedule: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}`),
  );
  return {
    environment,
    nextRunAt: () => nextRunAt(driver.schedule()),
    runNow: driver.runNow,
    changeSettings: driver.changeSettings,
    dispose() {
      disposed = true;
      driver.stop();
      showNextRun(undefined);
    },
  };
}
