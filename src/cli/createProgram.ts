import { Command, Option } from 'commander';
import { addCoupleCommand } from './commands/couple';
import { addCouplingsCommand } from './commands/couplings';
import { addExplainCommand } from './commands/explain';
import { addInitCommand } from './commands/init';
import { addJobCommand } from './commands/job';
import { addJobsCommand } from './commands/jobs';
import { addEmulateCommand } from './commands/emulate';
import { addLspCommand } from './commands/lsp';
import { addPlanCommand } from './commands/plan';
import { addRetryCommand } from './commands/retry';
import { addSchemaCommand } from './commands/schema';
import { addSyncCommand } from './commands/sync';
import { addUncoupleCommand } from './commands/uncouple';
import { addValidateCommand } from './commands/validate';
import { addWatchCommand } from './commands/watch';
import { addTestConnectionCommand } from './commands/testConnection';
import { collectNames, notEmpty } from './commandOptions';
import type { StartCommand } from './commandOptions';

/** Options that stand before or after any command's name. */
export interface ProgramOptions {
  readonly C?: string;
  readonly environment?: string;
  readonly allowHost: readonly string[];
  readonly json?: true;
}

/**
 * The command line's grammar (DESIGN 4). Parsing ends in `start`, or throws a `CommanderError`; text for people goes
 * through `write`. Made anew for each parse: the grammar remembers what it read.
 */
export function createProgram(options: {
  readonly start: StartCommand;
  readonly version: string;
  /** Takes help and version texts. */
  readonly write: (text: string) => void;
  readonly columns: number | undefined;
}): Command {
  const program = new Command('tandem')
    .description('Keeps the records of Business Central and Dataverse coupled and in step.')
    .usage('<command> [options]')
    .addOption(new Option('-C <dir>', 'work in this folder (default: the current one)').argParser(notEmpty))
    .addOption(new Option('--environment <name>', 'which environment of tandem.yaml').argParser(notEmpty))
    .addOption(
      new Option('--allow-host <host>', "talk to this server too, which is none of Microsoft's; may be repeated")
        .argParser(collectNames)
        .default([], 'none'),
    )
    .option('--json', 'write one JSON document to standard output; messages go to standard error')
    .version(options.version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: options.write,
      // The caller says what went wrong: it has the message from the error.
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => options.columns ?? 120,
      getOutHasColors: () => false,
    })
    .exitOverride()
    .addHelpText(
      'after',
      '\nStart with: tandem init my-workspace --sample\nEach command has its own help: tandem sync --help' +
        variablesHelp,
    );
  for (const add of commands) add(program, options.start);
  return program;
}

/** Where secrets come from: the file never holds one. */
const variablesHelp = `

Signing in without a person, by environment variables:
  TANDEM_CLIENT_SECRET   the secret of an application (app registration)
  TANDEM_CLIENT_ID       its id, where tandem.yaml has none or another one
  TANDEM_TENANT          its tenant, likewise
  TANDEM_PASSWORD        the password or web service access key of a server's user
  TANDEM_ALLOWED_HOSTS   servers that may be talked to, with commas between
Each of the first four can be given for one side of an environment: TANDEM_PRODUCTION_LOCAL_PASSWORD.`;

/** In the order of a first day's work; help lists them so. */
const commands = [
  addInitCommand,
  addValidateCommand,
  addPlanCommand,
  addSyncCommand,
  addWatchCommand,
  addCoupleCommand,
  addUncoupleCommand,
  addCouplingsCommand,
  addRetryCommand,
  addExplainCommand,
  addJobsCommand,
  addJobCommand,
  addSchemaCommand,
  addTestConnectionCommand,
  addEmulateCommand,
  addLspCommand,
] as const;
