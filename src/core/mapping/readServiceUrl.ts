import type { Fix, TextRange } from '../model/problem';
import type { ServiceConfiguration } from '../model/workspace';
import type { ServiceAddress } from '../model/serviceAddress';
import { businessCentralOnline, cloudOf, isLoopback, parseServiceAddress } from '../model/serviceAddress';
import type { SourceFile } from './sourceFile';
import { readName } from './sourceReader';
import type { SourceNode, SourceScalar } from './sourceTree';

/**
 * Reads a service's address: `https`, except on this machine; no user, password or query; as far as the connector's settings
 * say, since people copy more than that from a browser. Without a slash at its end. No message repeats what may be a password.
 */
export function readServiceUrl(
  source: SourceFile,
  node: SourceNode,
  what: string,
  connector: ServiceConfiguration['connector'],
): string | undefined {
  const name = readName(source, node, what);
  if (!name) return undefined;
  const tell = (message: string, instead?: string) => {
    source.report('SERVICE_ADDRESS', name.range, message, { fixes: fixesFor(source, name, instead) });
    return undefined;
  };
  if (/^[a-z]+:\/\/[^/]*@/i.test(name.text)) {
    return tell(`${what} holds a user or a password. Remove them, and sign in instead.`);
  }
  const [beforeQuery = ''] = name.text.split(/[?#]/, 1);
  const address = parseServiceAddress(beforeQuery);
  if (!address) {
    return tell(`${what} is no address that can be used. Write it like '${examples[connector]}'.`);
  }
  if (address.scheme === 'http' && !isLoopback(address.host)) {
    const secure = beforeQuery.replace(/^http/i, 'https');
    return tell(`${what} is not encrypted. Use https; http is for this machine alone.`, secure);
  }
  const wanted = wantedAddress(address, connector);
  if (wanted === undefined) return tell(misplaced(what, connector));
  if (wanted !== address.origin + address.path) {
    return tell(`${what} goes on further than the service's own address. Use '${wanted}'.`, wanted);
  }
  if (beforeQuery !== name.text) return tell(`${what} has a query. Use '${wanted}'.`, wanted);
  return wanted;
}

const examples: Readonly<Record<ServiceConfiguration['connector'], string>> = {
  businessCentral: 'https://bc.contoso.com:7048/BC',
  nav: 'https://nav.contoso.com:7048/NAV',
  dataverse: 'https://contoso.crm.dynamics.com',
};

/** The address as far as it is the service's; undefined where this connector's service cannot be there. */
function wantedAddress(address: ServiceAddress, connector: ServiceConfiguration['connector']): string | undefined {
  const { origin, path, host } = address;
  const isOnline = cloudOf(host) !== undefined;
  const isBusinessCentral = origin === businessCentralOnline;
  switch (connector) {
    case 'dataverse':
      if (isBusinessCentral) return undefined;
      return isOnline ? origin : origin + path.replace(/\/(api\/data|main\.aspx|XRMServices)(\/.*)?$/i, '');
    case 'businessCentral':
      return isOnline ? undefined : origin + path.replace(/\/(api|OData(V4)?|WS)(\/.*)?$/i, '');
    case 'nav':
      if (isOnline && !isBusinessCentral) return undefined;
      return origin + path.replace(/\/(OData(V4)?|api|WS)(\/.*)?$/i, '');
  }
}

function misplaced(what: string, connector: ServiceConfiguration['connector']): string {
  switch (connector) {
    case 'businessCentral':
      return `${what} is for a server of your own. Online, name 'tenant' and 'environment' instead.`;
    case 'nav':
      return `${what} leads to a service of Microsoft's that has no OData web services. Use '${businessCentralOnline}/v2.0/…', or connector dataverse.`;
    case 'dataverse':
      return `${what} leads to Business Central. Use connector businessCentral, or your organization's address.`;
  }
}

/** Puts another address in place, in the quotes it has; none where the text is written with escapes. */
function fixesFor(source: SourceFile, name: SourceScalar, instead: string | undefined): readonly Fix[] {
  const { start, end }: TextRange = name.range;
  const written = source.text.slice(start.offset, end.offset);
  const at = written.indexOf(name.text);
  if (instead === undefined || at < 0) return [];
  const from = start.offset + at;
  const edit = { file: source.file, start: from, end: from + name.text.length, newText: instead };
  return [{ title: `Change to '${instead}'`, edits: [edit] }];
}
