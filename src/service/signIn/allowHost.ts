import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceTarget } from './serviceGate';
import { cloudOf, isLoopback } from '../../core/model/serviceAddress';
import { err, ok } from '../../core/result';
import { hostOf } from './audience';

/**
 * May a command talk to this host? Whoever runs one does so on purpose, so that Microsoft's hosts and this machine are fine; any
 * other one is allowed by name, since the file that names it may have come from elsewhere. Ports do not count.
 */
export function allowHost(
  { configuration, environment, side }: ServiceTarget,
  allowed: readonly string[],
): Result<void, ConnectorError> {
  const { host } = hostOf(configuration);
  const isAllowed = allowed.some((each) => each.trim().toLowerCase().replace(/:\d+$/, '') === host);
  if (isLoopback(host) || cloudOf(host) || isAllowed) return ok(undefined);
  const message = `The ${side} side of ${environment} is at ${host}, which nobody has allowed. If that is right, run again with --allow-host ${host}, or add it to TANDEM_ALLOWED_HOSTS.`;
  return err({ code: 'HOST_NOT_CONFIRMED', message });
}
