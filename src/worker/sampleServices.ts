import path from 'node:path';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { SampleServicesBundle, SampleThreadStart, SampleThreadWord } from '../protocol/sampleServices';
import { must } from '../core/assert';

/**
 * A thread that serves the sample's services while a window of the editor is open, and ends with it. It writes before it answers,
 * so that it may be ended at any moment. Runs from `dist/`, beside which `media/` stands.
 */
const port = must(parentPort, 'a parent: this file is for a worker thread');
const bundle = createRequire(__filename)(path.join(__dirname, 'emulator.js')) as SampleServicesBundle;
const mediaFolder = path.join(__dirname, '..', 'media');

void bundle.startSampleServices({ ...(workerData as SampleThreadStart), mediaFolder }).then(
  ({ isFresh }) => tell({ kind: 'serving', isFresh }),
  (error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    tell({ kind: 'refused', code, reason: error instanceof Error ? error.message : String(error) });
  },
);

function tell(word: SampleThreadWord): void {
  port.postMessage(word);
}
