import type { ServiceConfiguration } from './workspace';

/**
 * Where a service is, as far as signing in and asking for consent need to know. The grammar is narrow on purpose: what it takes
 * means the same to every reader of addresses, so that the host a person confirms is the host that is called.
 */
export interface ServiceAddress {
  readonly scheme: 'http' | 'https';
  /** Lower case, without the port. */
  readonly host: string;
  /** As an `Origin` has it: without the port that the scheme implies. */
  readonly origin: string;
  /** What follows the host, without a slash at its end; empty, or beginning with one. */
  readonly path: string;
}

/** One of Microsoft's clouds: its service hosts, and who gives tokens for them. */
export interface Cloud {
  readonly name: 'public' | 'usGovernment' | 'china';
  /** Of Entra ID; no slash at the end. */
  readonly authority: string;
}

/** Reads an address without user, password, query and fragment; undefined for anything else. */
export function parseServiceAddress(text: string): ServiceAddress | undefined {
  const parts = addressPattern.exec(text);
  if (!parts) return undefined;
  const [, schemeText = '', hostText = '', portText, pathText = ''] = parts;
  const scheme = schemeText.toLowerCase() === 'https' ? 'https' : 'http';
  const host = hostText.toLowerCase();
  const port = portText === undefined ? undefined : Number(portText);
  if (port === 0 || (port ?? 0) > 65_535) return undefined;
  const implied = port === undefined || port === { http: 80, https: 443 }[scheme];
  const origin = `${scheme}://${host}${implied ? '' : `:${port}`}`;
  return { scheme, host, origin, path: pathText.replace(/\/+$/, '') };
}

/** This machine: what is sent there leaves it only where somebody here passes it on. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** The cloud that a host belongs to; undefined for hosts that are not Microsoft's. It decides where secrets are sent, so no file does. */
export function cloudOf(host: string): Cloud | undefined {
  return clouds.find(({ domains }) => domains.some((domain) => host.endsWith(`.${domain}`)));
}

/** The address that a side's calls go to. Undefined where the configuration has none, which its file's check tells. */
export function addressOf(configuration: ServiceConfiguration): ServiceAddress | undefined {
  const url = configuration.url ?? (configuration.connector === 'businessCentral' ? businessCentralOnline : undefined);
  return url === undefined ? undefined : parseServiceAddress(url);
}

/** Business Central's one address for all tenants. */
export const businessCentralOnline = 'https://api.businesscentral.dynamics.com';

const addressPattern = /^(https?):\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[::1\])(?::(\d{1,5}))?((?:\/[^\s?#\\]*)?)$/i;

/** Hosts as Microsoft documents them for Dataverse and Business Central (pages "National clouds", "Datacenter regions"). */
const clouds: readonly (Cloud & { readonly domains: readonly string[] })[] = [
  { name: 'public', authority: 'https://login.microsoftonline.com', domains: ['dynamics.com'] },
  {
    name: 'usGovernment',
    authority: 'https://login.microsoftonline.us',
    domains: ['microsoftdynamics.us', 'appsplatform.us'],
  },
  { name: 'china', authority: 'https://login.partner.microsoftonline.cn', domains: ['dynamics.cn'] },
];
