/** The first `most` lines of each section of a text, and how many more there are. An empty line ends a section. */
export function shorten(text: string, most: number, ellipsis: string): string {
  const sections = text.replace(/\n$/, '').split('\n\n');
  return `${sections.map((section) => shortenSection(section.split('\n'), most, ellipsis)).join('\n\n')}\n`;
}

function shortenSection(lines: readonly string[], most: number, ellipsis: string): string {
  const shown = lines.slice(0, most);
  const left = lines.length - shown.length;
  return [...shown, ...(left > 0 ? [`  ${ellipsis} (${left} more lines)`] : [])].join('\n');
}
