/**
 * What is wrong with a date pattern, or undefined (DESIGN 3): `yyyy MM dd HH mm ss` in any order, each at most once, with
 * signs and spaces between, and `T` and `Z` as in ISO 8601.
 */
export function datePatternProblem(pattern: string): string | undefined {
  const parts = pattern.match(/\p{L}+/gu)?.flatMap((word) => word.match(/yyyy|MM|dd|HH|mm|ss|[TZ]|./gu) ?? []) ?? [];
  const wrong = parts.find((part) => !/^(yyyy|MM|dd|HH|mm|ss|T|Z)$/.test(part));
  if (wrong !== undefined) return `'${wrong}' has no meaning. Use yyyy MM dd HH mm ss.`;
  const tokens = parts.filter((part) => part.length > 1);
  if (tokens.length === 0) return 'it shows no part of a date. Use yyyy MM dd HH mm ss.';
  const twice = tokens.find((token, index) => tokens.indexOf(token) !== index);
  return twice === undefined ? undefined : `'${twice}' stands twice. Keep one.`;
}

/**
 * What is wrong with a decimal pattern, or undefined (DESIGN 3): `0.00` or `#,##0.00` with any number of decimals, `#` standing
 * for a digit that is left out when it is zero.
 */
export function decimalPatternProblem(pattern: string): string | undefined {
  const isPattern = /^(#,##)?#*0*(\.0*#*)?$/.test(pattern) && /[0#]/.test(pattern) && !pattern.endsWith('.');
  return isPattern ? undefined : 'a decimal looks like 0.00 or #,##0.00. Use one of these.';
}
