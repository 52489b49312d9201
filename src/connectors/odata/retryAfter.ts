/**
 * Milliseconds that an answer asks to wait, in both forms of `Retry-After`: seconds, and a date (RFC 9110, 10.2.3). A date is
 * judged by the answer's own `Date`, so that a clock that is wrong on either end does no harm. Undefined where nothing
 * readable was asked.
 */
export function retryAfterMs(headers: ReadonlyMap<string, string>, now: string): number | undefined {
  const asked = headers.get('retry-after')?.trim();
  if (asked === undefined || asked === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(asked)) return Math.ceil(Number(asked) * 1_000);
  const answeredAt = Date.parse(headers.get('date') ?? now);
  const wait = Date.parse(asked) - answeredAt;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
