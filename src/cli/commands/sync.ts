import { Option } from 'commander';
import { helpNotes, runExits, wrongUsage } from '../commandOptions';
import { runJobs } from './runJobs';
import { addRunFlags, checkRunFlags, runRequest, runTitle } from './runRequest';
import type { Command } from 'commander';
import type { StartCommand } from '../commandOptions';
import type { RunFlags } from './runRequest';

interface SyncFlags extends RunFlags {
  readonly allowNew?: 'yes' | 'no';
  readonly acceptMissing?: true;
}

/** `sync`: a modified synchronization, a full one, or one of chosen records. */
export function addSyncCommand(program: Command, start: StartCommand): void {
  addRunFlags(
    program
      .command('sync')
      .description('Synchronize the records that changed since the last run, or with --full all of them.'),
  )
    .addOption(
      new Option(
        '--allow-new <answer>',
        'after a full run: may later runs create records? yes sets synchOnlyCoupledRecords: false in the mapping files',
      ).choices(['yes', 'no']),
    )
    .option('--accept-missing', 'go on although many coupled records are gone from one side')
    .addHelpText(
      'after',
      helpNotes({
        examples: ['tandem sync', 'tandem sync --full --allow-new yes', 'tandem sync --mapping CUSTOMER --record ID'],
        exits: runExits,
      }),
    )
    .action(async (flags: SyncFlags, command: Command) => {
      checkRunFlags(flags, command);
      if (flags.allowNew === 'yes' && !flags.full) {
        wrongUsage(command, "option '--allow-new yes' needs option '--full': only a full run asks whether to create");
      }
      const options = { allowNew: flags.allowNew === 'yes', acceptMissing: flags.acceptMissing === true };
      const report = { title: runTitle(flags), allowNewAnswered: flags.allowNew !== undefined };
      await start('sync', (shell) =>
        runJobs(shell, report, (service, onProgress, cancel) =>
          service.sync(runRequest(flags), { ...options, onProgress }, cancel),
        ),
      );
    });
}
