import * as vscode from 'vscode';
import { cancelRun } from './cancelRun';
import { commands } from '../names';
import { openMapping } from './openMapping';
import { showStatusMenu } from './showStatusMenu';
import { switchEnvironment } from './switchEnvironment';
import type { Workbench } from '../workbench';

/** The commands that belong to no view: what is shown, which environment, and the end of a run. */
export function registerShellCommands(workbench: Workbench): vscode.Disposable {
  const { workspaces, log } = workbench;
  const register = (id: string, act: (argument: unknown, selection: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, act);
  return vscode.Disposable.from(
    register(commands.refresh, async () => {
      await workspaces.discover();
      workspaces.refresh();
      return workspaces.all.map(({ id }) => id);
    }),
    register(commands.showLog, () => log.show(true)),
    register(commands.statusMenu, () => showStatusMenu(workbench)),
    register(commands.switchEnvironment, (argument) => switchEnvironment(workbench, argument)),
    register(commands.cancel, (argument) => cancelRun(workbench, argument)),
    register(commands.openMapping, (argument, selection) => openMapping(workbench, argument, selection)),
  );
}
