import { InvalidArgumentError } from 'commander';

/** Reads a port; 0 lets the system choose a free one. */
export function portOption(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}
