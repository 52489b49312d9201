import { createDataset } from '../data/dataset';
import { jsonReply } from '../http/exchange';
import { BusinessCentralError } from './businessCentralError';
import type { Dataset } from '../data/dataset';
import type { TableDefinition } from '../data/tableDefinition';
import type { EmulatorClock } from '../dataverse/organization';
import type { Reply } from '../http/exchange';

/** One emulated Business Central environment with its companies. */
export interface Installation {
  readonly companies: readonly Company[];
  readonly settings: BusinessCentralSettings;
  readonly clock: EmulatorClock;
  newId(): string;
}

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly data: Dataset;
  /** The last number that each number series gave. */
  readonly lastNumbers: Map<string, number>;
}

export interface BusinessCentralSettings {
  readonly tables: readonly TableDefinition[];
  readonly companies?: readonly { readonly id: string; readonly name: string; readonly displayName?: string }[];
  /** Rows of an answer at most: `ODataServicesMaxPageSize`, 20,000 online. */
  readonly largestPage?: number;
  /** Tables that the user may not read or write. */
  readonly forbidden?: readonly string[];
  /** Limits for each user; the documented ones by default, Infinity switches one off. */
  readonly limits?: {
    readonly requests?: number;
    readonly windowMs?: number;
    readonly concurrent?: number;
    readonly queue?: number;
    readonly queueMs?: number;
  };
  /** Business logic on a table: called with what is about to be written; may change it, or throw to refuse. */
  readonly triggers?: readonly Trigger[];
}

export interface Trigger {
  readonly table: string;
  readonly on: 'insert' | 'modify';
  run(values: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null>;
}

export const defaultCompany = { id: 'bc000000-0000-4000-8000-00000000c0a1', name: 'CRONUS International Ltd.' };

/** The database's collation tells capitals apart; blanks at the end count for nothing. */
export function collateExactly(text: string): string {
  return text.trimEnd();
}

export function createInstallation(
  settings: BusinessCentralSettings,
  clock: EmulatorClock,
  newId: () => string,
): { readonly installation: Installation; /** The first one. */ readonly company: Company } {
  const companies = (settings.companies ?? [{ ...defaultCompany, displayName: '' }]).map((each): Company => ({
    id: each.id,
    name: each.name,
    displayName: each.displayName ?? '',
    data: createDataset(settings.tables, collateExactly),
    lastNumbers: new Map(),
  }));
  const [company] = companies;
  if (!company) throw new Error('An installation has at least one company.');
  return { installation: { companies, settings, clock, newId }, company };
}

/** Refusals as the service words them: each ends with the id of the call. */
export function withErrors<T extends Reply | undefined>(installation: Installation, work: () => T): T | Reply {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BusinessCentralError)) throw error;
    const message = `${error.message}  CorrelationId:  ${installation.newId()}.`;
    return jsonReply(error.status, { error: { code: error.code, message } }, error.headers);
  }
}
