import type { ResultsAction } from '../../protocol/resultsProtocol';

/** Actions that only look at what the files and the state say, or stop something; all others reach the systems or write. */
const harmless: readonly ResultsAction['name'][] = ['cancel', 'copy', 'openMapping', 'openCoupling', 'export'];

export function needsTrust({ name }: ResultsAction): boolean {
  return !harmless.includes(name);
}
