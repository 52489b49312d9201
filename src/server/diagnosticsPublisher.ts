import type { Diagnostic } from 'vscode-languageserver-types';
import type { DiagnosticOptions } from './fileDiagnostics';
import type { FileInWorkspace, LanguageWorkspaces } from './languageWorkspaces';
import type { ServerTimers, Timer } from './serverTimers';
import { fileDiagnostics } from './fileDiagnostics';

/** Keeps the editor's list of problems true. */
export interface DiagnosticsPublisher {
  /** Something changed: what is shown follows, once for all that is told until then. */
  soon(): void;
  /** The settings are others now. */
  setOptions(options: DiagnosticOptions): void;
  /** Resolves when everything that was told so far is shown. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface PublisherDeps {
  readonly workspaces: LanguageWorkspaces;
  readonly timers: ServerTimers;
  readonly publish: (uri: string, diagnostics: readonly Diagnostic[]) => void;
  /** A bug; the next change tries again. */
  readonly onError: (error: unknown) => void;
}

/** What costs less than this is done at once after every keystroke, in milliseconds. */
const cheapMs = 10;
/** What costs more waits until nothing was typed for as long as it costs, up to this. */
const longestPauseMs = 150;
/** Whoever types without a pause sees it all the same. */
const longestDelayMs = 400;

/** Publishes a file's diagnostics where its analysis changed; a file that is no longer shown gets an empty list once. */
export function createDiagnosticsPublisher(deps: PublisherDeps, initial: DiagnosticOptions): DiagnosticsPublisher {
  const { workspaces, timers, publish } = deps;
  let options = initial;
  let shown = new Map<string, Shown>();
  let timer: Timer | undefined;
  let waitsSinceMs: number | undefined;
  let publishing: Promise<void> = Promise.resolve();
  let told = 0;
  let costMs = 0;

  const publishAll = (): void => {
    const next = new Map<string, Shown>();
    for (const found of workspaces.shown()) {
      // As good as the URI, and there already: this runs for every file after every keystroke.
      const key = `${found.analysis.folder}/${found.file.file}`;
      const before = shown.get(key);
      next.set(key, before && isSame(before, found, options) ? before : publishFile(found, before));
    }
    for (const [key, { uri, count }] of shown) if (!next.has(key) && count > 0) publish(uri, []);
    shown = next;
  };
  const publishFile = (found: FileInWorkspace, before: Shown | undefined): Shown => {
    const { analysis, file } = found;
    const diagnostics = fileDiagnostics(analysis, file, options);
    if (diagnostics.length > 0 || (before?.count ?? 0) > 0) publish(file.uri, diagnostics);
    const cross = analysis.crossProblems.get(file.file);
    return { uri: file.uri, file, cross, options, count: diagnostics.length };
  };
  const run = async (): Promise<void> => {
    const mine = told;
    await workspaces.settle();
    // What came meanwhile has a timer of its own.
    if (mine !== told) return;
    const beganMs = timers.nowMs();
    publishAll();
    costMs = timers.nowMs() - beganMs;
  };
  const begin = (): void => {
    timer = undefined;
    waitsSinceMs = undefined;
    publishing = publishing.then(run).catch(deps.onError);
  };

  return {
    soon() {
      told++;
      waitsSinceMs ??= timers.nowMs();
      timer?.cancel();
      const pauseMs = costMs < cheapMs ? 0 : Math.min(costMs, longestPauseMs);
      const leftMs = longestDelayMs - (timers.nowMs() - waitsSinceMs);
      timer = timers.after(Math.max(0, Math.min(pauseMs, leftMs)), begin);
    },
    setOptions(next) {
      options = next;
      this.soon();
    },
    async settled() {
      while (timer) {
        timer.cancel();
        begin();
        await publishing;
      }
      await publishing;
    },
    dispose() {
      timer?.cancel();
      timer = undefined;
    },
  };
}

/** What was published of a file, and what it came from. */
interface Shown {
  /** As it was published. */
  readonly uri: string;
  readonly file: FileInWorkspace['file'];
  readonly cross: unknown;
  readonly options: DiagnosticOptions;
  readonly count: number;
}

function isSame(before: Shown, { analysis, file }: FileInWorkspace, options: DiagnosticOptions): boolean {
  return before.file === file && before.options === options && before.cross === analysis.crossProblems.get(file.file);
}
