import type { ConnectorError } from '../../core/ports/connector';
import type { DataverseConfiguration } from '../../core/model/workspace';
import type { ServiceAccess } from '../odata/serviceAccess';
import type { ServiceClient, ServiceFailure } from '../odata/serviceCall';
import type { ServiceError } from '../odata/createServiceClient';
import type { WireAnswer } from '../odata/exchange';
import { connectorErrorFrom } from '../odata/connectorErrorFrom';
import { createServiceClient } from '../odata/createServiceClient';
import { readServiceError } from '../odata/readServiceError';

/** An organisation's Web API in one version. */
export interface DataverseService {
  readonly client: ServiceClient;
  /** What messages call the system. */
  readonly name: string;
  /** Ends with `/`. */
  readonly root: string;
  readonly access: ServiceAccess;
  readonly configuration: DataverseConfiguration;
  error(failure: ServiceFailure): ConnectorError;
}

/** 52 at a time is the documented limit (Service protection API limits); the client begins with few. */
const limits = { concurrency: 52, start: 4 };
/** A message may run two minutes before the service ends it; batches hold many. */
const timeLimits = { answerMs: 300_000, bodyMs: 300_000 };

/** Speaks to `version` of the Web API, such as `v9.2` (Compose HTTP requests and handle errors). */
export function dataverseService(
  configuration: DataverseConfiguration,
  access: ServiceAccess,
  version: string,
): DataverseService {
  const url = new URL(configuration.url);
  const root = `${url.origin}${url.pathname.replace(/\/+$/, '')}/api/data/${version}/`;
  const name = `Dataverse (${url.host})`;
  const client = createServiceClient(access, {
    name,
    root,
    limits,
    timeLimits,
    headers: { Accept: 'application/json', 'OData-Version': '4.0', 'OData-MaxVersion': '4.0' },
    errorOf: dataverseError,
  });
  return { client, name, root, access, configuration, error: (failure) => connectorErrorFrom(failure, name) };
}

/** Requests, execution time and concurrency (Service protection API limits). */
const throttlingCodes: ReadonlySet<string> = new Set(['0x80072322', '0x80072321', '0x80072326']);

export function dataverseError(answer: Pick<WireAnswer, 'headers' | 'body'>): ServiceError {
  const { code, message } = readServiceError(answer);
  return throttlingCodes.has(code.toLowerCase()) ? { code, message, verdict: 'throttled' } : { code, message };
}
