import { must } from '../core/assert';
import { smallBytes } from './smallBytes';

/** A value as SQLite holds it. Numbers are exact: an integer that a double cannot hold arrives as a bigint. */
export type StoredValue = string | number | bigint | Uint8Array | null;

/** A place in the engine's memory. */
export type Pointer = number;

/** SQLite's own functions, as sql.js hands them on (https://www.sqlite.org/c3ref/funclist.html). */
export interface SqliteFunctions {
  _sqlite3_prepare_v2(db: Pointer, sql: Pointer, bytes: number, statement: Pointer, tail: Pointer): number;
  _sqlite3_bind_text(statement: Pointer, index: number, text: Pointer, bytes: number, destructor: Pointer): number;
  _sqlite3_bind_blob(statement: Pointer, index: number, blob: Pointer, bytes: number, destructor: Pointer): number;
  _sqlite3_bind_double(statement: Pointer, index: number, value: number): number;
  _sqlite3_bind_int(statement: Pointer, index: number, value: number): number;
  _sqlite3_clear_bindings(statement: Pointer): number;
  _sqlite3_step(statement: Pointer): number;
  _sqlite3_reset(statement: Pointer): number;
  _sqlite3_finalize(statement: Pointer): number;
  _sqlite3_data_count(statement: Pointer): number;
  _sqlite3_column_type(statement: Pointer, column: number): number;
  _sqlite3_column_text(statement: Pointer, column: number): Pointer;
  _sqlite3_column_blob(statement: Pointer, column: number): Pointer;
  _sqlite3_column_bytes(statement: Pointer, column: number): number;
  _sqlite3_column_double(statement: Pointer, column: number): number;
  _sqlite3_errmsg(db: Pointer): Pointer;
  _malloc(bytes: number): Pointer;
  _free(place: Pointer): void;
  UTF8ToString(place: Pointer): string;
}

/** The engine's linear memory. When it grows, `buffer` becomes another one, and the one before is empty. */
export interface EngineMemory {
  readonly buffer: ArrayBuffer;
}

/** What `toString('utf8', …)` calls, too, in twice the time for short texts; Node has it, and its types leave it out. */
interface DecodingBuffer extends Buffer {
  utf8Slice(from: number, to: number): string;
}

/** Carries values into the memory of the compiled SQLite and out of it. */
export class SqlEngine {
  private view = Buffer.alloc(0) as DecodingBuffer;
  private room: Pointer = 0;
  private roomBytes = 0;

  constructor(
    readonly functions: SqliteFunctions,
    private readonly memory: EngineMemory,
  ) {}

  /** Throws what SQLite says of the statement. */
  prepare(db: Pointer, sql: string): Pointer {
    const { functions } = this;
    const room = this.sharedRoom(pointerBytes + bytesFor(sql));
    const text = room + pointerBytes;
    const bytes = this.write(sql, text);
    this.check(db, functions._sqlite3_prepare_v2(db, text, bytes, room, 0));
    return must(this.bytes().readUInt32LE(room) || undefined, 'a statement');
  }

  /** Throws what SQLite last said of a database, where the code tells that it refused. */
  check(db: Pointer, code: number): void {
    if (code !== 0) throw new Error(this.functions.UTF8ToString(this.functions._sqlite3_errmsg(db)));
  }

  /** Memory for the values of a statement that ends before any other begins. */
  sharedRoom(bytes: number): Pointer {
    // What a very long text needed is not kept for short ones.
    if (bytes <= this.roomBytes && (bytes > usualRoom || this.roomBytes === usualRoom)) return this.room;
    this.functions._free(this.room);
    this.roomBytes = 0;
    this.room = 0;
    const size = Math.max(usualRoom, bytes);
    this.room = this.allocate(size);
    this.roomBytes = size;
    return this.room;
  }

  /** Memory to be freed by the caller. */
  allocate(bytes: number): Pointer {
    return must(this.functions._malloc(bytes) || undefined, 'out of memory');
  }

  /** How much memory the values may need. */
  roomFor(parameters: readonly StoredValue[]): number {
    let bytes = 0;
    for (const value of parameters) {
      if (typeof value === 'string') bytes += bytesFor(value);
      else if (typeof value === 'object' && value !== null) bytes += value.length;
      else if (typeof value === 'bigint') bytes += longestInteger;
    }
    return bytes;
  }

