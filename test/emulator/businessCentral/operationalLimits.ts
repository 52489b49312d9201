import { jsonReply } from '../http/exchange';
import type { BusinessCentralSettings } from './installation';
import type { LimitAnswers, Limits } from '../http/limitGate';

/** Five at work, 95 in the queue for eight minutes, 6000 in five minutes. Page: administration/operational-limits-online. */
export function businessCentralLimits({ limits }: BusinessCentralSettings): Limits {
  const { requests = 6000, windowMs = 300_000, concurrent = 5, queue = 95, queueMs = 480_000 } = limits ?? {};
  return { requests, windowMs, concurrent, queue, queueMs };
}

/** No Retry-After: none is documented for 429. */
export const businessCentralLimitAnswers: LimitAnswers = {
  tooMany: () => jsonReply(429, { error: { code: 'Application_TooManyRequests', message: 'Too many requests.' } }),
  tooManyAtOnce: () =>
    jsonReply(429, { error: { code: 'Application_TooManyRequests', message: 'Too many requests in the queue.' } }),
  waitedTooLong: () => ({
    status: 503,
    headers: { 'Content-Type': 'text/plain', 'Retry-After': '10' },
    body: 'The service is unavailable.',
  }),
};
