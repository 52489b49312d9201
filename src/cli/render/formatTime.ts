/** An ISO 8601 UTC instant to the second, for tables: `2026-11-21 08:15:03Z`. */
export function formatTime(instant: string): string {
  return instant.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