  /** Binds values to a statement; the bytes of texts and blobs are put at a place with enough room. */
  bind(db: Pointer, statement: Pointer, values: readonly StoredValue[], room: Pointer): void {
    const { functions } = this;
    let at = room;
    let refused = 0;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as StoredValue;
      if (typeof value === 'string') {
        const length = this.write(value, at);
        refused |= functions._sqlite3_bind_text(statement, index + 1, at, length, 0);
        at += length;
      } else if (value === null) {
        refused |= functions._sqlite3_bind_blob(statement, index + 1, 0, 0, 0);
      } else if (typeof value === 'number') {
        refused |=
          value === (value | 0)
            ? functions._sqlite3_bind_int(statement, index + 1, value)
            : functions._sqlite3_bind_double(statement, index + 1, value);
      } else if (typeof value === 'object') {
        this.bytes().set(value, at);
        refused |= functions._sqlite3_bind_blob(statement, index + 1, at, value.length, 0);
        at += value.length;
      } else {
        // SQLite takes digits for the number they are where the column says so.
        const length = this.write(value.toString(), at);
        refused |= functions._sqlite3_bind_text(statement, index + 1, at, length, 0);
        at += length;
      }
    }
    this.check(db, refused);
  }

  /** The row that a statement stands at. */
  row(statement: Pointer): StoredValue[] {
    const { functions } = this;
    const row: StoredValue[] = [];
    const count = functions._sqlite3_data_count(statement);
    for (let column = 0; column < count; column++) {
      const type = functions._sqlite3_column_type(statement, column);
      if (type === textType) row.push(this.text(statement, column));
      else if (type === floatType) row.push(functions._sqlite3_column_double(statement, column));
      else if (type === integerType) row.push(this.integer(statement, column));
      else row.push(type === blobType ? this.blob(statement, column) : null);
    }
    return row;
  }

  private text(statement: Pointer, column: number): string {
    // In this order: asking for text may turn what is there into text first, which may need more memory.
    const place = this.functions._sqlite3_column_text(statement, column);
    const length = this.functions._sqlite3_column_bytes(statement, column);
    return this.bytes().utf8Slice(place, place + length);
  }

  private blob(statement: Pointer, column: number): Uint8Array {
    const place = this.functions._sqlite3_column_blob(statement, column);
    const length = this.functions._sqlite3_column_bytes(statement, column);
    const bytes = this.bytes();
    const blob = smallBytes(length);
    if (length > shortBlob) blob.set(bytes.subarray(place, place + length));
    else for (let index = 0; index < length; index++) blob[index] = bytes[place + index] as number;
    return blob;
  }

  private integer(statement: Pointer, column: number): number | bigint {
    const value = this.functions._sqlite3_column_double(statement, column);
    if (value < 2 ** 53 && value > -(2 ** 53)) return value;
    const exact = BigInt(this.text(statement, column));
    return BigInt.asIntN(54, exact) === exact ? Number(exact) : exact;
  }

  /** Writes a text as UTF-8, and returns how many bytes it took. */
  private write(text: string, at: Pointer): number {
    const bytes = this.bytes();
    const { length } = text;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return bytes.write(text, at, 'utf8');
      bytes[at + index] = code;
    }
    return length;
  }

  private bytes(): DecodingBuffer {
    if (this.view.length === 0) this.view = Buffer.from(this.memory.buffer) as DecodingBuffer;
    return this.view;
  }
}

// https://www.sqlite.org/c3ref/c_blob.html
const integerType = 1;
const floatType = 2;
const textType = 3;
const blobType = 4;

const pointerBytes = 4;
const usualRoom = 1 << 18;
/** Digits and sign of the least integer that SQLite can hold, and more. */
const longestInteger = 32;

/** Up to so many bytes, copying them one by one is faster. */
const shortBlob = 128;

/** UTF-8 takes at most so many bytes. Counting them is worth it for long texts only. */
function bytesFor(text: string): number {
  return text.length > longText ? Buffer.byteLength(text) : 3 * text.length;
}

const longText = 1 << 14;
