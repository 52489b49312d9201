import * as vscode from 'vscode';
import { commands, contextKeys } from '../names';
import { mayRunUnasked, offerProduction } from './productionConsent';
import { readScheduleSettings } from './scheduleConfiguration';
import { scheduleWorkspace } from './scheduleWorkspace';
import type { Locale } from '../locale';
import type { ScheduleSettings } from '../../core/schedule/schedule';
import type { StatusBar } from '../status/registerStatusBar';
import type { TandemWorkspace, Workbench } from '../workbench';
import type { WorkspaceSchedule } from './scheduleWorkspace';

/** The schedules of the window, one for each workspace whose settings switch it on. */
export interface Schedules extends vscode.Disposable {
  of(workspace: TandemWorkspace): WorkspaceSchedule | undefined;
  /** The next schedule of this workspace begins with a run at once: the user asked for it. */
  startAtOnce(workspace: TandemWorkspace): void;
  /** Makes the schedules what settings, trust and environments ask for now. */
  follow(): Promise<void>;
}

/** A window that opens has other things to do first. */
const firstRunAfterMs = 30_000;

export function createSchedules(
  workbench: Workbench,
  locale: Locale,
  statusBar: Pick<StatusBar, 'setNextRun'>,
): Schedules {
  const { log, workspaces } = workbench;
  const running = new Map<string, Running>();
  const atOnce = new Set<string>();
  /** Productions that were offered already; once a window is enough. */
  const offered = new Set<string>();
  let disposed = false;
  let following: Promise<void> | undefined;
  let again = false;

  const stop = (id: string): void => {
    running.get(id)?.schedule.dispose();
    running.delete(id);
  };
  const followOne = async (workspace: TandemWorkspace): Promise<void> => {
    const { id } = workspace;
    const settings = readScheduleSettings(workspace, atOnce.has(id) ? 0 : firstRunAfterMs);
    if (!settings || !vscode.workspace.isTrusted) return stop(id);
    const overview = await workspaces.overview(workspace);
    // Files that cannot be read do not say which environment it is: what runs already waits for them.
    if (disposed || !overview.ok || overview.value.environment === '') return;
    const { environment } = overview.value;
    if (!mayRunUnasked(workbench, workspace, environment)) {
      stop(id);
      return offer(workspace, environment);
    }
    const own = running.get(id);
    if (own?.schedule.environment === environment) return own.take(settings);
    stop(id);
    atOnce.delete(id);
    running.set(id, begin(workspace, environment, settings));
    log.info(`${workspace.name}: ${locale.t('Scheduled synchronization of {0} is on.', environment)}`);
  };
  const begin = (workspace: TandemWorkspace, environment: string, settings: ScheduleSettings): Running => {
    const showNextRun = (at: string | undefined): void => statusBar.setNextRun(workspace.id, at);
    const schedule = scheduleWorkspace(workspace, environment, settings, { workbench, locale, showNextRun });
    let taken = settings;
    return {
      schedule,
      take(changed) {
        const { intervalMs, inactivityMs } = changed;
        if (intervalMs === taken.intervalMs && inactivityMs === taken.inactivityMs) return;
        taken = { ...taken, intervalMs, inactivityMs };
        schedule.changeSettings(taken);
      },
    };
  };
  const offer = (workspace: TandemWorkspace, environment: string): void => {
    const key = `${workspace.id}\n${environment}`;
    if (offered.has(key) || atOnce.has(workspace.id)) return;
    offered.add(key);
    offerProduction(workspace, environment, locale).then(
      (start) => {
        if (start) void vscode.commands.executeCommand(commands.startSchedule, { workspaceId: workspace.id });
      },
      (error: unknown) => log.error(String(error)),
    );
  };
  const followAll = async (): Promise<void> => {
    for (const id of running.keys()) if (!workspaces.byId(id)) stop(id);
    for (const workspace of workspaces.all) await followOne(workspace);
    if (disposed) return;
    const { all } = workspaces;
    setContext(contextKeys.scheduled, running.size > 0);
    setContext(contextKeys.allScheduled, all.length > 0 && all.every(({ id }) => running.has(id)));
  };

  return {
    of: ({ id }) => running.get(id)?.schedule,
    startAtOnce: ({ id }) => void atOnce.add(id),
    follow() {
      again = true;
      following ??= (async () => {
        while (again && !disposed) {
          again = false;
          await followAll();
        }
      })()
        .catch((error: unknown) => log.error(`Schedules: ${error instanceof Error ? error.stack : String(error)}`))
        .finally(() => (following = undefined));
      return following;
    },
    dispose() {
      disposed = true;
      for (const id of [...running.keys()]) stop(id);
      setContext(contextKeys.scheduled, false);
      setContext(contextKeys.allScheduled, false);
    },
  };
}

interface Running {
  readonly schedule: WorkspaceSchedule;
  /** Takes settings that may be new. */
  take(settings: ScheduleSettings): void;
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
