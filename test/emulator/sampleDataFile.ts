import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KeptData } from './startEmulator';

/** A file that keeps the sample's data between two times it is served, as a service keeps its own. */
export interface SampleDataFile {
  /** Undefined where there is no file yet. Throws where it is no data of ours: the user decides what becomes of it. */
  read(): KeptData | undefined;
  /** Replaces the file at once, so that an answer given is a write kept, however the window ends. */
  write(data: KeptData): void;
}

export function sampleDataFile(file: string): SampleDataFile {
  return {
    read() {
      let text: string;
      try {
        text = readFileSync(file, 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
      const { format, ...data } = JSON.parse(text) as KeptData & { readonly format: unknown };
      if (format !== formatOfNow) throw new Error(`${file} is in format ${String(format)}, not ${formatOfNow}.`);
      return data;
    },
    write(data) {
      mkdirSync(path.dirname(file), { recursive: true });
      const temporary = `${file}.new`;
      writeFileSync(temporary, JSON.stringify({ format: formatOfNow, ...data }));
      renameSync(temporary, file);
    },
  };
}

const formatOfNow = 1;
