import type { ServiceConfiguration, SignInConfiguration } from '../model/workspace';
import type { ServiceAddress } from '../model/serviceAddress';
import { businessCentralOnline, cloudOf, isLoopback, parseServiceAddress } from '../model/serviceAddress';
import { checkSignIn } from './checkSignIn';
import { readServiceUrl } from './readServiceUrl';
import { authenticationWords, bypassWords, secretKey, serviceSideKeys, settingForms } from './serviceSideWords';
import type { SourceFile } from './sourceFile';
import type { Keys } from './sourceReader';
import { readBoolean, readKeys, readList, readName, readWord, requireKey } from './sourceReader';
import type { SourceEntry, SourceMap } from './sourceTree';
import { unreachable } from '../assert';

/** Every key that a service's side may have. */
type ServiceKey = (typeof serviceSideKeys)[ServiceConfiguration['connector']][number];

/** A side on its way to its configuration. */
interface ReadSide {
  readonly source: SourceFile;
  readonly map: SourceMap;
  readonly what: string;
  readonly keys: Keys<ServiceKey>;
  /** The address that its calls go to, where it is known. */
  readonly address: ServiceAddress | undefined;
}

/**
 * Reads how to reach a service (DESIGN 2), and checks that its settings go together. Undefined where the side cannot be
 * used; what is wrong has been told.
 */
export function parseServiceSide(
  source: SourceFile,
  map: SourceMap,
  what: string,
  connector: ServiceConfiguration['connector'],
): ServiceConfiguration | undefined {
  const known: readonly ServiceKey[] = serviceSideKeys[connector];
  const keys = readKeys(source, withoutSecrets(source, map), what, known);
  if (!keys) return undefined;
  const urlEntry = keys.get('url');
  const url = urlEntry && readServiceUrl(source, urlEntry.value, `'url' of ${what}`, connector);
  const online = connector === 'businessCentral' && !urlEntry ? businessCentralOnline : undefined;
  const side: ReadSide = { source, map, what, keys, address: parseServiceAddress(url ?? online ?? '') };
  const signIn = { ...readSignIn(side), range: map.range };
  switch (connector) {
    case 'businessCentral': {
      const company = readCompany(side);
      const place = readPlace(side, url);
      const apis = readApis(side);
      return company && place ? { connector, ...signIn, ...place, company, apis } : undefined;
    }
    case 'nav': {
      const company = readCompany(side);
      if (!urlEntry) requireKey(source, keys, 'url', map, what);
      return company && url ? { connector, ...signIn, url, company } : undefined;
    }
    case 'dataverse': {
      if (!urlEntry) requireKey(source, keys, 'url', map, what);
      const duplicates = keys.get('duplicateDetection');
      const bypass = keys.get('bypassCustomLogic');
      const settings = {
        ...shaped(side, 'version', 'a version such as v9.2'),
        duplicateDetection:
          (duplicates && readBoolean(source, duplicates.value, `'duplicateDetection' of ${what}`)) ?? false,
        bypassCustomLogic:
          (bypass && readWord(source, bypass.value, `'bypassCustomLogic' of ${what}`, bypassWords)) ?? 'none',
      };
      return url === undefined ? undefined : { connector, ...signIn, url, ...settings };
    }
    default:
      return unreachable(connector);
  }
}

/** A secret is told as such, and as nothing else. */
function withoutSecrets(source: SourceFile, map: SourceMap): SourceMap {
  const isSecret = ({ key }: SourceEntry) => secretKey.test(key.text);
  for (const { key } of map.entries.filter(isSecret)) {
    const message = `'${key.text}' does not belong into a file. Remove it, change the secret where it was ever shared, and sign in instead.`;
    source.report('SECRET_IN_WORKSPACE', key.range, message);
  }
  return { ...map, entries: map.entries.filter((entry) => !isSecret(entry)) };
}

function readCompany({ source, map, what, keys }: ReadSide): string | undefined {
  const entry = requireKey(source, keys, 'company', map, what);
  return entry && readName(source, entry.value, `'company' of ${what}`)?.text;
}

/** Business Central is online in an environment, or on a server of the user's own at an address. */
function readPlace(
  { source, map, what, keys }: ReadSide,
  url: string | undefined,
): { readonly url: string } | { readonly environment: string } | undefined {
  const environment = keys.get('environment');
  if (keys.has('url')) {
    if (!environment) return url === undefined ? undefined : { url };
    const message = `${what} has an 'environment', which is online, and a 'url', which is a server of your own. Remove one of them.`;
    source.report('SETTINGS_CONTRADICT', environment.key.range, message);
    return undefined;
  }
  if (!environment) {
    const range = map.entries[0]?.key.range ?? map.range;
    const message = `${what} lacks 'environment'. Add 'environment: Production', or 'url' for a server of your own.`;
    source.report('MISSING_KEY', range, message);
    return undefined;
  }
  const name = readName(source, environment.value, `'environment' of ${what}`);
  return name && { environment: name.text };
}

function readApis({ source, what, keys }: ReadSide): readonly string[] {
  const entry = keys.get('apis');
  const items = (entry && readList(source, entry.value, `'apis' of ${what}`)) ?? [];
  return items.flatMap((item) => {
    const name = readName(source, item, `An API in 'apis' of ${what}`);
    if (!name) return [];
    if (new RegExp(settingForms.api).test(name.text)) return [name.text];
    const message = `'${name.text}' is no API. Write its publisher, group and version, such as 'contoso/sales/v1.0'.`;
    source.report('WRONG_TYPE', name.range, message);
    return [];
  });
}

function readSignIn(side: ReadSide): SignInConfiguration {
  const { source, what, keys, address } = side;
  const entry = keys.get('authentication');
  const written = entry && readWord(source, entry.value, `'authentication' of ${what}`, authenticationWords);
  const authentication = written ?? usualAuthentication(address);
  const userEntry = keys.get('user');
  const user = userEntry && readName(source, userEntry.value, `'user' of ${what}`);
  if (!entry || written) checkSignIn({ ...side, authentication });
  return {
    authentication,
    ...shaped(side, 'tenant', 'the domain or id of a tenant, such as contoso.onmicrosoft.com'),
    ...shaped(side, 'clientId', 'the id of an app registration, such as 00001111-aaaa-2222-bbbb-3333cccc4444'),
    ...(user && { user: user.text }),
  };
}

/** How one signs in where the file does not say it. */
function usualAuthentication(address: ServiceAddress | undefined): SignInConfiguration['authentication'] {
  if (!address || cloudOf(address.host)) return 'interactive';
  return isLoopback(address.host) ? 'none' : 'basic';
}

/** A setting that has a form of its own; absent where it is not written, or told where it is not like that. */
function shaped<K extends 'tenant' | 'clientId' | 'version'>(
  { source, what, keys }: ReadSide,
  key: K,
  form: string,
): { readonly [P in K]?: string } {
  const entry = keys.get(key);
  const name = entry && readName(source, entry.value, `'${key}' of ${what}`);
  if (!name) return {};
  if (new RegExp(settingForms[key]).test(name.text)) {
    return { [key]: name.text } as { readonly [P in K]: string };
  }
  source.report('WRONG_TYPE', name.range, `'${key}' of ${what} cannot be '${name.text}'. Write ${form}.`);
  return {};
}
