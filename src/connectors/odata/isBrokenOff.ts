/**
 * Whether nobody knows what a server carried out of a request: a gateway gave up waiting while it may go on behind it, or the
 * server broke off without a code of its own. 503 turns away before anything is done. `code` is the service's, empty for none.
 */
export function isBrokenOff(status: number, code: string): boolean {
  return status !== 503 && (status >= 502 || (status === 500 && code === ''));
}
