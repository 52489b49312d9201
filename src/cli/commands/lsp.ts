import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes } from '../commandOptions';
import type { Command } from 'commander';
import type { StartCommand } from '../commandOptions';

/** `lsp`: the language server, for editors other than VS Code. */
export function addLspCommand(program: Command, start: StartCommand): void {
  program
    .command('lsp')
    .description('Serve an editor that speaks the Language Server Protocol: checks, completion, hover and more.')
    .option('--stdio', 'over standard input and output, which is also what happens without it')
    .addHelpText(
      'after',
      helpNotes({
        examples: ['tandem lsp --stdio'],
        exits: ['0    the editor ended it', '1    the editor went away without a word'],
      }),
    )
    .action(async () => {
      await start('lsp', async ({ deps }) => {
        await deps.serveLanguage();
        return exitCodes.ok;
      });
    });
}
