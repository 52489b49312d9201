import * as vscode from 'vscode';
import type { RunArguments } from './runArguments';
import type { RunScope } from './runScope';
import type { RunTools } from './runTools';
import type { Workbench } from '../workbench';
import { chooseScope } from './chooseScope';
import { commands } from '../names';
import { compareRecords } from '../compare/compareRecords';
import { findDeleted } from './findDeleted';
import { fullSynchronization } from './fullSynchronization';
import { previewCommand } from './previewCommand';
import { RecordDocuments } from '../compare/recordDocuments';
import { registerPreview } from '../preview/registerPreview';
import { runArgumentsOf } from './runArguments';
import { synchronizeMapping } from './synchronizeMapping';
import { synchronizeModified } from './synchronizeModified';
import { synchronizeRecord } from './synchronizeRecord';
import { targetsOf } from '../commandArguments';

type ScopedCommand = (scope: RunScope, given: RunArguments) => Promise<unknown>;

/** Registers the commands that synchronize, preview and compare. */
export function registerRunCommands(workbench: Workbench): vscode.Disposable {
  const records = new RecordDocuments();
  const preview = registerPreview(workbench, records);
  const tools: RunTools = { workbench, preview: preview.documents };
  const register = (id: string, title: string, command: ScopedCommand): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (item: unknown, selection: unknown) => {
      const scope = await chooseScope(workbench, targetsOf(item, selection), title);
      return scope && command(scope, runArgumentsOf(item));
    });
  return vscode.Disposable.from(
    records,
    preview.disposable,
    register(commands.fullSynchronization, vscode.l10n.t('Run Full Synchronization'), (scope, given) =>
      fullSynchronization(tools, scope, given),
    ),
    register(commands.synchronizeModified, vscode.l10n.t('Synchronize Modified Records'), (scope, given) =>
      synchronizeModified(tools, scope, given),
    ),
    register(commands.synchronizeMapping, vscode.l10n.t('Synchronize Table Mapping'), (scope, given) =>
      synchronizeMapping(tools, scope, given),
    ),
    register(commands.synchronizeRecord, vscode.l10n.t('Synchronize Record'), (scope, given) =>
      synchronizeRecord(tools, scope, given),
    ),
    register(commands.findDeleted, vscode.l10n.t('Find Deleted Records'), (scope, given) =>
      findDeleted(tools, scope, given),
    ),
    register(commands.preview, vscode.l10n.t('Preview'), (scope, given) => previewCommand(tools, scope, given)),
    register(commands.compareRecords, vscode.l10n.t('Compare Records'), (scope) =>
      compareRecords(workbench, records, scope),
    ),
  );
}
