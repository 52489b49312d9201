import { Option } from 'commander';
import { collectNames, helpNotes, oneMapping, runExits, wrongUsage } from '../commandOptions';
import { runJobs } from './runJobs';
import type { Command } from 'commander';
import type { StartCommand } from '../commandOptions';

interface UncoupleFlags {
  readonly mapping: string;
  readonly local?: readonly string[];
  readonly all?: true;
}

/** `uncouple`: ends couplings; the records stay as they are. */
export function addUncoupleCommand(program: Command, start: StartCommand): void {
  program
    .command('uncouple')
    .description('Remove couplings. No record is touched.')
    .addOption(oneMapping('the table mapping').makeOptionMandatory())
    .addOption(
      new Option('--local <id>', 'id of the local record; may be repeated').argParser(
        (value, previous: readonly string[] | undefined) => collectNames(value, previous ?? []),
      ),
    )
    .addOption(new Option('--all', 'all couplings of the mapping').conflicts('local'))
    .addHelpText(
      'after',
      helpNotes({
        examples: ['tandem uncouple --mapping CUSTOMER --local ID', 'tandem uncouple --mapping CUSTOMER --all'],
        exits: runExits,
      }),
    )
    .action(async ({ mapping, local, all }: UncoupleFlags, command: Command) => {
      const records = all ? 'all' : local;
      if (records === undefined) wrongUsage(command, "uncouple needs either '--local <id>' or '--all'");
      return start('uncouple', (shell) =>
        runJobs(shell, { title: 'Uncoupling', allowNewAnswered: true }, (service, _onProgress, cancel) =>
          service.uncouple({ mapping, records }, cancel),
        ),
      );
    });
}
