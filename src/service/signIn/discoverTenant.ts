import type { Audience } from './audience';
import { cloudOf } from '../../core/model/serviceAddress';

/**
 * The tenant of a Dataverse organization, from how it refuses a call without a token (Dataverse page "Use OAuth authentication",
 * section on discovering the authority). Undefined where it does not tell. Only the tenant is taken from the answer:
 * where secrets go to is never the service's to say.
 */
export async function discoverTenant({ host, scope }: Audience, doFetch: typeof fetch): Promise<string | undefined> {
  if (cloudOf(host) === undefined) return undefined;
  try {
    const response = await doFetch(scope.replace(/\.default$/, 'api/data/v9.2/WhoAmI'), {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    await response.body?.cancel();
    const challenge = response.headers.get('www-authenticate') ?? '';
    return /authorization_uri="?https:\/\/[a-z.]+\/([0-9a-z](?:[0-9a-z.-]*[0-9a-z])?)\//i.exec(challenge)?.[1];
  } catch {
    return undefined;
  }
}

const timeLimitMs = 30_000;
