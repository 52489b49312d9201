import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Where one environment's state stands. All paths are absolute. */
export interface StateFiles {
  readonly folder: string;
  /** The last folded state, a SQLite file (DESIGN 2). */
  readonly snapshot: string;
  readonly lock: string;
  /** What was committed since the snapshot of this generation. */
  journal(generation: number): string;
  /** The copies a migration leaves of the state it found. */
  readonly backupOf: { snapshot(version: number): string; journal(version: number): string };
  /** The generations that have a journal, in no order. */
  journalGenerations(): readonly number[];
}

/** Names the files of an environment; touches nothing. */
export function stateFiles(folder: string, environment: string): StateFiles {
  const name = safeFileName(environment);
  const snapshot = path.join(folder, `${name}.sqlite`);
  return {
    folder,
    snapshot,
    lock: path.join(folder, `${name}.lock`),
    journal: (generation) => path.join(folder, `${name}.${generation}.journal`),
    backupOf: {
      snapshot: (version) => `${snapshot}.v${version}.bak`,
      journal: (version) => `${snapshot}.v${version}.journal.bak`,
    },
    journalGenerations: () => generationsIn(folder, name),
  };
}

const longestName = 100;
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A file name for an environment: plain names stay as they are, everything that some file system gives a meaning
 * (separators, leading dots, device names) is percent-encoded, so that two names never meet and none leaves the folder.
 */
export function safeFileName(environment: string): string {
  const encoded = environment
    .replace(/[^\p{L}\p{N} ._-]/gu, percentEncoded)
    .replace(/^[. ]|[. ]$/g, percentEncoded)
    .replace(deviceName, (device) => percentEncoded(device.slice(0, 1)) + device.slice(1));
  if (encoded.length > longestName) {
    const digest = createHash('sha256').update(environment).digest('hex').slice(0, 16);
    return `${encoded.slice(0, longestName / 2)}%${digest}`;
  }
  return encoded === '' ? '%' : encoded;
}

function percentEncoded(text: string): string {
  return [...Buffer.from(text, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function generationsIn(folder: string, name: string): readonly number[] {
  return readdirSync(folder).flatMap((file) => {
    if (!file.startsWith(`${name}.`)) return [];
    const generation = /^(\d+)\.journal$/.exec(file.slice(name.length + 1))?.[1];
    return generation === undefined ? [] : [Number(generation)];
  });
}
