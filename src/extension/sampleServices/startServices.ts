import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SampleThreadStart, SampleThreadWord } from '../../protocol/sampleServices';
import type { StartServices } from './keepServing';

/** Where a sample on services keeps their data, relative to its folder. */
const dataFile = path.join('data', 'services.json');

/** Serves in a thread of its own. `script` is the thread's bundle, an absolute path. */
export function startServicesBy(script: string): StartServices {
  return ({ folder, port }, tell) => {
    const workerData: SampleThreadStart = { port, dataFile: path.join(folder, dataFile) };
    const thread = new Worker(script, { workerData, execArgv: [], name: 'tandem-services' });
    let reason = '';
    let isRefused = false;
    thread.on('message', (word: SampleThreadWord) => {
      // Then it ends by itself, having nothing left to do.
      isRefused = word.kind === 'refused';
      tell(word);
    });
    thread.on('error', (error) => (reason = error instanceof Error ? error.message : String(error)));
    thread.once('exit', (code) => {
      if (!isRefused) tell({ kind: 'stopped', reason: reason || `exit code ${code}` });
    });
    return { end: () => void thread.terminate() };
  };
}
