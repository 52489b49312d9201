import type * as vscode from 'vscode';
import type { Asker } from './asker';
import type { CommandError, RunResult } from '../../protocol/workerProtocol';
import type { CommandId } from '../names';
import type { Locale } from '../locale';
import type { RunScope } from '../run/runScope';

/** Everything a command says to the user and asks of the editor; tests bring one that answers from a script. */
export interface Dialogue {
  readonly ask: Asker;
  readonly locale: Locale;
  /** Tells in one notification; answers with the button that was pressed, which may take for ever. */
  tell(severity: 'information' | 'warning', text: string, ...buttons: readonly string[]): Promise<string | undefined>;
  /** Says why nothing happened. */
  refuse(error: CommandError): void;
  /** Tells how a run ended; `what` names it as a sentence's beginning: `Coupling by matching in CUSTOMER`. */
  tellRun(scope: RunScope, what: string, result: RunResult): Promise<void>;
  /** Asks in a modal dialog, where the harmless answer is the default; true for `act`. */
  confirm(question: Confirmation): Promise<boolean>;
  /** Shows that something takes its time, and lets the user cancel it. */
  progress<T>(title: string, work: (token: vscode.CancellationToken) => Promise<T>): Promise<T>;
  run(command: CommandId, ...args: readonly unknown[]): Promise<unknown>;
}

export interface Confirmation {
  readonly message: string;
  readonly detail: string;
  /** The button that does it: `Remove 12 Couplings`. */
  readonly act: string;
  /** The button that leaves everything as it is: `Keep Couplings`. */
  readonly keep: string;
}
