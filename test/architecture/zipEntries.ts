import { inflateRawSync } from 'node:zlib';
import { readFileSync } from 'node:fs';

/** A file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  read(): Buffer;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** The files of an archive, by its directory (APPNOTE.TXT of PKWARE, 4.3); of its compressions, none and deflate. */
export function zipEntries(file: string): readonly ZipEntry[] {
  const bytes = readFileSync(file);
  let end = bytes.length - 22;
  while (end > 0 && bytes.readUInt32LE(end) !== endOfDirectory) end--;
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0 && bytes.readUInt32LE(at) === directoryEntry; left--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    entries.push({
      name,
      read: () => {
        const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
        const packed = bytes.subarray(start, start + size);
        return method === 0 ? packed : inflateRawSync(packed);
      },
    });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
