import { Option } from 'commander';
import { exitCodes } from '../../protocol/exitCodes';
import { collectNames, helpNotes, oneMapping, simpleExits, wrongUsage } from '../commandOptions';
import { answer, answerError, callWorkspace } from '../commandShell';
import { formatCount } from '../render/formatCount';
import type { Command } from 'commander';
import type { RetryDocument } from '../../protocol/commandDocuments';
import type { RetryRequest } from '../../service/workspaceService';
import type { StartCommand } from '../commandOptions';
import type { RenderContext } from '../render/renderContext';

interface RetryFlags {
  readonly mapping?: string;
  readonly local: readonly string[];
  readonly all?: true;
}

/** `retry`: gives skipped records back to the next run. */
export function addRetryCommand(program: Command, start: StartCommand): void {
  program
    .command('retry')
    .description('Give skipped records back to the next run.')
    .addOption(oneMapping('the skipped records of this table mapping'))
    .addOption(
      new Option('--local <id>', 'only the record with this local id; may be repeated')
        .argParser(collectNames)
        .default([], 'all of the mapping'),
    )
    .addOption(new Option('--all', 'the skipped records of all mappings').conflicts(['mapping', 'local']))
    .addHelpText(
      'after',
      helpNotes({ examples: ['tandem retry --all', 'tandem retry --mapping CUSTOMER --local ID'], exits: simpleExits }),
    )
    .action(async ({ mapping, local, all }: RetryFlags, command: Command) => {
      if (mapping === undefined && !all) wrongUsage(command, "retry needs either '--mapping <name>' or '--all'");
      const request: RetryRequest = { ...(mapping === undefined ? {} : { mapping }), records: local };
      return start('retry', async (shell) => {
        const retried = await callWorkspace(shell, (service) => service.retry(request));
        if (!retried.ok) return answerError(shell, retried.error);
        const document: RetryDocument = { restored: retried.value.value.restored };
        answer(
          shell,
          () => document,
          () => [retryText(document, shell.context)],
        );
        return exitCodes.ok;
      });
    });
}

function retryText({ restored }: RetryDocument, { commandLine }: RenderContext): string {
  if (restored === 0) return 'No skipped records there: nothing to give back.';
  const records = restored === 1 ? '1 record' : `${formatCount(restored)} records`;
  return `Gave ${records} back to the next run. Run it: ${commandLine(['sync'])}`;
}
