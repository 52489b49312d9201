import { businessCentralLimitAnswers, businessCentralLimits } from './businessCentral/operationalLimits';
import { createBusinessCentral } from './businessCentral/businessCentralService';
import { dataverseLimitAnswers, dataverseLimits } from './dataverse/serviceProtection';
import { createDataverse } from './dataverse/dataverseService';
import { serve } from './http/emulatorServer';
import { createLimitGate } from './http/limitGate';
import { createNav, isNav } from './nav/navService';
import { sequentialGuids } from './sequentialGuids';
import { createTokenEndpoint } from './signIn/tokenEndpoint';
import { tableAccess } from './tableAccess';
import type { BusinessCentralSettings } from './businessCentral/installation';
import type { DataverseSettings, EmulatorClock } from './dataverse/organization';
import type { KeptDataset } from './data/dataset';
import type { LoggedRequest } from './http/emulatorServer';
import type { Reply, Service } from './http/exchange';
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
  /** Data to go on from in place of the rows given: what `onWritten` was told last. NAV has its rows anew. */
  readonly kept?: KeptData;
  /** Called after each request that wrote, before it is answered. */
  readonly onWritten?: (data: KeptData) => void;
}

/** Dataverse and the first company of Business Central as plain data. */
export interface KeptData {
  readonly dataverse: KeptDataset;
  readonly businessCentral: KeptDataset;
  /** The last number that each number series gave. */
  readonly lastNumbers: Readonly<Record<string, number>>;
  /** How many ids were given. */
  readonly ids: number;
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
  const { kept } = options;
  const ids = sequentialGuids(kept?.ids);
  const newId = () => ids.next();
  const dataverse = createDataverse(options.dataverse ?? { tables: [] }, clock, newId);
  const businessCentral = createBusinessCentral(options.businessCentral ?? { tables: [] }, clock, newId);
  const dataverseAccess = tableAccess(dataverse.organization.data, clock, newId, 'seconds');
  const businessCentralAccess = tableAccess(businessCentral.company.data, clock, newId, 'milliseconds');
  if (kept) {
    dataverse.organization.data.goOnFrom(kept.dataverse);
    businessCentral.company.data.goOnFrom(kept.businessCentral);
    for (const [table, last] of Object.entries(kept.lastNumbers)) businessCentral.company.lastNumbers.set(table, last);
  } else {
    dataverseAccess.load(options.dataverse?.rows ?? {});
    businessCentralAccess.load(options.businessCentral?.rows ?? {});
  }
  const nav = createNav(options.nav ?? { tables: [] }, clock, newId);
  const navAccess = tableAccess(nav.company.data, clock, newId, 'milliseconds');
  navAccess.load(options.nav?.rows ?? {});
  const tokens = createTokenEndpoint(options.signIn ?? {}, clock);
  let latencyMs = options.latencyMs ?? 0;
  const now = () => Date.parse(clock.now());
  const toDataverse = createLimitGate(dataverseLimits(options.dataverse ?? { tables: [] }), dataverseLimitAnswers, now);
  const toBusinessCentral = createLimitGate(
    businessCentralLimits(options.businessCentral ?? { tables: [] }),
    businessCentralLimitAnswers,
    now,
  );
  // The latency is the work's: it takes a place among those that may be at work at the same time.
  const afterLatency = async (work: () => Reply | undefined): Promise<Reply> => {
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const reply = work() ?? { status: 404, body: '' };
    tellWritten();
    return reply;
  };
  const versions = () => dataverse.organization.data.version + businessCentral.company.data.version;
  let toldVersions = versions();
  const tellWritten = (): void => {
    if (versions() === toldVersions) return;
    toldVersions = versions();
    options.onWritten?.({
      dataverse: dataverse.organization.data.keep(),
      businessCentral: businessCentral.company.data.keep(),
      lastNumbers: Object.fromEntries(businessCentral.company.lastNumbers),
      ids: ids.count,
    });
  };
  const service: Service = (request) => {
    const token = tokens.answer(request);
    if (token) return token;
    if (isNav(request)) return afterLatency(() => nav.answer(request));
    const refused = options.signIn && tokens.refuse(request);
    if (refused) return refused;
    return request.path.startsWith('/api/data/')
      ? toDataverse(() => afterLatency(() => dataverse.answer(request)))
      : toBusinessCentral(() => afterLatency(() => businessCentral.answer(request)));
  };
  const server = await serve(service, {
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
