import { createThrottle } from '../throttle';
import { readToHost } from './readToHost';
import type { ActiveRun } from '../workbench';
import type { Answer } from '../../protocol/workerProtocol';
import type { AskedQuestion } from './readToHost';
import type { Opened, ResultsAction, ShownWorkspace, ToView } from '../../protocol/resultsProtocol';
import type { Timers } from '../timers';
import { runningRun } from './runningRun';

/** What a session with the page needs from its surroundings. */
export interface SessionDeps {
  readonly post: (message: ToView) => void;
  /** How the workspace is now. */
  readonly shown: () => Promise<ShownWorkspace>;
  readonly running: () => ActiveRun | undefined;
  readonly ask: (question: AskedQuestion) => Promise<Answer<unknown>>;
  /** Answers why it was not done, in words; undefined where it was, or where the user let it be. */
  readonly act: (action: ResultsAction) => Promise<string | undefined>;
  readonly log: { warn(line: string): void; error(line: string): void };
  readonly timers: Timers;
}

/** The host's end of one page; knows nothing of VS Code. */
export interface ResultsSession {
  /** Takes whatever the page sent. */
  receive(data: unknown): void;
  /** Leads the page somewhere, at once or as soon as it is there. */
  open(opened: Opened): void;
  /** Files, state, environment or trust changed. */
  changed(): void;
  /** The window's run goes on, or has ended. */
  ran(): void;
  /** The page is not in sight: VS Code throws it away and makes it anew, so that what is sent is lost. */
  hidden(): void;
  dispose(): void;
}

/** Changes are told so often at most, in milliseconds: each makes the page ask anew. */
const changesEveryMs = 400;
const changesEveryMsWhileRunning = 1_500;
const liveEveryMs = 200;

/** Answers a page's questions, has its wishes done, and tells it what changed. */
export function createResultsSession(deps: SessionDeps): ResultsSession {
  const { post, log, timers } = deps;
  let isThere = false;
  let opening: Opened | undefined;
  let told = '';

  const show = async (): Promise<void> => {
    const workspace = await deps.shown();
    if (!isThere) return;
    const words = JSON.stringify(workspace);
    if (words === told && opening === undefined) return;
    told = words;
    const open = opening;
    opening = undefined;
    post({ kind: 'shown', workspace, ...(open && { open }) });
  };
  const showRun = (): void => {
    const run = deps.running();
    if (isThere) post({ kind: 'running', run: run && !run.ended ? runningRun(run) : null });
  };
  const safely = (work: Promise<void>): void =>
    void work.catch((error: unknown) => log.error(`results: ${error instanceof Error ? error.stack : String(error)}`));

  const changes = createThrottle({
    timers,
    delayMs: 50,
    intervalMs: () => (deps.running() ? changesEveryMsWhileRunning : changesEveryMs),
    act: () => safely(show().then(() => (isThere ? post({ kind: 'changed' }) : undefined))),
  });
  const live = createThrottle({ timers, delayMs: 0, intervalMs: () => liveEveryMs, act: showRun });

  const answer = async (id: number, question: AskedQuestion): Promise<void> => {
    const answered = await deps.ask(question);
    if (!isThere) return;
    if (answered.ok) post({ kind: 'answer', id, ok: true, value: answered.value });
    else post({ kind: 'answer', id, ok: false, message: answered.error.message });
  };
  const act = async (id: number, action: ResultsAction): Promise<void> => {
    const refusal = await deps.act(action).catch((error: unknown) => {
      log.error(`results: ${action.name}: ${error instanceof Error ? error.stack : String(error)}`);
      return error instanceof Error ? error.message : String(error);
    });
    if (!isThere) return;
    if (refusal === undefined) post({ kind: 'answer', id, ok: true, value: null });
    else post({ kind: 'answer', id, ok: false, message: refusal });
  };

  return {
    receive(data) {
      const message = readToHost(data);
      switch (message?.kind) {
        case 'ready':
          isThere = true;
          told = '';
          safely(show());
          return showRun();
        case 'ask':
          return safely(answer(message.id, message.question));
        case 'do':
          return safely(act(message.id, message.action));
        default:
          // What it was is not for the log: it may hold anything.
          log.warn('results: a message of the page was not understood and is ignored');
      }
    },
    open(opened) {
      opening = opened;
      if (isThere) safely(show());
    },
    changed: () => changes.tell(),
    ran() {
      const run = deps.running();
      // The end is told at once: what the page shows next is final.
      if (run && !run.ended) return live.tell();
      live.dispose();
      showRun();
    },
    hidden() {
      isThere = false;
    },
    dispose() {
      isThere = false;
      changes.dispose();
      live.dispose();
    },
  };
}
