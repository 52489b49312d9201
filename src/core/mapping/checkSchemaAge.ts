import type { Problem } from '../model/problem';
import type { Environment } from '../model/workspace';
import type { MappingProblemCode } from './mappingProblems';
import { createProblemList } from './problemList';
import { workspaceFileName } from './workspacePath';

/** What is known of the tables that an environment's mappings are checked against. */
export interface SchemaAge {
  readonly environment: Environment;
  /** When the tables were read from the systems, ISO UTC; absent where they never were. */
  readonly readAt?: string;
  /** ISO UTC. */
  readonly now: string;
}

/**
 * Tells where the cached tables are missing or old: what is checked against them is then not the truth. Only for environments whose
 * tables come from the cache.
 */
export function checkSchemaAge({ environment, readAt, now }: SchemaAge): readonly Problem<MappingProblemCode>[] {
  const problems = createProblemList();
  const report = problems.reportIn(workspaceFileName);
  const place = environment.nameRange ?? environment.range;
  const days = readAt === undefined ? undefined : Math.floor((Date.parse(now) - Date.parse(readAt)) / millisecondsADay);
  if (days === undefined || Number.isNaN(days)) {
    const message = `The tables of '${environment.name}' were never read, so nothing is checked against them. Refresh the schema.`;
    report('SCHEMA_MISSING', place, message);
  } else if (days >= staleAfterDays) {
    const message = `The tables of '${environment.name}' were read ${days} days ago, and may have changed since. Refresh the schema.`;
    report('SCHEMA_STALE', place, message);
  }
  return problems.sorted();
}

const millisecondsADay = 86_400_000;

/** Business Central and Dataverse change their tables twice a year, people more often. */
export const staleAfterDays = 30;
