import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from 'mocha';
import { skipTest } from '../../support/skipTest';

/**
 * A file of public facts about Business Central and Dataverse. They are not part of this repository and may stand in a folder
 * beside it; where they do not, the test is skipped and says so.
 */
export function publicFacts(test: Context, file: string): unknown {
  const place = path.resolve('..', 'shared', 'data', file);
  if (!existsSync(place)) skipTest(test, `${place} is not there to compare with`);
  return JSON.parse(readFileSync(place, 'utf8'));
}

/** One table of `dataverse-tables.json`. */
export interface DataverseTable {
  readonly alName: string;
  readonly logicalName: string;
  readonly fields: readonly { readonly alName: string; readonly logicalName: string; readonly alType: string }[];
}

export function dataverseTables(test: Context): readonly DataverseTable[] {
  return publicFacts(test, 'dataverse-tables.json') as readonly DataverseTable[];
}
