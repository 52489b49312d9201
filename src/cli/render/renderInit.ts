import { commandLineHints } from './renderContext';
import { printable } from './printable';
import type { InitDocument } from '../../protocol/commandDocuments';
import type { RenderContext } from './renderContext';

/** What was written, and how to go on. `nearFolder` names the folder from where the user stands; undefined right there. */
export function renderInit(
  { folder, files }: InitDocument,
  {
    nearFolder,
    sample,
    sampleServices,
  }: { readonly nearFolder: string | undefined; readonly sample: boolean; readonly sampleServices: boolean },
  { style }: Pick<RenderContext, 'style'>,
): readonly string[] {
  const commandLine = commandLineHints({ folder: nearFolder });
  const services = `Serve the two systems, and leave it running: ${style.paint('cyan', 'tandem emulate')}`;
  const next =
    sample || sampleServices
      ? [
          ...(sampleServices ? [services] : []),
          `See what a full synchronization would do: ${style.paint('cyan', commandLine(['plan', '--full']))}`,
          `Run it: ${style.paint('cyan', commandLine(['sync', '--full']))}`,
        ]
      : [
          'Fill in tandem.yaml: the systems on both sides.',
          `Check it: ${style.paint('cyan', commandLine(['validate']))}`,
        ];
  return [
    `${style.paint('bold', 'New workspace')} in ${printable(folder)}`,
    ...files.map((file) => `  ${printable(file)}`),
    '',
    style.paint('bold', 'Next'),
    ...next.map((step) => `  ${step}`),
  ];
}
