import { exitCodes } from '../../protocol/exitCodes';
import { sampleServicesPort } from '../../protocol/sampleServices';
import { helpNotes } from '../commandOptions';
import { answer, answerError } from '../commandShell';
import { portOption } from '../portOption';
import type { Command } from 'commander';
import type { EmulateDocument } from '../../protocol/commandDocuments';
import type { SampleServices } from '../../protocol/sampleServices';
import type { StartCommand } from '../commandOptions';

/** `emulate`: a small Business Central and a small Dataverse on this machine, until Ctrl+C. */
export function addEmulateCommand(program: Command, start: StartCommand): void {
  program
    .command('emulate')
    .description('Serve a small Business Central and a small Dataverse on this machine, to try Tandem on services.')
    .option('--port <number>', 'where they listen; nobody but this machine reaches it', portOption, sampleServicesPort)
    .addHelpText(
      'after',
      helpNotes({
        examples: ['tandem init my-workspace --sample-services', 'tandem emulate'],
        exits: ['0    ended by Ctrl+C', '3    the port is taken'],
      }),
    )
    .action(({ port }: { port: number }) =>
      start('emulate', async (shell) => {
        const started = await shell.deps.startSampleServices(port).then(
          (services) => ({ ok: true, services }) as const,
          (error: unknown) => ({ ok: false, reason: reasonOf(error) }) as const,
        );
        if (!started.ok) {
          const message = `The services cannot be served on port ${port} (${started.reason}). Choose another one with --port.`;
          return answerError(shell, { code: 'PORT_NOT_FREE', message, kind: 'run' });
        }
        const { services } = started;
        answer(
          shell,
          () => documentOf(services),
          () => linesOf(services),
        );
        await new Promise<void>((resolve) => {
          const stopListening = shell.deps.onInterrupt(() => {
            stopListening();
            resolve();
          });
        });
        await services.stop();
        return exitCodes.ok;
      }),
    );
}

function documentOf({ businessCentral, company, dataverse }: SampleServices): EmulateDocument {
  return { businessCentral, company, dataverse };
}

function linesOf({ businessCentral, company, dataverse }: SampleServices): readonly string[] {
  return [
    'Business Central and Dataverse are served on this machine, with the data of the sample. What you change lasts until they end.',
    '',
    'In tandem.yaml:',
    '  environments:',
    '    services:',
    `      local:       { connector: businessCentral, url: ${businessCentral}, company: ${company} }`,
    `      integration: { connector: dataverse, url: ${dataverse} }`,
    '',
    'Leave this running, and try `tandem plan --full` in another terminal. Press Ctrl+C to end.',
  ];
}

/** Node's code where it has one: the text names nothing that the user knows. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
