import * as vscode from 'vscode';
import { commands } from './names';
import { createLocale, userLanguage } from './locale';
import { greetCreatedFolder } from './onboarding/openCreatedFolder';
import { keepContextKeys } from './contextKeys';
import { makeApi } from './makeApi';
import { openWorkbench } from './openWorkbench';
import { registerLanguage } from './language/registerLanguage';
import { registerLater } from './shell/registerLater';
import { registerProblems } from './problems/registerProblems';
import { registerResults } from './results/registerResults';
import { registerSampleServices } from './sampleServices/registerSampleServices';
import { registerSchedule } from './schedule/registerSchedule';
import { registerShellCommands } from './shell/registerShellCommands';
import { registerStatusBar } from './status/registerStatusBar';
import { registerTrees } from './trees/registerTrees';
import { systemTimers } from './timers';
import { watchFiles } from './fileWatchers';
import { watchSettings } from './watchSettings';
import type { CommandId } from './names';
import type { LanguageSupport } from './language/registerLanguage';
import type { OpenWorkbench } from './openWorkbench';
import type { TandemApi } from './api';

/** What `laterCommands` registers: everything that asks, runs or writes. Their code is read when the first is called. */
const laterCommands: readonly CommandId[] = [
  commands.fullSynchronization,
  commands.synchronizeModified,
  commands.synchronizeMapping,
  commands.synchronizeRecord,
  commands.preview,
  commands.findDeleted,
  commands.compareRecords,
  commands.couple,
  commands.matchBasedCoupling,
  commands.removeCoupling,
  commands.retry,
  commands.useDefaultSetup,
  commands.newTableMapping,
  commands.refreshSchema,
  commands.testConnection,
  commands.signIn,
  commands.signOut,
  commands.openSample,
  commands.openCloudSample,
  commands.createWorkspace,
];

/** The window's log outlives the shell: VS Code hands out the closed channel again where one of its name is closed and made anew. */
let log: vscode.LogOutputChannel | undefined;

/** The window's shell; one at a time. */
let open:
  | { readonly workbench: OpenWorkbench; readonly parts: vscode.Disposable; readonly language: LanguageSupport }
  | undefined;

/**
 * Puts the shell together and answers the API. Nothing is read, asked or started before it returns: folders are looked for
 * afterwards, and the worker begins with the first request.
 */
export function activate(context: vscode.ExtensionContext): TandemApi {
  const beganAt = performance.now();
  open?.parts.dispose();
  open?.workbench.dispose();
  const locale = createLocale({
    t: vscode.l10n.t,
    language: () => userLanguage(vscode.env.language, Intl.DateTimeFormat().resolvedOptions().locale),
    now: () => new Date(),
  });
  const workbench = openWorkbench(context, logOf(context), locale);
  const { workspaces, runs } = workbench;
  const contextKeys = keepContextKeys(workbench);
  const statusBar = registerStatusBar(workbench, locale);
  const trees = registerTrees(workbench);
  const language = registerLanguage(workbench);
  const parts = vscode.Disposable.from(
    statusBar,
    trees,
    registerShellCommands(workbench),
    registerLater(laterCommands, async () => {
      const { registerCommandsNow } = await import('./laterCommands');
      return () => registerCommandsNow(workbench);
    }),
    registerResults(workbench, (target) => trees.revealJob(target)),
    registerSchedule(workbench, locale, statusBar),
    registerProblems(workbench),
    registerSampleServices(workbench),
    language,
    contextKeys,
    watchFiles({ workspaces, runs, timers: systemTimers }),
    watchSettings(workbench),
  );
  open = { workbench, parts, language };
  context.subscriptions.push(parts, workbench);
  void workspaces
    .discover()
    .then(() => contextKeys.update())
    .catch((error: unknown) => workbench.log.error(`Looking for workspaces: ${String(error)}`));
  void greetCreatedFolder(context).catch((error: unknown) => workbench.log.error(`Greeting: ${String(error)}`));
  const activationMs = performance.now() - beganAt;
  workbench.log.debug(`Activated in ${Math.round(activationMs)} ms`);
  const isTest = context.extensionMode === vscode.ExtensionMode.Test;
  return makeApi(
    workbench,
    isTest
      ? {
          workbench,
          activationMs,
          contextKeys: () => contextKeys.values,
          statusBar: () => statusBar.view,
          trees,
          crashWorker: () => workbench.worker.crash(),
          crashLanguageServer: async () => language.client?.crash(),
          languageServerStarted: () => language.started(),
        }
      : undefined,
  );
}

/** Leaves a state that the next run goes on from. */
export async function deactivate(): Promise<void> {
  const closing = open;
  open = undefined;
  closing?.parts.dispose();
  await Promise.all([closing?.language.stop(), closing?.workbench.close()]);
}

function logOf({ subscriptions }: vscode.ExtensionContext): vscode.LogOutputChannel {
  if (log) return log;
  const made = vscode.window.createOutputChannel('Tandem', { log: true });
  log = made;
  subscriptions.push({
    dispose() {
      made.dispose();
      log = undefined;
    },
  });
  return made;
}
