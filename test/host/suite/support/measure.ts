import { appendFileSync } from 'node:fs';

/** Notes a figure that the ring prints at its end; `unit` as people write it, e.g. `ms`. */
export function measure(what: string, value: number, unit: string): void {
  const file = process.env['TANDEM_HOST_MEASUREMENTS'];
  if (file !== undefined) appendFileSync(file, `${what}: ${Math.round(value)} ${unit}\n`);
}
