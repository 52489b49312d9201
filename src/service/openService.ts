import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Clock } from '../core/ports/clock';
import type { Connector, ConnectorError } from '../core/ports/connector';
import type { Ids } from '../core/ports/ids';
import type { Result } from '../core/result';
import type { ServiceAccess } from '../connectors/odata/serviceAccess';
import type { ServiceConfiguration } from '../core/model/workspace';
import type { ServiceGate, ServiceTarget } from './signIn/serviceGate';
import { err } from '../core/result';
import { fetchWithin } from './signIn/fetchWithin';
import { hostOf, serviceName } from './signIn/audience';
import { serviceConnectors } from './serviceConnectors';

/** How services are reached: the shell's gate, and other connectors where a test has its own. */
export interface ServiceReach {
  readonly gate: ServiceGate;
  readonly connectors?: ServiceConnectors;
}

/** One way to open each kind of service. */
export interface ServiceConnectors {
  readonly open: (
    configuration: ServiceConfiguration,
    access: ServiceAccess,
  ) => Promise<Result<Connector, ConnectorError>>;
  /** What a service says of whoever is signed in. `tables` are those that mappings need. */
  readonly probe: (
    configuration: ServiceConfiguration,
    access: ServiceAccess,
    tables: readonly NeededTable[],
    cancel: CancelSignal,
  ) => Promise<Result<ServiceProbe, ConnectorError>>;
}

export interface NeededTable {
  readonly name: string;
  readonly isWritten: boolean;
}

export interface ServiceProbe {
  readonly user?: string;
  readonly organization?: string;
  readonly company?: string;
  /** Rights, a sentence each; tables are compared elsewhere. */
  readonly missing: readonly string[];
}

export interface ServiceMachine {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly services?: ServiceReach;
}

/** Opens a service: its host is confirmed before anything is sent, and calls stay at it. */
export async function openService(
  target: ServiceTarget,
  machine: ServiceMachine,
): Promise<Result<Connector, ConnectorError>> {
  const access = await accessTo(target, machine);
  if (!access.ok) return access;
  return (machine.services?.connectors ?? serviceConnectors).open(target.configuration, access.value);
}

/** What a connector may use of the outside to reach its service. */
export async function accessTo(
  target: ServiceTarget,
  { clock, ids, services }: ServiceMachine,
): Promise<Result<ServiceAccess, ConnectorError>> {
  if (!services) {
    const message = `${serviceName(target.configuration)} is not reached from here: this command looks at files alone.`;
    return err({ code: 'HOST_NOT_CONFIRMED', message });
  }
  const { gate } = services;
  const confirmed = await gate.confirmHost(target);
  if (!confirmed.ok) return confirmed;
  const { origin } = hostOf(target.configuration);
  return {
    ok: true,
    value: {
      fetch: fetchWithin(origin, gate.fetch),
      authorize: gate.authorize(target),
      clock,
      ids,
      random: Math.random,
      log: gate.log,
    },
  };
}
