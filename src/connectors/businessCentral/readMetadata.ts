import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { EdmModel } from '../odata/edmx';
import type { Result } from '../../core/result';
import type { ServiceClient } from '../odata/serviceCall';
import { connectorErrorFrom } from '../odata/connectorErrorFrom';
import { err, ok } from '../../core/result';
import { parseEdmx } from '../odata/edmx';

/** Reads the metadata document of one route. `system` names the system in messages. */
export async function readMetadata(
  client: ServiceClient,
  route: string,
  system: string,
  cancel: CancelSignal,
): Promise<Result<EdmModel, ConnectorError>> {
  const headers = { Accept: 'application/xml' };
  const answer = await client.call({ method: 'GET', url: `${route}/$metadata`, headers, safety: 'read' }, cancel);
  if (!answer.ok) return err(connectorErrorFrom(answer.error, system));
  const model = parseEdmx(answer.value.body);
  if (model) return ok(model);
  const message = `${system} answered with something that is no description of tables. Check the address in tandem.yaml.`;
  return err({ code: 'SERVICE_ERROR', message });
}
