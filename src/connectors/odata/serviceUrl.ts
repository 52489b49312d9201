/**
 * Where a call goes: relative to the root, or a link of the service's own. Undefined for a link to another origin, which must not
 * get the sign-in.
 */
export function resolveUrl(root: string, url: string): string | undefined {
  const { origin } = new URL(root);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url.startsWith('/') ? sameOrigin(origin, origin + url) : root + url;
  return sameOrigin(origin, url);
}

/** A call's path for the log: no query, and no quoted values, which may be people's data. */
export function loggedPath(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/'[^']*'|%27.*?%27/g, "'…'");
}

function sameOrigin(origin: string, url: string): string | undefined {
  try {
    return new URL(url).origin === origin ? url : undefined;
  } catch {
    return undefined;
  }
}
