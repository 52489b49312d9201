import * as vscode from 'vscode';
import { chooseScope } from '../run/chooseScope';
import { commands } from '../names';
import { createSignInMemory } from './signInMemory';
import { openDialogue } from '../quickSteps/openDialogue';
import { signOut } from './signOut';
import { targetsOf } from '../commandArguments';
import { testConnection } from '../setup/testConnection';
import type { Workbench } from '../workbench';

/** *Sign In* tries both systems, asking for what is missing on the way; *Sign Out* forgets what was asked for. */
export function registerSignInCommands(workbench: Workbench): vscode.Disposable {
  const { context } = workbench;
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.signIn, async (item: unknown, selection: unknown) => {
      const scope = await chooseScope(workbench, targetsOf(item, selection), vscode.l10n.t('Sign In'));
      return scope && testConnection({ workbench, dialogue: openDialogue(workbench), scope });
    }),
    vscode.commands.registerCommand(commands.signOut, () =>
      signOut({
        memory: createSignInMemory(context.globalState, context.secrets),
        dialogue: openDialogue(workbench),
        async forgetTokens() {
          for (const workspace of workbench.workspaces.all) {
            await workbench.worker.request('connection/forget', workspace.address());
          }
        },
      }),
    ),
  );
}
