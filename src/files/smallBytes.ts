const chunkBytes = 1 << 16;
let chunk = new Uint8Array(chunkBytes);
let used = 0;

/**
 * Room for a few bytes, out of a larger piece: an array of its own would cost several times as much, and so would letting it go. The piece
 * stays in memory as long as any of its parts.
 */
export function smallBytes(length: number): Uint8Array {
  if (length > chunkBytes / 16) return new Uint8Array(length);
  if (used + length > chunkBytes) {
    chunk = new Uint8Array(chunkBytes);
    used = 0;
  }
  used += length;
  return chunk.subarray(used - length, used);
}
