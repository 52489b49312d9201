import { DataverseError } from './dataverseError';
import type { StoredValue } from '../data/storedValue';

/**
 * The `$skiptoken` of a next link: a page number and a cookie that clients must take as it is (query/page-results). Ours
 * holds the last row's sort values.
 */
export function writeCookie(page: number, after: readonly StoredValue[]): string {
  const inner = Buffer.from(JSON.stringify(after)).toString('base64url');
  return `<cookie pagenumber="${page}" pagingcookie="${inner}" istracking="False" />`;
}

export function readCookie(token: string): { readonly page: number; readonly after: readonly StoredValue[] } {
  const [, page = '', inner = ''] =
    /^<cookie pagenumber="(\d+)" pagingcookie="([\w-]+)" istracking="False" \/>$/.exec(token) ?? [];
  try {
    return { page: Number(page), after: JSON.parse(Buffer.from(inner, 'base64url').toString()) as StoredValue[] };
  } catch {
    throw new DataverseError(400, '0x80040203', 'Malformed XML in the Paging Cookie');
  }
}
