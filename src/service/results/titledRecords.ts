import type { AskedTitles } from '../../protocol/resultsRequests';
import type { BrowseContext } from '../browse/workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CouplingTitles } from '../browse/couplingPage';
import type { ListedRecord } from './recordList';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { TitleSource } from '../browse/couplingTitles';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import { noTitles } from './recordRow';
import { openPlace } from '../browse/openPlace';
import { titlesOf } from '../browse/couplingTitles';
import { withSystems } from '../browse/mappingSides';

/** Answers with both systems open, for their titles; without them where none are asked for or a system does not answer. */
export async function withTitles<T>(
  context: BrowseContext,
  asked: WorkspaceAddress & AskedTitles,
  cancel: CancelSignal,
  answer: (source: TitleSource | undefined) => Promise<Result<T, ServiceError>>,
): Promise<Result<T, ServiceError>> {
  const place = openPlace(context, asked);
  if (!asked.titles || !place.ok) return answer(undefined);
  const session = place.value;
  const busy = context.states.isLent(session.files.folder, session.environment.name);
  const titled = await withSystems(context.systems, session, busy, (systems) =>
    answer({ context, session, systems, cancel }),
  );
  return titled.ok || titled.error.kind !== 'run' ? titled : answer(undefined);
}

export async function titlesFor(
  source: TitleSource | undefined,
  records: readonly ListedRecord[],
): Promise<CouplingTitles> {
  if (!source) return noTitles;
  const pairs = records.map(({ job, record }) => ({
    mapping: job.mapping,
    localId: record.localId,
    integrationId: record.integrationId,
  }));
  return titlesOf(source, pairs);
}
