import { readSync } from 'node:fs';
import type { Database } from 'sql.js';
import type { SqlJs } from './loadSqlJs';
import { must } from '../core/assert';
import { sqliteHeader } from './sqliteHeader';

/** A whole number of pages of any size: the largest page there is. Small databases are held, too. */
const pieceBytes = 1 << 16;

/**
 * The bytes of a database in memory, in pieces: a database that grows gets another piece, and one that is saved is written
 * piece by piece; nothing is copied.
 *
 * sql.js keeps a file in one array, and copies it when the file is opened, whenever the file has outgrown it, and for `export`: a tenth
 * of what a run takes. Of that array it asks no more than `length`, `slice`, `subarray` and `set` (MEMFS of emscripten), so that
 * pieces can stand in for it. Should SQLite ever leave them for an array, as it does when a file becomes shorter, `image` finds out.
 */
export class DatabasePieces {
  private readonly pieces: Uint8Array[] = [];
  /** Set whenever SQLite writes the first page. */
  private headerWritten = false;

  /** Of so many bytes before it is opened. */
  private constructor(readonly size: number) {}

  /** The bytes of a file from its beginning; undefined where it ends before `size`. Throws what the file system says. */
  static read(descriptor: number, size: number): DatabasePieces | undefined {
    const read = new DatabasePieces(size);
    for (let at = 0; at < size;) {
      const within = at % pieceBytes;
      const count = readSync(descriptor, read.pieceFor(at), within, Math.min(pieceBytes - within, size - at), at);
      if (count === 0) return undefined;
      at += count;
    }
    return read;
  }

  /** A database without tables. */
  static empty(sqlJs: SqlJs): DatabasePieces {
    const database = new sqlJs.Database();
    try {
      // Without any write there would be no file yet, not even an empty one.
      database.run('PRAGMA user_version = 0');
      const bytes = database.export();
      const made = new DatabasePieces(bytes.length);
      made.set(bytes, 0);
      return made;
    } finally {
      database.close();
    }
  }

  /** The first pages, to be read and changed before the database is opened. */
  get first(): Uint8Array {
    return this.pieceFor(0);
  }

  /** Opens a database over the bytes. They belong to it from here on: writes change them in place. */
  open(sqlJs: SqlJs): Database {
    const store = {
      // Never outgrown.
      length: Number.MAX_SAFE_INTEGER,
      subarray: (from: number, to: number) => this.subarray(from, to),
      set: (bytes: Uint8Array, at: number) => this.set(bytes, at),
    };
    const file = { length: this.size, subarray: store.subarray, slice: () => store };
    return new sqlJs.Database(file);
  }

  /**
   * The database as the bytes of a file, in pieces that are to be written before the next statement; the first piece may be
   * changed. Throws inside a transaction.
   */
  image(database: Database): readonly Uint8Array[] {
    const version = Number(database.exec('PRAGMA user_version')[0]?.values[0]?.[0]);
    this.headerWritten = false;
    // Writes the first page, and with it how many there are; had SQLite left the pieces, they would not see it.
    database.run(`PRAGMA user_version = ${version}`);
    const header = this.headerWritten ? sqliteHeader(this.first, this.pieces.length * pieceBytes) : undefined;
    if (!header?.pageCount) return [database.export()];
    const size = header.pageCount * header.pageSize;
    const [first, ...rest] = this.pieces.slice(0, Math.ceil(size / pieceBytes));
    const image = [must(first, 'first piece').slice(), ...rest];
    image.push(must(image.pop(), 'last piece').subarray(0, size - image.length * pieceBytes));
    return image;
  }

  private subarray(from: number, to: number): Uint8Array {
    const within = from % pieceBytes;
    if (within + to - from <= pieceBytes) return this.pieceFor(from).subarray(within, within + to - from);
    // SQLite reads no more than a page at a time; whoever reads more gets a copy.
    const copied = new Uint8Array(to - from);
    for (let at = from; at < to;) {
      const part = this.subarray(at, Math.min(to, at - (at % pieceBytes) + pieceBytes));
      copied.set(part, at - from);
      at += part.length;
    }
    return copied;
  }

  private set(bytes: Uint8Array, at: number): void {
    if (at === 0) this.headerWritten = true;
    for (let done = 0; done < bytes.length;) {
      const within = (at + done) % pieceBytes;
      const part =
        done === 0 && bytes.length <= pieceBytes - within ? bytes : bytes.subarray(done, done + pieceBytes - within);
      this.pieceFor(at + done).set(part, within);
      done += part.length;
    }
  }

  private pieceFor(at: number): Uint8Array {
    const index = Math.floor(at / pieceBytes);
    while (index >= this.pieces.length) this.pieces.push(new Uint8Array(pieceBytes));
    return this.pieces[index] as Uint8Array;
  }
}
