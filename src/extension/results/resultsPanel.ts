import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import { actOn } from './resultsActions';
import { askResults } from './askResults';
import { createResultsSession } from './resultsSession';
import { pageHtml } from './pageHtml';
import { systemTimers } from '../timers';
import { userLanguage } from '../locale';
import type { Opened, ShownWorkspace } from '../../protocol/resultsProtocol';
import type { TandemWorkspace, Workbench } from '../workbench';

/** The results view of one workspace, in an editor tab. */
export interface ResultsPanel extends vscode.Disposable {
  /** Brings the tab to the front. */
  reveal(): void;
  open(opened: Opened): void;
  changed(): void;
  ran(): void;
}

/** Fills a panel, new or of before a reload, and talks to its page until the tab is closed. */
export function createResultsPanel(
  panel: vscode.WebviewPanel,
  workspace: TandemWorkspace,
  workbench: Workbench,
  onClosed: () => void,
): ResultsPanel {
  const { workspaces, runs, worker, log, context } = workbench;
  const { webview } = panel;
  const folder = (...names: readonly string[]): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, ...names);
  const title = panelTitle(workspaces.all.length > 1 ? workspace : undefined);
  // Files and environment may change while the view is open; the object of the workspace does then, too.
  const current = (): TandemWorkspace => workspaces.byId(workspace.id) ?? workspace;
  const session = createResultsSession({
    post: (message) => void webview.postMessage(message),
    shown: () => shownWorkspace(workbench, current()),
    running: () => runs.active(current()),
    ask: (question) => askResults(worker, current().address(), question, vscode.workspace.isTrusted),
    act: (action) => actOn(workbench, current(), action),
    log,
    timers: systemTimers,
  });
  panel.title = title;
  panel.iconPath = { light: folder('media', 'icons', 'jobsLight.svg'), dark: folder('media', 'icons', 'jobsDark.svg') };
  webview.options = { enableScripts: true, localResourceRoots: [folder('dist'), folder('media')] };
  const subscriptions = vscode.Disposable.from(
    session,
    webview.onDidReceiveMessage((message: unknown) => session.receive(message)),
    panel.onDidChangeViewState(() => {
      if (!panel.visible) session.hidden();
    }),
    panel.onDidDispose(() => {
      subscriptions.dispose();
      onClosed();
    }),
  );
  webview.html = pageHtml({
    script: String(webview.asWebviewUri(folder('dist', 'webview.js'))),
    style: String(webview.asWebviewUri(folder('dist', 'webview.css'))),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    language: userLanguage(vscode.env.language, Intl.DateTimeFormat().resolvedOptions().locale),
    title,
    translations: vscode.l10n.bundle,
    workspaceId: workspace.id,
  });
  return {
    reveal: () => panel.reveal(undefined, false),
    open: (opened) => session.open(opened),
    changed: () => session.changed(),
    ran: () => session.ran(),
    dispose: () => void panel.dispose(),
  };
}

/** What the tab is called; the workspace is named where the window has several. */
export function panelTitle(workspace: TandemWorkspace | undefined): string {
  const title = vscode.l10n.t('Synchronization Jobs');
  return workspace ? vscode.l10n.t('{0}: {1}', title, workspace.name) : title;
}

async function shownWorkspace({ workspaces }: Workbench, workspace: TandemWorkspace): Promise<ShownWorkspace> {
  const overview = await workspaces.overview(workspace);
  return {
    name: workspace.name,
    environment: overview.ok ? overview.value.environment : (workspace.environment ?? ''),
    production: workspaces.isProduction(workspace),
    mappings: overview.ok ? overview.value.mappings.map(({ name }) => name) : [],
    trusted: vscode.workspace.isTrusted,
  };
}
