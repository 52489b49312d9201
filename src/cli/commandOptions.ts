import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { RunDirection } from '../core/model/side';
import type { ExitCode } from '../protocol/exitCodes';
import type { CommandShell } from './commandShell';

/**
 * Carries out a command once its arguments are known to be right. `name` is the command's; `work` gets what it needs and
 * says how the command ended.
 */
export type StartCommand = (name: string, work: (shell: CommandShell) => Promise<ExitCode>) => Promise<void>;

/** Options that several commands share: the same words mean the same everywhere. */
export const repeatedMapping = (): Option =>
  new Option('--mapping <name>', 'only this table mapping; may be repeated').argParser(collectNames).default([], 'all');

export const oneMapping = (description: string): Option =>
  new Option('--mapping <name>', description).argParser(onceName);

export const repeatedRecord = (): Option =>
  new Option('--record <localId>', 'only the record with this local id; may be repeated')
    .argParser(collectNames)
    .default([], 'all');

export const directionOption = (description: string): Option =>
  new Option('--direction <direction>', description).choices([
    'toIntegrationTable',
    'fromIntegrationTable',
  ] satisfies RunDirection[]);

/** A value that may be given several times. */
export function collectNames(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, notEmpty(value)];
}

/** A value that may be given once: of two, neither can be trusted to be the one that was meant. */
export function onceName(value: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError('It can be given only once.');
  return notEmpty(value);
}

export function notEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return value;
}

export function positiveInteger(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || !Number.isSafeInteger(number)) {
    throw new InvalidArgumentError('It must be a whole number from 1.');
  }
  return number;
}

/** Ends the command as wrongly used. For what the options one by one cannot tell. */
export function wrongUsage(command: Command, message: string): never {
  return command.error(message, { code: 'tandem.usage' });
}

/** The end of a command's help: what it looks like in use, and how it ends. */
export function helpNotes(notes: { readonly examples: readonly string[]; readonly exits: readonly string[] }): string {
  const lines = ['', 'Examples:', ...notes.examples.map((line) => `  $ ${line}`)];
  return [...lines, '', 'Exit codes:', ...notes.exits.map((line) => `  ${line}`)].join('\n');
}

/** What the exit codes of a command that runs jobs mean. */
export const runExits: readonly string[] = [
  '0    all well',
  '1    finished, but records failed or are skipped',
  '2    wrong usage, workspace or mapping',
  '3    a job could not run: connection, permission, locked, stopped by a guard',
  '130  cancelled',
];

/** What the exit codes of a command that only looks or notes mean. */
export const simpleExits: readonly string[] = [
  '0    all well',
  '2    wrong usage, workspace or mapping',
  '3    the state or a system could not be used',
];
