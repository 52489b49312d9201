import * as vscode from 'vscode';
import { findWorkspaceFolders } from './workspaces/findWorkspaceFolders';
import { isInProduction, matchesPattern, patternsFrom } from './workspaces/productionEnvironments';
import { workspaceNames } from './workspaces/workspaceNames';
import { settings } from './names';
import type { Answer, WorkspaceAddress, WorkspaceOverview } from '../protocol/workerProtocol';
import type { ShownEnvironment, TandemWorkspace, WorkerClient, Workspaces } from './workbench';

/** What is known of one workspace besides its files. */
interface Known {
  readonly workspace: TandemWorkspace;
  environments: readonly ShownEnvironment[];
  /** The environment that the last overview was of. */
  shown: string | undefined;
  overview: Promise<Answer<WorkspaceOverview>> | undefined;
}

/**
 * The workspaces of this window. The list comes from the folders, everything else from the worker's overview, kept until
 * somebody says that it changed: nobody here reads files or state.
 */
export function createWorkspaces(deps: {
  readonly worker: WorkerClient;
  readonly log: vscode.LogOutputChannel;
  /** Remembers the chosen environments for this window's folders. */
  readonly memento: vscode.Memento;
}): Workspaces {
  const { worker, log, memento } = deps;
  const changes = new vscode.EventEmitter<TandemWorkspace | undefined>();
  let known: readonly Known[] = [];
  let discovering: Promise<void> | undefined;
  let discoverAgain = false;
  let disposed = false;
  let lookedThrough: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (lookedThrough = resolve));

  const knownOf = (workspace: TandemWorkspace): Known | undefined =>
    known.find((each) => each.workspace.id === workspace.id);

  const discoverOnce = async (): Promise<void> => {
    const folders = await findWorkspaceFolders((folder) =>
      log.info(`${folder.toString()} is not on this machine’s disk: Tandem leaves it out.`),
    );
    if (disposed) return;
    const names = workspaceNames(folders.map((folder) => folder.path));
    const before = known;
    known = folders.map((folder, index) => {
      const old = before.find(({ workspace }) => workspace.id === folder.fsPath);
      const name = names[index] ?? folder.fsPath;
      return old?.workspace.name === name ? old : know(folder, name);
    });
    if (known.length === before.length && known.every((each, index) => each === before[index])) return;
    log.info(`Workspaces: ${known.map(({ workspace }) => workspace.folder.fsPath).join(', ') || 'none'}`);
    changes.fire(undefined);
  };
  const know = (folder: vscode.Uri, name: string): Known => {
    const id = folder.fsPath;
    const chosen = (): string | undefined => memento.get(choiceKey(id));
    const workspace: TandemWorkspace = {
      id,
      folder,
      name,
      get environment() {
        return chosen() ?? own.shown;
      },
      get environments() {
        return own.environments;
      },
      address: (): WorkspaceAddress => ({ folder: id, ...environmentWord(chosen()) }),
    };
    const own: Known = { workspace, environments: [], shown: undefined, overview: undefined };
    return own;
  };
  const discover = async (): Promise<void> => {
    if (discovering) {
      discoverAgain = true;
      return discovering;
    }
    discovering = (async () => {
      do {
        discoverAgain = false;
        await discoverOnce();
      } while (discoverAgain);
    })().finally(() => {
      discovering = undefined;
      lookedThrough();
    });
    return discovering;
  };

  const ask = async (own: Known): Promise<Answer<WorkspaceOverview>> => {
    const answer = await worker.request('workspace/overview', own.workspace.address());
    if (lacksEnvironment(answer) && memento.get(choiceKey(own.workspace.id)) !== undefined) {
      log.info(`${own.workspace.name}: the environment chosen before is gone; the file’s default is taken.`);
      await memento.update(choiceKey(own.workspace.id), undefined);
      return ask(own);
    }
    if (!answer.ok) return answer;
    const patterns = productionPatterns(own.workspace);
    const judged = answer.value.environments.map((each) => ({ ...each, production: isInProduction(each, patterns) }));
    return { ok: true, value: { ...answer.value, environments: judged } };
  };
  const overview = (workspace: TandemWorkspace): Promise<Answer<WorkspaceOverview>> => {
    const own = knownOf(workspace);
    if (!own) return Promise.resolve(gone(workspace));
    if (own.overview) return own.overview;
    const asked: Promise<Answer<WorkspaceOverview>> = ask(own).then((answer) => {
      // Somebody may have asked for a newer one meanwhile; theirs counts.
      if (own.overview !== asked) return answer;
      if (answer.ok) {
        own.environments = answer.value.environments;
        // Empty where the file cannot say which it is.
        own.shown = answer.value.environment || undefined;
      } else if (passing.includes(answer.error.code)) own.overview = undefined;
      return answer;
    });
    own.overview = asked;
    return asked;
  };

  return {
    get all() {
      return known.map(({ workspace }) => workspace);
    },
    onDidChange: changes.event,
    ready,
    discover,
    byId: (id) => known.find(({ workspace }) => workspace.id === id)?.workspace,
    async pick(title) {
      await ready;
      const all = known.map(({ workspace }) => workspace);
      if (all.length === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            'No folder of this window holds a tandem.yaml. Open such a folder, or create a workspace first.',
          ),
        );
        return undefined;
      }
      if (all.length === 1) return all[0];
      const items = all.map((workspace) => ({
        label: workspace.name,
        description: workspace.environment ?? '',
        workspace,
      }));
      const placeHolder = vscode.l10n.t('Choose a workspace');
      return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.workspace;
    },
    overview,
    refresh(workspace) {
      for (const own of known) if (!workspace || own.workspace.id === workspace.id) own.overview = undefined;
      changes.fire(workspace);
    },
    async switchEnvironment(workspace, environment) {
      await memento.update(choiceKey(workspace.id), environment);
      log.info(`${workspace.name}: environment ${environment}`);
      this.refresh(workspace);
    },
    isProduction(workspace) {
      const { environment, environments } = workspace;
      if (environment === undefined) return false;
      const listed = environments.find(({ name }) => name === environment);
      return listed?.production ?? matchesPattern(environment, productionPatterns(workspace));
    },
    dispose() {
      disposed = true;
      lookedThrough();
      known = [];
      changes.dispose();
    },
  };
}

/** Refusals that say nothing of the files: the next look may succeed. */
const passing: readonly string[] = ['WORKER_STOPPED', 'WORKER_NOT_STARTED', 'CANCELLED', 'UNEXPECTED'];

/** The file is in order, and has no environment of the name that was asked for. */
function lacksEnvironment(answer: Answer<WorkspaceOverview>): boolean {
  const code = 'ENVIRONMENT_NOT_FOUND';
  return answer.ok ? answer.value.problems.some((problem) => problem.code === code) : answer.error.code === code;
}

function choiceKey(id: string): string {
  return `environment:${id}`;
}

function environmentWord(environment: string | undefined): { readonly environment?: string } {
  return environment === undefined ? {} : { environment };
}

function productionPatterns({ folder }: TandemWorkspace): readonly string[] {
  return patternsFrom(vscode.workspace.getConfiguration('tandem', folder).get(settings.productionEnvironments));
}

function gone({ name }: TandemWorkspace): Answer<never> {
  const message = vscode.l10n.t('{0} is no longer a folder of this window with a tandem.yaml.', name);
  return { ok: false, error: { code: 'WORKSPACE_GONE', message, kind: 'usage' } };
}
