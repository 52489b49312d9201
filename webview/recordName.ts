import { safeText } from './safeText';

/** `Adatum (C00010)`, or what of it is known. */
export function recordName(id: string | null, title: string | null, none: string): string {
  if (id === null) return none;
  return safeText(title === null || title === '' ? id : `${title} (${id})`);
}

/** `Adatum`: where the id is a hover or a click away, the title says enough. */
export function recordTitle(id: string | null, title: string | null, none: string): string {
  if (id === null) return none;
  return safeText(title === null || title === '' ? id : title);
}
