/** Whether what went wrong is mended by signing in, or by confirming the host on the way. */
export function signInHelps(code: string): boolean {
  return code === 'UNAUTHORIZED' || code === 'HOST_NOT_CONFIRMED';
}
