import { exitCodes } from '../protocol/exitCodes';
import { errorDocument } from './documents/problemDocument';
import { createMessages } from './messages';
import { commandLineHints } from './render/renderContext';
import { printableJson } from './render/printable';
import { renderError } from './render/renderError';
import { textStyle } from './render/textStyle';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Result } from '../core/result';
import type { ExitCode } from '../protocol/exitCodes';
import type { ServiceError, WorkspaceService } from '../service/workspaceService';
import type { CliDependencies } from './cliDependencies';
import type { Messages } from './messages';
import type { RenderContext } from './render/renderContext';

/** What a command works with: where to look, and how to answer. A command answers once. */
export interface CommandShell {
  readonly deps: CliDependencies;
  /** The command's name, for messages and for the state's lock. */
  readonly command: string;
  /** Absolute; from `-C`. */
  readonly folder: string;
  readonly environment: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly json: boolean;
  readonly messages: Messages;
  readonly context: RenderContext;
}

export interface GlobalOptions {
  readonly folder: string;
  /** The folder as it was typed. */
  readonly givenFolder: string | undefined;
  readonly environment: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly json: boolean;
}

export function createShell(deps: CliDependencies, command: string, globals: GlobalOptions): CommandShell {
  const { stdout, env } = deps;
  return {
    deps,
    command,
    folder: globals.folder,
    environment: globals.environment,
    allowedHosts: globals.allowedHosts,
    json: globals.json,
    messages: createMessages(deps),
    context: {
      style: textStyle({ isTerminal: stdout.isTerminal, env }),
      width: stdout.isTerminal ? stdout.columns() : undefined,
      commandLine: commandLineHints({ ...globals, folder: globals.givenFolder }),
    },
  };
}

/** Writes the command's answer: the document with `--json`, the text otherwise. */
export function answer(shell: CommandShell, document: () => object, text: () => readonly string[]): void {
  if (shell.json) answerJson(shell, document());
  else
    shell.deps.stdout.write(
      text()
        .map((line) => `${line}\n`)
        .join(''),
    );
}

/** Writes a JSON document whatever the options say. */
export function answerJson(shell: Pick<CommandShell, 'deps'>, document: object): void {
  shell.deps.stdout.write(`${printableJson(JSON.stringify(document, null, 2))}\n`);
}

/** Writes one of several JSON documents, on a line of its own. */
export function answerJsonLine({ deps }: Pick<CommandShell, 'deps'>, document: object): void {
  deps.stdout.write(`${printableJson(JSON.stringify(document))}\n`);
}

/** Says why the command could not do its work. */
export function answerError(shell: CommandShell, error: ServiceError): ExitCode {
  const style = textStyle({ isTerminal: shell.deps.stderr.isTerminal, env: shell.deps.env });
  shell.messages.note(renderError(error, { style, commandLine: shell.context.commandLine }));
  if (shell.json) answerJson(shell, errorDocument(error));
  return errorExitCode(error);
}

export function errorExitCode({ kind }: Pick<ServiceError, 'kind'>): ExitCode {
  return { usage: exitCodes.usage, run: exitCodes.notRun, cancelled: exitCodes.cancelled }[kind];
}

/**
 * Opens the workspace, makes one call and closes the workspace again, so that nothing is shown before the state is safely
 * put away. Gives the opened workspace along: its mappings and names outlive the closing.
 */
export async function callWorkspace<T>(
  shell: CommandShell,
  call: (service: WorkspaceService) => Promise<Result<T, ServiceError>>,
): Promise<Result<{ readonly value: T; readonly service: WorkspaceService }, ServiceError>> {
  const opened = await shell.deps.openWorkspace({
    folder: shell.folder,
    ...(shell.environment === undefined ? {} : { environment: shell.environment }),
    command: `tandem ${shell.command}`,
    allowedHosts: shell.allowedHosts,
  });
  if (!opened.ok) return opened;
  const service = opened.value;
  const called = await callAndClose(service, call);
  return called.ok ? { ok: true, value: { value: called.value, service } } : called;
}

/**
 * The same with a signal that Ctrl+C sets: the first asks for a stop at the next safe point, the second ends at once.
 * `stopAsked` tells afterwards whether it was set.
 */
export async function callCancellable<T>(
  shell: CommandShell,
  call: (service: WorkspaceService, cancel: CancelSignal) => Promise<Result<T, ServiceError>>,
): Promise<
  Result<{ readonly value: T; readonly service: WorkspaceService; readonly stopAsked: boolean }, ServiceError>
> {
  const cancel = { aborted: false };
  const stopListening = shell.deps.onInterrupt(() => {
    if (cancel.aborted) {
      shell.messages.clearStatus();
      shell.deps.exitNow(exitCodes.cancelled);
      return;
    }
    cancel.aborted = true;
    shell.messages.note(['Stopping at the next safe point. Press Ctrl+C again to stop at once.']);
  });
  try {
    const called = await callWorkspace(shell, (service) => call(service, cancel));
    return called.ok ? { ok: true, value: { ...called.value, stopAsked: cancel.aborted } } : called;
  } finally {
    stopListening();
  }
}

async function callAndClose<T>(
  service: WorkspaceService,
  call: (service: WorkspaceService) => Promise<Result<T, ServiceError>>,
): Promise<Result<T, ServiceError>> {
  let called: Result<T, ServiceError>;
  try {
    called = await call(service);
  } catch (bug) {
    // The bug is what has to be told; a failure to close would only hide it.
    await service.close().catch(() => undefined);
    throw bug;
  }
  const closed = await service.close();
  return called.ok && !closed.ok ? closed : called;
}
