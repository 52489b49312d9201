import path from 'node:path';
import { Option } from 'commander';
import type { MappingProblemCode } from '../../core/mapping/mappingProblems';
import { mappingProblems } from '../../core/mapping/mappingProblems';
import { problemPages } from '../../core/mapping/problemPages/problemPages';
import { exitCodes } from '../../protocol/exitCodes';
import { helpNotes, wrongUsage } from '../commandOptions';
import { answer, answerError, answerJson } from '../commandShell';
import { validationDocument } from '../documents/problemDocument';
import { sarifDocument } from '../documents/sarifDocument';
import { renderValidation } from '../render/renderValidation';
import type { Command } from 'commander';
import type { SarifRules } from '../documents/sarifDocument';
import type { StartCommand } from '../commandOptions';

type Format = 'text' | 'json' | 'sarif';

/** `validate [PATH…]`: the same checks that the editor shows. */
export function addValidateCommand(program: Command, start: StartCommand): void {
  program
    .command('validate')
    .description('Check the workspace file and the mapping files. Uses cached schemas where there are any.')
    .argument('[paths...]', 'files to check; the whole workspace where none is given')
    .addOption(
      new Option('--format <format>', 'how to write the problems (default: text, or json with --json)').choices([
        'text',
        'json',
        'sarif',
      ] satisfies Format[]),
    )
    .addHelpText(
      'after',
      helpNotes({
        examples: [
          'tandem validate',
          'tandem validate mappings/customer.mapping.yaml',
          'tandem validate --format sarif',
        ],
        exits: ['0    no errors; warnings may be', '1    errors found', '2    wrong usage, or a file is missing'],
      }),
    )
    .action(async (paths: readonly string[], options: { format?: Format }, command: Command) => {
      const { json } = command.optsWithGlobals<{ json?: boolean }>();
      if (json && options.format !== undefined && options.format !== 'json') {
        wrongUsage(command, `option '--json' cannot be used with option '--format ${options.format}'`);
      }
      await start('validate', async (asked) => {
        const shell = { ...asked, json: asked.json || options.format === 'json' };
        const { deps, folder, environment } = shell;
        const validated = await deps.validateWorkspace({
          folder,
          paths: paths.map((given) => path.resolve(folder, given)),
          ...(environment === undefined ? {} : { environment }),
        });
        if (!validated.ok) return answerError(shell, validated.error);
        const validation = validated.value;
        if (options.format === 'sarif') answerJson(shell, sarifDocument(validation, sarifRules(), deps.version));
        else {
          answer(
            shell,
            () => validationDocument(validation),
            () =>
              renderValidation(validation, {
                style: shell.context.style,
                folder: validation.folder ?? folder,
                cwd: deps.cwd,
              }),
          );
        }
        return validation.problems.some(({ severity }) => severity === 'error') ? exitCodes.troubled : exitCodes.ok;
      });
    });
}

/** Every code with what its page says. */
function sarifRules(): SarifRules {
  const codes = Object.keys(mappingProblems) as readonly MappingProblemCode[];
  return Object.fromEntries(codes.map((code) => [code, { ...mappingProblems[code], page: problemPages[code] }]));
}
