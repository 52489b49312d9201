/**
 * Text as Markdown that shows exactly it. What stands in files and records is data: it may form no link, no picture that
 * would be fetched, no heading.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>&~$:@]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
