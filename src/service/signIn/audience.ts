import type { Cloud } from '../../core/model/serviceAddress';
import type { ServiceConfiguration } from '../../core/model/workspace';
import { addressOf, businessCentralOnline, cloudOf } from '../../core/model/serviceAddress';
import { must } from '../../core/assert';

/** Whom a token of Microsoft's is for. */
export interface Audience {
  readonly host: string;
  readonly cloud: Cloud;
  /** As Entra ID has it; the service alone takes a token with it. */
  readonly scope: string;
}

/**
 * The audience of a side's calls, by where they go and by nothing else. Undefined for servers that are not Microsoft's: none
 * of its tokens is ever asked for there. Rules: Dataverse page "Use OAuth authentication", Business Central page "Using
 * service-to-service authentication".
 */
export function audienceOf(configuration: ServiceConfiguration): Audience | undefined {
  const { host, origin } = hostOf(configuration);
  const cloud = cloudOf(host);
  return cloud && { host, cloud, scope: `${origin}/.default` };
}

/** Where a side's calls go. What was read from a checked file has an address. */
export function hostOf(configuration: ServiceConfiguration): { readonly host: string; readonly origin: string } {
  return must(addressOf(configuration), `an address of ${configuration.connector}`);
}

/** What a person calls the service: its organization or server. */
export function serviceName(configuration: ServiceConfiguration): string {
  const { host, origin } = hostOf(configuration);
  if (origin !== businessCentralOnline) return host;
  const environment = configuration.connector === 'businessCentral' ? configuration.environment : undefined;
  return ['Business Central', environment].filter(Boolean).join(' ');
}
