import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes, simpleExits } from '../commandOptions';
import { answer, answerError, callCancellable } from '../commandShell';
import { renderSchema } from '../render/renderSchema';
import type { Command } from 'commander';
import type { SchemaDocument } from '../../protocol/commandDocuments';
import type { WorkspaceSchema } from '../../service/workspaceService';
import type { StartCommand } from '../commandOptions';

/** `schema`: the tables and fields that mappings are checked against. */
export function addSchemaCommand(program: Command, start: StartCommand): void {
  program
    .command('schema')
    .description('Show the tables and fields of both sides, as they were last read.')
    .option('--refresh', 'read them from both systems again')
    .addHelpText(
      'after',
      helpNotes({
        examples: ['tandem schema', 'tandem schema --refresh --json'],
        exits: [...simpleExits, '130  cancelled'],
      }),
    )
    .action(({ refresh }: { refresh?: true }) =>
      start('schema', async (shell) => {
        const read = await callCancellable(shell, (service, cancel) =>
          service.schema({ refresh: refresh === true }, cancel),
        );
        if (!read.ok) return answerError(shell, read.error);
        const { value: schema } = read.value;
        answer(
          shell,
          () => schemaDocument(schema),
          () => renderSchema(schema, shell.context),
        );
        return exitCodes.ok;
      }),
    );
}

function schemaDocument({ environment, readAt, cached, local, integration }: WorkspaceSchema): SchemaDocument {
  return { environment, readAt, cached, local, integration };
}
