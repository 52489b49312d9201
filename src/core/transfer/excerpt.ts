const longest = 40;

/** A value in quotes as messages show it: on one line, cut to 40 characters. */
export function excerpt(text: string): string {
  const shown = [...text.slice(0, longest * 2 + 2)];
  const cut = shown.length > longest ? `${shown.slice(0, longest).join('')}…` : text;
  return `"${cut.replace(/\p{Cc}+/gu, ' ')}"`;
}
