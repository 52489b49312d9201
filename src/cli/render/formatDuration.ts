/** A duration for people: `340 ms`, `2.1 s`, `3 min 05 s`, `2 h 04 min`. Takes milliseconds. */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1000) return `${whole} ms`;
  if (whole < 59_950) return `${(whole / 1000).toFixed(1)} s`;
  const seconds = Math.round(whole / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** How long something took between two ISO instants; a dash while it has no end. */
export function formatElapsed(startedAt: string, finishedAt: string | null): string {
  return finishedAt === null ? '-' : formatDuration(Date.parse(finishedAt) - Date.parse(startedAt));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
