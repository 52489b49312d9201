/**
 * What Business Central refuses: `{"error":{"code":"Internal_…","message":"…  CorrelationId:  …."}}`.
 * Page: business-central/dev-itpro/webservices/dynamics-error-codes.
 */
export class BusinessCentralError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function noSuchSegment(name: string): BusinessCentralError {
  return new BusinessCentralError(404, 'BadRequest_ResourceNotFound', `Resource not found for the segment '${name}'.`);
}

export function badRequest(message: string): BusinessCentralError {
  return new BusinessCentralError(400, 'BadRequest', message);
}

export function recordNotFound(caption: string, id: string): BusinessCentralError {
  return new BusinessCentralError(
    404,
    'Internal_RecordNotFound',
    `The ${caption} does not exist. Identification fields and values: SystemId='{${id.toUpperCase()}}'`,
  );
}
