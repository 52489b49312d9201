const longest = 40;

/** A value in quotes as messages show it, cut to 40 characters. */
export function excerpt(text: string): string {
  const shown = [...text.slice(0, longest * 2 + 2)];
  return shown.length > longest ? `"${shown.slice(0, longest).join('')}…"` : `"${text}"`;
}
