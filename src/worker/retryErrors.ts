import type { NamedErrors, RetryAnswer } from '../protocol/resultsRequests';
import type { Result } from '../core/result';
import type { ServiceError, WorkspaceService } from '../service/workspaceService';
import type { WorkspaceAddress } from '../protocol/workerProtocol';
import type { WorkspaceBrowser } from '../service/browse/workspaceBrowser';
import { ok } from '../core/result';

/** Gives back the skipped records among those that errors name, and tells which records the errors still stand for. */
export async function retryErrors(
  browser: WorkspaceBrowser,
  service: WorkspaceService,
  address: WorkspaceAddress,
  errors: NamedErrors,
): Promise<Result<RetryAnswer, ServiceError>> {
  const failed = await browser.results.failedRecords(address, errors);
  if (!failed.ok) return failed;
  let restored = 0;
  for (const mapping of new Set(failed.value.map((record) => record.mapping))) {
    const own = failed.value.filter((record) => record.mapping === mapping);
    const records = own.flatMap(({ localId }) => localId ?? []);
    const integrationRecords = own.flatMap(({ localId, integrationId }) =>
      localId === null && integrationId !== null ? [integrationId] : [],
    );
    const retried = await service.retry({ mapping, records, integrationRecords });
    if (!retried.ok) return retried;
    restored += retried.value.restored;
  }
  return ok({ restored, records: failed.value });
}
