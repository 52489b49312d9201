import { createBusinessCentral } from './businessCentral/businessCentralService';
import { createDataverse } from './dataverse/dataverseService';
import { serve } from './http/emulatorServer';
import { sequentialGuids } from './sequentialGuids';
import { tableAccess } from './tableAccess';
import type { BusinessCentralSettings } from './businessCentral/installation';
import type { DataverseSettings, EmulatorClock } from './dataverse/organization';
import type { LoggedRequest } from './http/emulatorServer';
import type { Service } from './http/exchange';
import type { RowsByTable, TableAccess } from './tableAccess';

export interface EmulatorOptions {
  readonly dataverse?: DataverseSettings & { readonly rows?: RowsByTable };
  readonly businessCentral?: BusinessCentralSettings & { readonly rows?: RowsByTable };
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
    readonly root: string;
  };
  readonly port: number;
  /** Every request, in the order of arrival. */
  readonly requests: LoggedRequest[];
  /** The data as somebody at the other end sees and changes it: stamps move, versions rise. */
  readonly dataverse: TableAccess;
  /** The first company's. */
  readonly businessCentral: TableAccess;
  setLatency(ms: number): void;
  stop(): Promise<void>;
}

/**
 * Both systems on one loopback port, over tables given as data. What they do follows the public documentation, page by page
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
  let latencyMs = options.latencyMs ?? 0;
  const service: Service = (request) => {
    if (request.path.startsWith('/api/data/')) return dataverse.answer(request);
    return businessCentral.answer(request);
  };
  const server = await serve(service, {
    latencyMs: () => latencyMs,
    date: () => new Date(clock.now()).toUTCString(),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    urls: { root: server.url, dataverse: server.url, businessCentral: `${server.url}/BC` },
    port: server.port,
    requests: server.requests,
    dataverse: dataverseAccess,
    businessCentral: businessCentralAccess,
    setLatency: (ms) => (latencyMs = ms),
    stop: () => server.stop(),
  };
}

const systemClock: EmulatorClock = { now: () => new Date().toISOString() };
