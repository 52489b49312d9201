import { Option } from 'commander';
import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes, oneMapping, positiveInteger, simpleExits } from '../commandOptions';
import { answer, answerError, callWorkspace } from '../commandShell';
import { jobDocument } from '../documents/jobDocument';
import { renderJobs } from '../render/renderJobs';
import type { Command } from 'commander';
import type { JobsDocument } from '../../protocol/commandDocuments';
import type { StartCommand } from '../commandOptions';

/** Without a limit a person sees this many jobs; `--json` has all. */
const jobsOnScreen = 50;

/** `jobs`: the synchronization jobs, newest first. */
export function addJobsCommand(program: Command, start: StartCommand): void {
  program
    .command('jobs')
    .description('List synchronization jobs, newest first.')
    .addOption(oneMapping('only this table mapping'))
    .addOption(
      new Option('--limit <n>', `at most this many (default: ${jobsOnScreen}, or all with --json)`).argParser(
        positiveInteger,
      ),
    )
    .addHelpText(
      'after',
      helpNotes({ examples: ['tandem jobs --limit 5', 'tandem jobs --mapping CUSTOMER --json'], exits: simpleExits }),
    )
    .action(({ mapping, limit }: { mapping?: string; limit?: number }) =>
      start('jobs', async (shell) => {
        // One more than is shown tells whether there are more.
        const wanted = limit ?? (shell.json ? undefined : jobsOnScreen + 1);
        const query = {
          ...(mapping === undefined ? {} : { mapping }),
          ...(wanted === undefined ? {} : { limit: wanted }),
        };
        const listed = await callWorkspace(shell, (service) => service.jobs(query));
        if (!listed.ok) return answerError(shell, listed.error);
        const { value: jobs } = listed.value;
        answer(
          shell,
          (): JobsDocument => ({ jobs: jobs.map(jobDocument) }),
          () => {
            const shown = jobs.slice(0, limit ?? jobsOnScreen);
            return renderJobs(shown, { more: jobs.length > shown.length }, shell.context);
          },
        );
        return exitCodes.ok;
      }),
    );
}
