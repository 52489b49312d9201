import { jsonReply } from '../http/exchange';
import type { DataverseSettings } from './organization';
import type { LimitAnswers, Limits } from '../http/limitGate';
import type { Reply } from '../http/exchange';

/** The documented limits of a user on one web server. Page: power-apps/developer/data-platform/api-limits. */
export function dataverseLimits({ limits }: DataverseSettings): Limits {
  const { requests = 6000, windowMs = 300_000, concurrent = 52 } = limits ?? {};
  return { requests, windowMs, concurrent, queue: 0, queueMs: 0 };
}

export const dataverseLimitAnswers: LimitAnswers = {
  tooMany: (seconds) =>
    throttled(
      '0x80072322',
      'Number of requests exceeded the limit of 6000 over the time window of 300 seconds.',
      seconds,
    ),
  tooManyAtOnce: () => throttled('0x80072326', 'Number of concurrent requests exceeded the limit of 52.', 1),
  waitedTooLong: () => throttled('0x80072326', 'Number of concurrent requests exceeded the limit of 52.', 1),
};

function throttled(code: string, message: string, seconds: number): Reply {
  return jsonReply(429, { error: { code, message } }, { 'Retry-After': String(seconds) });
}
