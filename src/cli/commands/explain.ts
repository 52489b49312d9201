import { Option } from 'commander';
import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes, oneMapping, onceName, simpleExits, wrongUsage } from '../commandOptions';
import { answer, answerError, callCancellable } from '../commandShell';
import { explanationDocument } from '../documents/explanationDocument';
import { renderExplanation } from '../render/renderExplanation';
import type { Command } from 'commander';
import type { ExplainRequest } from '../../service/workspaceService';
import type { StartCommand } from '../commandOptions';

interface ExplainFlags {
  readonly mapping: string;
  readonly local?: string;
  readonly integration?: string;
}

/** `explain`: why a record was, or was not, synchronized, and what jobs did to it. */
export function addExplainCommand(program: Command, start: StartCommand): void {
  program
    .command('explain')
    .description('Say why a record was, or was not, synchronized, and what jobs did to it.')
    .addOption(oneMapping('the table mapping').makeOptionMandatory())
    .addOption(new Option('--local <id>', 'the local record, by its id or key').argParser(onceName))
    .addOption(
      new Option('--integration <id>', 'the integration record, by its id or key')
        .argParser(onceName)
        .conflicts('local'),
    )
    .addHelpText(
      'after',
      helpNotes({
        examples: [
          'tandem explain --mapping CUSTOMER --local 10000',
          'tandem explain --mapping CUSTOMER --integration ID',
        ],
        exits: simpleExits,
      }),
    )
    .action(async ({ mapping, local, integration }: ExplainFlags, command: Command) => {
      const request = requestOf(mapping, local, integration);
      if (!request) wrongUsage(command, "explain needs either '--local <id>' or '--integration <id>'");
      return start('explain', async (shell) => {
        const explained = await callCancellable(shell, (service, cancel) => service.explain(request, cancel));
        if (!explained.ok) return answerError(shell, explained.error);
        const { value } = explained.value;
        answer(
          shell,
          () => explanationDocument(value),
          () => renderExplanation(value, shell.context),
        );
        return exitCodes.ok;
      });
    });
}

function requestOf(
  mapping: string,
  local: string | undefined,
  integration: string | undefined,
): ExplainRequest | undefined {
  if (local !== undefined) return { mapping, side: 'local', record: local };
  return integration === undefined ? undefined : { mapping, side: 'integration', record: integration };
}
