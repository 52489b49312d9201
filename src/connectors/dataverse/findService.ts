import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { DataverseConfiguration } from '../../core/model/workspace';
import type { DataverseService } from './dataverseService';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import { dataverseService } from './dataverseService';
import { err, ok } from '../../core/result';
import { parseExactJson, textOf } from '../odata/exactJson';

/** The newest version of the Web API that the connector was made for. */
const newest = 'v9.2';
/** Where the version is asked for: each is served by all later ones of its line (Web API versions). */
const lines = ['v9.0', 'v8.0'] as const;

export interface FoundService {
  readonly service: DataverseService;
  /** The organisation's own version, such as `9.2.24044.00191`; absent where tandem.yaml says which one to speak. */
  readonly version?: string;
}

/** The organisation's Web API in the version of tandem.yaml, or in the newest that it offers (RetrieveVersion). */
export async function findService(
  configuration: DataverseConfiguration,
  access: ServiceAccess,
  cancel: CancelSignal,
): Promise<Result<FoundService, ConnectorError>> {
  const fixed = configuration.version;
  if (fixed !== undefined) return ok({ service: dataverseService(configuration, access, fixed) });
  for (const line of lines) {
    const asked = dataverseService(configuration, access, line);
    const answer = await asked.client.call({ method: 'GET', url: 'RetrieveVersion', safety: 'read' }, cancel);
    if (!answer.ok) {
      const isUnknown = answer.error.kind === 'refused' && [404, 501].includes(answer.error.status);
      if (isUnknown && line !== lines[lines.length - 1]) continue;
      return err(asked.error(answer.error));
    }
    const version = textOf(parseExactJson(answer.value.body), 'Version') ?? '';
    return ok({ service: dataverseService(configuration, access, spokenVersion(version) ?? line), version });
  }
  return ok({ service: dataverseService(configuration, access, newest) });
}

function spokenVersion(version: string): string | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const isNewer = Number(major) > 9 || (Number(major) === 9 && Number(minor) > 2);
  return isNewer ? newest : `v${major}.${minor}`;
}
