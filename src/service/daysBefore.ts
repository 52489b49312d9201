const dayMs = 86_400_000;

/** The moment so many days before another one, as ISO 8601 UTC. */
export function daysBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * dayMs).toISOString();
}
