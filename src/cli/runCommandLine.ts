import path from 'node:path';
import { CommanderError } from 'commander';
import { exitCodes } from '../protocol/exitCodes';
import { answerJson, createShell } from './commandShell';
import { createProgram } from './createProgram';
import { errorDocument } from './documents/problemDocument';
import { printable } from './render/printable';
import { textStyle } from './render/textStyle';
import type { ExitCode } from '../protocol/exitCodes';
import type { CliDependencies } from './cliDependencies';
import type { ProgramOptions } from './createProgram';

/**
 * Carries out one command line, without the program's own name: parses, runs the command, answers, and says how it ended.
 * Never throws: wrong usage and bugs end here too.
 */
export async function runCommandLine(argv: readonly string[], deps: CliDependencies): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  let shownText = '';
  const program = createProgram({
    version: deps.version,
    columns: deps.stdout.isTerminal ? deps.stdout.columns() : undefined,
    write: (text) => (shownText += text),
    start: async (name, work) => {
      const { C, environment, allowHost: allowedHosts, json = false } = program.opts<ProgramOptions>();
      const folder = path.resolve(deps.cwd, C ?? '.');
      exitCode = await work(createShell(deps, name, { folder, givenFolder: C, environment, allowedHosts, json }));
    },
  });
  // Inherited settings are copied when a command is made; only here it is known whose error it was.
  let failedCommand = '';
  for (const command of program.commands) {
    command.exitOverride((error) => {
      failedCommand = command.name();
      throw error;
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return tellBug(error, argv, deps);
    if (error.exitCode === 0) return tellText(error, shownText, argv, deps);
    if (argv.length === 0) deps.stderr.write(`${program.helpInformation()}\n`);
    return tellWrongUsage(error, failedCommand, argv, deps);
  }
}

/** Help and version. */
function tellText(error: CommanderError, text: string, argv: readonly string[], deps: CliDependencies): ExitCode {
  if (!wantsJson(argv)) deps.stdout.write(text);
  else answerJson({ deps }, error.code === 'commander.version' ? { version: text.trim() } : { help: text });
  return exitCodes.ok;
}

function tellWrongUsage(
  error: CommanderError,
  command: string,
  argv: readonly string[],
  deps: CliDependencies,
): ExitCode {
  const said = error.code === 'commander.help' ? 'a command is missing or unknown' : error.message;
  const help = ['tandem', ...(command === '' ? [] : [command]), '--help'].join(' ');
  const message = `${sentence(said)} See: ${help}`;
  const { paint } = textStyle({ isTerminal: deps.stderr.isTerminal, env: deps.env });
  deps.stderr.write(`${paint('red', 'error:')} ${printable(message)}\n`);
  if (wantsJson(argv)) answerJson({ deps }, errorDocument({ code: 'USAGE', message }));
  return exitCodes.usage;
}

function tellBug(error: unknown, argv: readonly string[], deps: CliDependencies): ExitCode {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `This is a bug in Tandem: ${reason.replace(/\.$/, '')}. Please report it with the command you ran.`;
  deps.stderr.write(`${printable(message)}\n`);
  if (deps.env['TANDEM_DEBUG'] === '1' && error instanceof Error) {
    deps.stderr.write(`${(error.stack ?? '').split('\n').map(printable).join('\n')}\n`);
  }
  if (wantsJson(argv)) answerJson({ deps }, errorDocument({ code: 'BUG', message }));
  return exitCodes.notRun;
}

/** Read from the words themselves: where they are wrong, no parsed options tell. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  return options.some(
    (word, at) => word === '--json' || word === '--format=json' || (word === '--format' && options[at + 1] === 'json'),
  );
}

/** The parser's message as a sentence: `Unknown option '--ful' (did you mean --full?).` */
function sentence(said: string): string {
  const text = said
    .replace(/^error: /, '')
    .replace(/\s*\n\(Did you mean ([^)]*)\)/, ' (did you mean $1)')
    .replace(/\s+/g, ' ')
    .trim();
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}
