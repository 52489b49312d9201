import { neverCancelled } from '../../src/core/ports/cancelSignal';
import { openWorkspace } from '../../src/service/openWorkspace';
import { value } from './engineRun';

/** Match-based coupling through the service, from opening the files to the folded state; nothing is synchronized after. */
export async function coupleByMatch(folder: string, expected: number): Promise<void> {
  const workspace = value(await openWorkspace({ folder, command: 'bench' }));
  const options = { onProgress: () => undefined, allowNew: false, acceptMissing: false };
  const report = value(await workspace.coupleByMatching({ mapping: 'CUSTOMER' }, options, neverCancelled));
  const coupled = report.jobs[0]?.counters.coupled;
  if (coupled !== expected) throw new Error(`expected ${expected} coupled, saw ${coupled}: ${report.jobs[0]?.message}`);
}
