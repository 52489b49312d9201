import * as vscode from 'vscode';
import { createWorkspace } from './createWorkspace';
import { openSample } from './openSample';
import { commands } from '../names';
import type { Workbench } from '../workbench';

/** The way in: the sample, and a workspace of one's own. What a window shows after either is `greetCreatedFolder`'s. */
export function registerOnboarding(workbench: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openSample, (passed: unknown) => openSample(workbench, 'files', passed)),
    vscode.commands.registerCommand(commands.openCloudSample, (passed: unknown) =>
      openSample(workbench, 'services', passed),
    ),
    vscode.commands.registerCommand(commands.createWorkspace, (passed: unknown) => createWorkspace(workbench, passed)),
  );
}
