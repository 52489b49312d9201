/** How a command ends, for scripts (DESIGN 4). */
export const exitCodes = {
  /** All well. */
  ok: 0,
  /** Finished, but records failed or are skipped, or `validate` found errors. */
  troubled: 1,
  /** Wrong usage, workspace or mapping. */
  usage: 2,
  /** A job could not run: connection, permission, locked, stopped by a guard; or a bug. */
  notRun: 3,
  /** Cancelled by the user. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
