import type { BrowseContext } from './workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectionReport, WorkspaceAddress } from '../../protocol/workerProtocol';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { Side } from '../../core/model/side';
import type { WorkspaceSession } from '../workspaceSession';
import { allows } from '../../core/model/side';
import { ok } from '../../core/result';
import { openPlace } from './openPlace';
import { openSide } from '../openSides';
import { sideWord } from './environmentWord';

/** Tries both systems anew: can they be reached and read, and written where a mapping writes there? */
export async function testConnection(
  context: BrowseContext,
  address: WorkspaceAddress,
  cancel: CancelSignal,
): Promise<Result<{ readonly sides: readonly ConnectionReport[] }, ServiceError>> {
  const place = openPlace(context, address);
  if (!place.ok) return place;
  const sides: ConnectionReport[] = [];
  for (const side of ['local', 'integration'] as const) sides.push(await testSide(place.value, side, cancel));
  return ok({ sides });
}

async function testSide(session: WorkspaceSession, side: Side, cancel: CancelSignal): Promise<ConnectionReport> {
  const { files, environment, clock, ids } = session;
  const report = (isGood: boolean, message: string): ConnectionReport => ({
    side,
    system: sideWord(environment[side]),
    ok: isGood,
    message,
  });
  const opened = await openSide(environment[side], side, { folder: files.folder, clock, ids });
  if (!opened.ok) return report(false, opened.error.message);
  try {
    const described = await opened.value.describe(cancel);
    if (!described.ok) return report(false, described.error.message);
    const { length } = described.value.tables;
    const found = length === 1 ? '1 table found.' : `${length} tables found.`;
    const writable = await opened.value.prepareToWrite();
    if (writable.ok) return report(true, found);
    return isWritten(session, side)
      ? report(false, writable.error.message)
      : report(true, `${found} It can only be read.`);
  } finally {
    await opened.value.close();
  }
}

/** Whether any mapping writes to the side. */
function isWritten({ files }: WorkspaceSession, side: Side): boolean {
  const towards = side === 'integration' ? 'toIntegrationTable' : 'fromIntegrationTable';
  return files.mappings.some((mapping) => allows(mapping.direction, towards));
}
