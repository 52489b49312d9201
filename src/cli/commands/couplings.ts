import { Option } from 'commander';
import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes, oneMapping, simpleExits } from '../commandOptions';
import { answer, answerError, callWorkspace } from '../commandShell';
import { couplingsDocument } from '../documents/couplingsDocument';
import { renderCouplings } from '../render/renderCouplings';
import type { Command } from 'commander';
import type { CouplingState } from '../../core/model/coupling';
import type { StartCommand } from '../commandOptions';

interface CouplingsFlags {
  readonly mapping?: string;
  readonly state: 'all' | CouplingState;
}

/** `couplings`: which records belong together, and how they are. */
export function addCouplingsCommand(program: Command, start: StartCommand): void {
  program
    .command('couplings')
    .description('List couplings, and the records that failed before they could be coupled.')
    .addOption(oneMapping('only this table mapping'))
    .addOption(
      new Option('--state <state>', 'only couplings in this state')
        .choices(['all', 'ok', 'failed', 'skipped'] satisfies CouplingsFlags['state'][])
        .default('all'),
    )
    .addHelpText(
      'after',
      helpNotes({
        examples: ['tandem couplings --state failed', 'tandem couplings --mapping CUSTOMER'],
        exits: simpleExits,
      }),
    )
    .action(({ mapping, state }: CouplingsFlags) =>
      start('couplings', async (shell) => {
        const query = { ...(mapping === undefined ? {} : { mapping }), ...(state === 'all' ? {} : { state }) };
        const listed = await callWorkspace(shell, (service) => service.couplings(query));
        if (!listed.ok) return answerError(shell, listed.error);
        const { value: couplings } = listed.value;
        answer(
          shell,
          () => couplingsDocument(couplings),
          () => renderCouplings(couplings, shell.context),
        );
        return exitCodes.ok;
      }),
    );
}
