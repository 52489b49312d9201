import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes } from '../commandOptions';
import { answer, answerError, callCancellable } from '../commandShell';
import { renderConnections } from '../render/renderConnections';
import type { Command } from 'commander';
import type { TestConnectionDocument } from '../../protocol/commandDocuments';
import type { StartCommand } from '../commandOptions';

/** `test-connection`: who is signed in at both systems, and what is missing there. */
export function addTestConnectionCommand(program: Command, start: StartCommand): void {
  program
    .command('test-connection')
    .description('Sign in to both systems, and tell who you are there and what the mappings miss.')
    .addHelpText('after', helpNotes({ examples: ['tandem test-connection', 'tandem test-connection --json'], exits }))
    .action(() =>
      start('test-connection', async (shell) => {
        const tested = await callCancellable(shell, (service, cancel) => service.testConnection(cancel));
        if (!tested.ok) return answerError(shell, tested.error);
        const { value: sides, service } = tested.value;
        const { environment } = service;
        answer(
          shell,
          (): TestConnectionDocument => ({ environment, sides }),
          () => renderConnections(environment, sides, shell.context),
        );
        return sides.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.notRun;
      }),
    );
}

const exits = [
  '0    both systems are reached, and nothing is missing',
  '2    wrong usage, workspace or mapping',
  '3    a system is not reached, or something that the mappings need is missing there',
  '130  cancelled',
];
