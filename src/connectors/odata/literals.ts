import type { FieldType } from '../../core/model/value';

/**
 * A value as it stands in a URL's filter or key, before percent-encoding (OData URL Conventions, section 5.1.1.14.1); one function
 * for each kind of value. Undefined where it has no such form, so that it can equal nothing in the service: half a character, or a
 * text that is no value of its kind.
 */
export function literal(value: string, type: FieldType): string | undefined {
  switch (type.kind) {
    case 'text':
      return textLiteral(value);
    case 'integer':
    case 'decimal':
      return numberLiteral(value);
    case 'boolean':
      return value === 'true' || value === 'false' ? value : undefined;
    case 'date':
      return matching(value, /^\d{4}-\d\d-\d\d$/);
    case 'dateTime':
      return dateTimeLiteral(value);
    case 'guid':
      return guidLiteral(value);
    case 'option':
      return numberLiteral(value) ?? textLiteral(value);
  }
}

export function textLiteral(value: string): string | undefined {
  return isWellFormed(value) ? `'${value.replaceAll("'", "''")}'` : undefined;
}

export function numberLiteral(value: string): string | undefined {
  return matching(value, /^-?\d+(\.\d+)?$/);
}

/** Without a fraction that is zero, which some services do not read. */
export function dateTimeLiteral(value: string): string | undefined {
  return matching(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)?.replace(/\.0+Z$/, 'Z');
}

export function guidLiteral(value: string): string | undefined {
  return matching(value, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
}

/** Query options as they stand behind the `?`; those without a value are left out. */
export function queryText(options: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(options)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodePart(value)}`]))
    .join('&');
}

/** Percent-encodes what a query or a path segment cannot hold, and leaves alone what makes URLs readable. */
export function encodePart(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2C|24|3A|40|3D)/g, decodeURIComponent);
}

/** Half a surrogate pair has no UTF-8 form. */
export function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}

function matching(value: string, form: RegExp): string | undefined {
  return form.test(value) ? value : undefined;
}
