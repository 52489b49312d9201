import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes, notEmpty, simpleExits } from '../commandOptions';
import { answer, answerError, callWorkspace } from '../commandShell';
import { jobDetailsDocument } from '../documents/jobDocument';
import { renderJobDetails } from '../render/renderJobDetails';
import type { Command } from 'commander';
import type { StartCommand } from '../commandOptions';

/** `job ID`: one job with its records and errors. */
export function addJobCommand(program: Command, start: StartCommand): void {
  program
    .command('job')
    .description('Show one synchronization job with its records and errors.')
    .argument('<id>', 'id of the job, as jobs lists it', notEmpty)
    .addHelpText('after', helpNotes({ examples: ['tandem job ID', 'tandem job ID --json'], exits: simpleExits }))
    .action((id: string) =>
      start('job', async (shell) => {
        const found = await callWorkspace(shell, (service) => service.job(id));
        if (!found.ok) return answerError(shell, found.error);
        const { value: details } = found.value;
        answer(
          shell,
          () => jobDetailsDocument(details),
          () => renderJobDetails(details, shell.context),
        );
        return exitCodes.ok;
      }),
    );
}
