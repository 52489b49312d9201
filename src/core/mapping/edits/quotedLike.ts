import { yamlScalar } from '../yamlScalar';

/** A text as a scalar in the quotes that `written` has, or in other ones where those cannot hold it. */
export function quotedLike(written: string, text: string): string {
  const plain = yamlScalar(text);
  // Control characters can be said between double quotes alone.
  if (plain.startsWith('"')) return plain;
  if (written.startsWith('"') && !/["\\]/.test(text)) return `"${text}"`;
  return /^['"]/.test(written) ? `'${text.replaceAll("'", "''")}'` : plain;
}
