import type { SignInConfiguration } from '../model/workspace';
import type { ServiceAddress } from '../model/serviceAddress';
import { cloudOf, isLoopback } from '../model/serviceAddress';
import type { SourceFile } from './sourceFile';
import type { Keys } from './sourceReader';
import { listed, requireKey } from './sourceReader';
import type { SourceMap } from './sourceTree';

type Authentication = SignInConfiguration['authentication'];

/** A side whose way to sign in is known, as written or as usual. */
export interface SignInCheck {
  readonly source: SourceFile;
  readonly map: SourceMap;
  readonly what: string;
  readonly keys: Keys<string>;
  readonly address: ServiceAddress | undefined;
  readonly authentication: Authentication;
}

/**
 * Tells of a way to sign in that the service's place does not allow: Microsoft's tokens go to Microsoft's services only, and
 * those take no passwords. What belongs to another way is told too, so that nobody believes in it.
 */
export function checkSignIn(check: SignInCheck): void {
  const { source, map, what, keys, address, authentication } = check;
  const written = keys.get('authentication');
  const allowed = address && waysAt(address);
  if (allowed && written && !allowed.ways.includes(authentication)) {
    const message = `${what} is ${allowed.place}, where one cannot sign in with '${authentication}'. Use ${listed(allowed.ways)}.`;
    source.report('SETTINGS_CONTRADICT', written.value.range, message);
    return;
  }
  for (const key of ['tenant', 'clientId', 'user'] as const) {
    const entry = keys.get(key);
    if (!entry || uses[authentication].includes(key)) continue;
    const message = `${what} signs in with '${authentication}', which has no '${key}'. Remove it, or change 'authentication'.`;
    source.report('SETTINGS_CONTRADICT', entry.key.range, message);
  }
  if (authentication === 'basic') requireKey(source, keys, 'user', map, what);
  if (authentication === 'clientCredentials') requireKey(source, keys, 'clientId', map, what);
}

const uses: Readonly<Record<Authentication, readonly ('tenant' | 'clientId' | 'user')[]>> = {
  interactive: ['tenant', 'clientId'],
  clientCredentials: ['tenant', 'clientId'],
  basic: ['user'],
  none: [],
};

function waysAt({ host }: ServiceAddress): { readonly place: string; readonly ways: readonly Authentication[] } {
  if (cloudOf(host)) return { place: "Microsoft's service", ways: ['interactive', 'clientCredentials'] };
  if (isLoopback(host)) return { place: 'on this machine', ways: ['none', 'basic'] };
  return { place: 'on a server of your own', ways: ['basic'] };
}
