/**
 * What the Web API refuses, in its own form: `{"error":{"code":"0x…","message":"…"}}`.
 * Page: power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors; codes: …/reference/web-service-error-codes.
 */
export class DataverseError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function recordDoesNotExist(table: string, id: string): DataverseError {
  return new DataverseError(404, '0x80040217', `${capital(table)} With Id = ${id} Does Not Exist`);
}

export function noSuchSegment(name: string): DataverseError {
  return new DataverseError(404, '0x80060888', `Resource not found for the segment '${name}'.`);
}

export function noSuchProperty(table: string, name: string): DataverseError {
  return new DataverseError(
    400,
    '0x80060888',
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
  );
}

/** What a body holds that the table has no place for. */
export function undeclaredProperty(table: string, name: string): DataverseError {
  return invalidPayload(
    `The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${table}'. Make sure to only use property names that are defined by the type.`,
  );
}

export function invalidPayload(message: string): DataverseError {
  return new DataverseError(
    400,
    '0x80048d19',
    `Error identified in Payload provided by the user for Entity :'', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: ${message}`,
  );
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
