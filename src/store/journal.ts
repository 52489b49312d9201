import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from './storeError';
import { lengthOf, syncFolder, writeAll } from '../files/replaceFile';

/**
 * An append-only file of lines, each durable when `append` returns. A line is 16 hexadecimal digits of a checksum, a space,
 * the text and a line feed, so that a line whose writing was cut short is recognised.
 */
export class Journal {
  private size = 0;

  private constructor(private readonly descriptor: number) {}

  /** Starts an empty journal; what the file held is gone. Throws what the file system says. */
  static start(file: string): Journal {
    const journal = new Journal(openSync(file, 'w', 0o644));
    syncFolder(path.dirname(file));
    return journal;
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.size;
  }

  /** Appends the pieces of a text as one line. Throws when the line may not be durable; the journal must not be used any more after that. */
  append(pieces: readonly Uint8Array[]): void {
    const line = [Buffer.from(`${checksum(pieces)} `, 'latin1'), ...pieces, lineFeed];
    try {
      writeAll(this.descriptor, line);
      fdatasyncSync(this.descriptor);
    } catch (error) {
      this.takeBack();
      throw error;
    }
    this.size += lengthOf(line);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** What was reported as failed should not turn up later. Where even that fails, settling the open intents copes with it. */
  private takeBack(): void {
    try {
      ftruncateSync(this.descriptor, this.size);
    } catch {
      // The disk is in trouble already, and the caller is told of it.
    }
  }
}

/** What was found in a journal: its length, 0 when there is none, and the line that is damaged although others follow it. */
export interface JournalReading {
  readonly bytes: number;
  /** Where the last whole line ends: from here a later reading goes on. */
  readonly wholeBytes: number;
  readonly damagedLine?: number;
}

/**
 * Calls `onText` for every whole line, in order. A last line that is cut short or fails its checksum was never reported as
 * durable, and is left out; before the last line the same is damage, where reading stops. `from` is where a line begins.
 */
export function readJournal(file: string, onText: (text: string) => void, from = 0): JournalReading {
  let bytes = from;
  let wholeBytes = from;
  let line = 0;
  let unreadable = 0;
  for (const content of linesOf(file, from)) {
    line++;
    bytes += content.length;
    if (unreadable) return { bytes, wholeBytes, damagedLine: unreadable };
    const text = textOf(content);
    if (text === undefined) unreadable = line;
    else {
      onText(text);
      wholeBytes = bytes;
    }
  }
  return { bytes, wholeBytes };
}

const lineFeed = Buffer.from('\n');
const checksumLength = 16;
const chunkSize = 1 << 20;

function checksum(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex').slice(0, checksumLength);
}

/** The text of a line with its line feed; undefined when the line is not whole. */
function textOf(line: Buffer): string | undefined {
  if (line.at(-1) !== lineFeed[0] || line.length <= checksumLength + 1) return undefined;
  const payload = line.subarray(checksumLength + 1, -1);
  return line.toString('latin1', 0, checksumLength + 1) === `${checksum([payload])} `
    ? payload.toString('utf8')
    : undefined;
}

/** The file's lines, each with its line feed; the last may lack it. None where there is no file. */
function* linesOf(file: string, from: number): Generator<Buffer> {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  try {
    let pieces: Buffer[] = [];
    for (let at = from; ;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const read = readSync(descriptor, chunk, 0, chunkSize, at);
      if (read === 0) break;
      at += read;
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0 && end < read; end = chunk.indexOf(10, start)) {
        yield Buffer.concat([...pieces, chunk.subarray(start, end + 1)]);
        pieces = [];
        start = end + 1;
      }
      if (start < read) pieces.push(chunk.subarray(start, read));
    }
    if (pieces.length) yield Buffer.concat(pieces);
  } finally {
    closeSync(descriptor);
  }
}
