import path from 'node:path';
import { Option } from 'commander';
import { exitCodes } from '../../protocol/exitCodes';
import { templateLocals, templateNames } from '../cliDependencies';
import { helpNotes, notEmpty } from '../commandOptions';
import { answer, answerError } from '../commandShell';
import { sampleServicesPort } from '../../protocol/sampleServices';
import { renderInit } from '../render/renderInit';
import type { Command } from 'commander';
import type { InitDocument } from '../../protocol/commandDocuments';
import type { TemplateLocal, TemplateName } from '../cliDependencies';
import type { StartCommand } from '../commandOptions';

/** `init DIR`: writes a new workspace, and never over an old one. */
export function addInitCommand(program: Command, start: StartCommand): void {
  program
    .command('init')
    .description('Write a new workspace: tandem.yaml and the standard table mappings.')
    .argument('<dir>', 'folder of the workspace; made where it is missing', notEmpty)
    .addOption(
      new Option('--template <name>', 'which standard mappings: for Dataverse, for Dynamics 365 Sales, or none')
        .choices(templateNames)
        .default('sales'),
    )
    .addOption(
      new Option('--local <system>', "name tables and fields as this system's API does, instead of by their captions")
        .choices(templateLocals)
        .conflicts('sample'),
    )
    .option('--sample', 'also make two sample systems to try everything on')
    .addOption(
      new Option('--sample-services', 'name the services of `tandem emulate`, to try everything on').conflicts([
        'sample',
        'local',
      ]),
    )
    .addHelpText(
      'after',
      helpNotes({
        examples: [
          'tandem init my-workspace --sample',
          'tandem init my-workspace --template dataverse --local businessCentral',
        ],
        exits: ['0    all well', '2    wrong usage, or files are there already'],
      }),
    )
    .action((dir: string, { template, local, sample, sampleServices }: InitOptions) =>
      start('init', async (shell) => {
        const folder = path.resolve(shell.folder, dir);
        const created = await shell.deps.createWorkspace({
          folder,
          template,
          ...((local ?? sampleServices) && { local: local ?? 'businessCentral' }),
          sample: sample === true,
          ...(sampleServices && { sampleServices: { port: sampleServicesPort } }),
        });
        if (!created.ok) return answerError(shell, { ...created.error, kind: 'usage' });
        const document: InitDocument = { folder, files: created.value.files };
        answer(
          shell,
          () => document,
          () =>
            renderInit(
              document,
              {
                nearFolder: nearFolder(shell.deps.cwd, folder),
                sample: sample === true,
                sampleServices: sampleServices === true,
              },
              shell.context,
            ),
        );
        return exitCodes.ok;
      }),
    );
}

interface InitOptions {
  readonly template: TemplateName;
  readonly local?: TemplateLocal;
  readonly sample?: true;
  readonly sampleServices?: true;
}

/** How to name the folder in the next command: undefined where the user stands in it already. */
function nearFolder(cwd: string, folder: string): string | undefined {
  const relative = path.relative(cwd, folder);
  if (relative === '') return undefined;
  return relative.startsWith('..') ? folder : relative;
}
