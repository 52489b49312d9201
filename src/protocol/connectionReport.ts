import type { Side } from '../core/model/side';

/** How one side of an environment was reached. */
export interface ConnectionReport {
  readonly side: Side;
  /** What it connects to, e.g. `sqlite data/dataverse.sqlite`. */
  readonly system: string;
  readonly ok: boolean;
  /** What was found, or what went wrong and what to do next. */
  readonly message: string;
  /** Who is signed in, as the system calls them; absent for files. */
  readonly user?: string;
  /** The organization or server, as it calls itself. */
  readonly organization?: string;
  readonly company?: string;
  /** What the mappings need and the system was reached without: tables and rights, a sentence each. Absent for nothing. */
  readonly missing?: readonly string[];
}
