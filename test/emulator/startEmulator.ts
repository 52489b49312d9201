import { createBusinessCentral } from './businessCentral/businessCentralService';
import { createDataverse } from './dataverse/dataverseService';
import { serve } from './http/emulatorServer';
import { createNav } from './nav/navService';
import { sequentialGuids } from './sequentialGuids';
import { createTokenEndpoint } from './signIn/tokenEndpoint';
import { tableAccess } from './tableAccess';
import type { BusinessCentralSettings } from './businessCentral/installation';
import type { DataverseSettings, EmulatorClock } from './dataverse/organization';
import type { LoggedRequest } from './http/emulatorServer';
import type { Service } from './http/exchange';
import type { NavSettings } from './nav/navService';
import type { TokenSettings } from './signIn/tokenEndpoint';
import type { RowsByTable, TableAccess } from './tableAccess';

export interface EmulatorOptions {
  readonly dataverse?: DataverseSettings & { readonly rows?: RowsByTable };
  readonly businessCentral?: BusinessCentralSettings & { readonly rows?: RowsByTable };
  readonly nav?: NavSettings & { readonly rows?: RowsByTable };
  /** Dataverse and Business Central ask for a token of the emulator's own token endpoint; absent: they let everybody in. */
  readonly signIn?: TokenSettings;
  readonly clock?: EmulatorClock;
  /** Real milliseconds before each answer. */
  readonly latencyMs?: number;
  readonly port?: number;
}

export interface Emulator {
  readonly urls: {
    /** The organisation's address: what `url` of a Dataverse side holds. */
    readonly dataverse: string;
    /** Up to the instance: what `url` of a Business Central side holds. */
    readonly businessCentral: string;
    /** Up to the instance: what `url` of a NAV side holds. */
    readonly nav: string;
    /** Where tokens are: `{root}/{tenant}/oauth2/v2.0/token`. */
    readonly root: string;
  };
  readonly port: number;
  /** Every request, in the order of arrival. */
  readonly requests: LoggedRequest[];
  /** The data as somebody at the other end sees and changes it: stamps move, versions rise. */
  readonly dataverse: TableAccess;
  /** The first company's. */
  readonly businessCentral: TableAccess;
  /** The first company's. */
  readonly nav: TableAccess;
  setLatency(ms: number): void;
  stop(): Promise<void>;
}

/**
 * All systems on one loopback port, over tables given as data. What they do follows the public documentation, page by page
 * in the comments; no connector was looked at.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const clock = options.clock ?? systemClock;
  const newId = sequentialGuids();
  const dataverse = createDataverse(options.dataverse ?? { tables: [] }, clock, newId);
  const businessCentral = createBusinessCentral(options.businessCentral ?? { tables: [] }, clock, newId);
  const dataverseAccess = tableAccess(dataverse.organization.data, clock, newId, 'seconds');
  const businessCentralAccess = tableAccess(businessCentral.company.data, clock, newId, 'milliseconds');
  dataverseAccess.load(options.dataverse?.rows ?? {});
  businessCentralAccess.load(options.businessCentral?.rows ?? {});
  const nav = createNav(options.nav ?? { tables: [] }, clock, newId);
  const navAccess = tableAccess(nav.company.data, clock, newId, 'milliseconds');
  navAccess.load(options.nav?.rows ?? {});
  const tokens = createTokenEndpoint(options.signIn ?? {}, clock);
  let latencyMs = options.latencyMs ?? 0;
  const service: Service = (request) => {
    const known = tokens.answer(request) ?? nav.answer(request);
    if (known) return known;
    const refused = options.signIn && tokens.refuse(request);
    if (refused) return refused;
    return request.path.startsWith('/api/data/') ? dataverse.answer(request) : businessCentral.answer(request);
  };
  const server = await serve(service, {
    latencyMs: () => latencyMs,
    date: () => new Date(clock.now()).toUTCString(),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    urls: { root: server.url, dataverse: server.url, businessCentral: `${server.url}/BC`, nav: `${server.url}/NAV` },
    port: server.port,
    requests: server.requests,
    dataverse: dataverseAccess,
    businessCentral: businessCentralAccess,
    nav: navAccess,
    setLatency: (ms) => (latencyMs = ms),
    stop: () => server.stop(),
  };
}

const systemClock: EmulatorClock = { now: () => new Date().toISOString() };
