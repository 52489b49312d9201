import { Option } from 'commander';
import { directionOption, helpNotes, onceName, oneMapping, runExits, wrongUsage } from '../commandOptions';
import { runJobs } from './runJobs';
import type { Command } from 'commander';
import type { RunDirection } from '../../core/model/side';
import type { StartCommand } from '../commandOptions';

interface CoupleFlags {
  readonly mapping: string;
  readonly local?: string;
  readonly integration?: string;
  readonly direction?: RunDirection;
  readonly match?: true;
  readonly createNew?: true;
}

/** `couple`: two records by their ids, or all records of a mapping by its match fields. */
export function addCoupleCommand(program: Command, start: StartCommand): void {
  const whenMatching = ['local', 'integration', 'direction'];
  program
    .command('couple')
    .description('Couple two records, or with --match all records that match by the fields the mapping names.')
    .addOption(oneMapping('the table mapping').makeOptionMandatory())
    .addOption(new Option('--local <id>', 'id of the local record').argParser(onceName))
    .addOption(new Option('--integration <id>', 'id of the integration record').argParser(onceName))
    .addOption(directionOption('synchronize the two at once, in this direction'))
    .addOption(new Option('--match', "couple by the mapping's match fields").conflicts(whenMatching))
    .addOption(new Option('--create-new', 'with --match: create counterparts for records without a match'))
    .addHelpText(
      'after',
      helpNotes({
        examples: [
          'tandem couple --mapping CUSTOMER --local ID --integration ID --direction toIntegrationTable',
          'tandem couple --mapping CUSTOMER --match',
        ],
        exits: runExits,
      }),
    )
    .action(async (flags: CoupleFlags, command: Command) => {
      if (flags.match) return start('couple', (shell) => coupleByMatching(shell, flags));
      if (flags.createNew) wrongUsage(command, "option '--create-new' needs option '--match'");
      const { mapping, local, integration, direction } = flags;
      if (local === undefined || integration === undefined) {
        wrongUsage(command, "couple needs either '--local <id>' and '--integration <id>', or '--match'");
      }
      const request = { mapping, localId: local, integrationId: integration, ...(direction ? { direction } : {}) };
      return start('couple', (shell) =>
        runJobs(shell, { title: 'Coupling', allowNewAnswered: true }, (service, _onProgress, cancel) =>
          service.couple(request, cancel),
        ),
      );
    });
}

function coupleByMatching(
  shell: Parameters<typeof runJobs>[0],
  { mapping, createNew }: CoupleFlags,
): ReturnType<typeof runJobs> {
  const request = { mapping, ...(createNew ? { createNew } : {}) };
  return runJobs(shell, { title: 'Match-based coupling', allowNewAnswered: true }, (service, onProgress, cancel) =>
    service.coupleByMatching(request, { onProgress, allowNew: false, acceptMissing: false }, cancel),
  );
}
