/**
 * A fetch that stays at one origin: a link in an answer, or a redirect, that leads elsewhere is not followed, since the signed-in
 * call would tell another host who calls.
 */
export function fetchWithin(origin: string, doFetch: typeof fetch): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) {
      return Promise.reject(new TypeError(`${origin} leads to another host, ${url.host}, which is not followed`));
    }
    return doFetch(input, { ...init, redirect: init?.redirect === 'manual' ? 'manual' : 'error' });
  };
}
