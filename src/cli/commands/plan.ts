import { helpNotes, runExits } from '../commandOptions';
import { answer, answerError, callCancellable } from '../commandShell';
import { planDocument } from '../documents/planDocument';
import { renderPlan } from '../render/renderPlan';
import { planExitCode } from '../runExitCode';
import { addRunFlags, checkRunFlags, runRequest, runTitle } from './runRequest';
import type { Command } from 'commander';
import type { StartCommand } from '../commandOptions';
import type { RunFlags } from './runRequest';

/** `plan`: what `sync` with the same flags would do. */
export function addPlanCommand(program: Command, start: StartCommand): void {
  addRunFlags(program.command('plan').description('Show what sync with the same flags would do. Writes nothing.'))
    .addHelpText(
      'after',
      helpNotes({
        examples: ['tandem plan --full', 'tandem plan --mapping CUSTOMER --json'],
        exits: ['0    all would go well', '1    records would fail or are skipped', ...runExits.slice(2)],
      }),
    )
    .action((flags: RunFlags, command: Command) => {
      checkRunFlags(flags, command);
      return start('plan', async (shell) => {
        const planned = await callCancellable(shell, (service, cancel) => service.plan(runRequest(flags), cancel));
        if (!planned.ok) return answerError(shell, planned.error);
        const { value: plan, service } = planned.value;
        answer(
          shell,
          () => planDocument(plan),
          () =>
            renderPlan(plan, { title: `Plan: ${runTitle(flags)}`, environment: service.environment }, shell.context),
        );
        return planExitCode(plan);
      });
    });
}
