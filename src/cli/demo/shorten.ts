/** The first `most` lines of a text, and how many more there are. */
export function shorten(text: string, most: number, ellipsis: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  if (lines.length <= most) return text;
  return `${lines.slice(0, most).join('\n')}\n${ellipsis} (${lines.length - most} more lines)\n`;
}
