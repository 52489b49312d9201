import * as vscode from 'vscode';
import { commands, resultsViewType } from '../names';
import { registerLater } from '../shell/registerLater';
import type { CommandId } from '../names';
import type { ResultsViews, RevealJob } from './resultsViews';
import type { Workbench } from '../workbench';

const resultsCommands: readonly CommandId[] = [
  commands.showJobs,
  commands.showHistory,
  commands.resolveConflict,
  commands.coupleDependency,
  commands.exportRecords,
  commands.clearJobs,
];

/** Stands in for the results view until one is opened, or was open before the window was loaded again. */
export function registerResults(workbench: Workbench, revealJob: RevealJob): vscode.Disposable {
  let views: ResultsViews | undefined;
  let disposed = false;
  const load = async (): Promise<ResultsViews> => {
    const { createResultsViews } = await import('./resultsViews');
    views ??= createResultsViews(workbench, revealJob);
    if (disposed) views.dispose();
    return views;
  };
  return vscode.Disposable.from(
    registerLater(resultsCommands, async () => {
      const loaded = await load();
      return () => loaded.registerCommands();
    }),
    vscode.window.registerWebviewPanelSerializer(resultsViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await load()).restore(panel, state),
    }),
    {
      dispose() {
        disposed = true;
        views?.dispose();
      },
    },
  );
}
