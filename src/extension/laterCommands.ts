import * as vscode from 'vscode';
import { registerCouplingCommands } from './coupling/registerCouplingCommands';
import { registerOnboarding } from './onboarding/registerOnboarding';
import { registerRunCommands } from './run/registerRunCommands';
import { registerSetupCommands } from './setup/registerSetupCommands';
import { registerSignInCommands } from './signIn/registerSignInCommands';
import type { Workbench } from './workbench';

/** Registers the commands of this bundle, which is read with the first of them: most windows only look. */
export function registerCommandsNow(workbench: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    registerRunCommands(workbench),
    registerCouplingCommands(workbench),
    registerSetupCommands(workbench),
    registerSignInCommands(workbench),
    registerOnboarding(workbench),
  );
}
