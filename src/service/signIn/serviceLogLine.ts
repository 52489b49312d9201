import type { ServiceLogEntry } from '../../connectors/odata/serviceAccess';

/** One request as a line of a log: `GET /api/data/v9.2/accounts: 200 in 45 ms`. */
export function serviceLogLine({
  method,
  path,
  status,
  durationMs,
  attempt,
  requestId,
  note,
}: ServiceLogEntry): string {
  const words = [
    `${method} ${path}: ${status ?? 'no answer'} in ${Math.round(durationMs)} ms`,
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
    ...(note === undefined ? [] : [note]),
  ];
  return words.join(', ');
}
