/** The transformation rules on text that need more than one call. All of them count characters as code points. */

/** Each word's first letter in upper case, the rest in lower case. An apostrophe belongs to its word: O'brien, Don't. */
export function titleCase(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{M}\p{N}'’]*/gu, (word) => {
    const [first = ''] = word;
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}

/** Keeps letters and digits of any script, with the marks that belong to them. */
export function removeNonAlphanumeric(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** `start` counts from 1; a start before the text is its beginning. Without a length, all that follows. */
export function substring(text: string, start: number, length = Infinity): string {
  const from = Math.max(start - 1, 0);
  return [...text].slice(from, from + Math.max(length, 0)).join('');
}

/** The first `limit` characters; a text no longer than that comes back as it is. */
export function cutTo(text: string, limit: number): string {
  return text.length <= limit ? text : substring(text, 1, limit);
}
