import { Option } from 'commander';
import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes, oneMapping, positiveInteger, simpleExits, wrongUsage } from '../commandOptions';
import { answer, answerError, callWorkspace } from '../commandShell';
import { jobDocument } from '../documents/jobDocument';
import { formatCount } from '../render/formatCount';
import { renderJobs } from '../render/renderJobs';
import type { Command } from 'commander';
import type { ClearedJobsDocument, JobsDocument } from '../../protocol/commandDocuments';
import type { CommandShell } from '../commandShell';
import type { ExitCode } from '../../protocol/exitCodes';
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
    .addOption(
      new Option(
        '--clear',
        'remove the logs of finished jobs; those that a failed or skipped record refers to stay',
      ).conflicts(['mapping', 'limit']),
    )
    .addOption(
      new Option('--older-than <days>', 'with --clear: only the logs of jobs that ended so many days ago').argParser(
        positiveInteger,
      ),
    )
    .addHelpText(
      'after',
      helpNotes({
        examples: [
          'tandem jobs --limit 5',
          'tandem jobs --mapping CUSTOMER --json',
          'tandem jobs --clear --older-than 30',
        ],
        exits: simpleExits,
      }),
    )
    .action(({ mapping, limit, clear, olderThan }: JobsFlags, command: Command) => {
      if (clear) return start('jobs', (shell) => clearJobs(shell, olderThan));
      if (olderThan !== undefined) wrongUsage(command, "option '--older-than <days>' needs option '--clear'");
      return start('jobs', async (shell) => {
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
      });
    });
}

interface JobsFlags {
  readonly mapping?: string;
  readonly limit?: number;
  readonly clear?: true;
  readonly olderThan?: number;
}

async function clearJobs(shell: CommandShell, olderThanDays: number | undefined): Promise<ExitCode> {
  const query = olderThanDays === undefined ? {} : { olderThanDays };
  const cleared = await callWorkspace(shell, (service) => service.clearJobs(query));
  if (!cleared.ok) return answerError(shell, cleared.error);
  const { removedJobs, keptJobs } = cleared.value.value;
  answer(
    shell,
    (): ClearedJobsDocument => ({ removedJobs, keptJobs }),
    () => [clearedText(removedJobs, keptJobs)],
  );
  return exitCodes.ok;
}

function clearedText(removed: number, kept: number): string {
  const logs = removed === 1 ? 'the log of 1 job' : `the logs of ${formatCount(removed)} jobs`;
  const stayed = kept === 0 ? '' : ` ${formatCount(kept)} stayed: failed or skipped records refer to them.`;
  return removed === 0 ? `There was no job log to remove.${stayed}` : `Removed ${logs}.${stayed}`;
}
