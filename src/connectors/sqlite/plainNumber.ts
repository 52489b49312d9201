/**
 * The shortest decimal that names the same double, in plain notation: never an exponent, no trailing zeros (`0.1`, `-250`,
 * `0.0000001`). Infinities keep their JavaScript names, which no field type accepts.
 */
export function plainNumber(value: number): string {
  const text = String(value === 0 ? 0 : value);
  const exponentAt = text.indexOf('e');
  return exponentAt < 0 ? text : expand(text.slice(0, exponentAt), Number(text.slice(exponentAt + 1)));
}

function expand(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}
