import type { ServiceError, WorkspaceSchema } from './workspaceService';
import { ok } from '../core/result';
import { readSchemaCache, writeSchemaCache } from './schemaCache';
import { stateFolder, withSides } from './workspaceSession';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Result } from '../core/result';
import type { WorkspaceSession } from './workspaceSession';
import { describeSides } from './openSides';

/** The tables of both sides: from the cache, or from the systems where `refresh` or a missing cache asks for that. */
export async function workspaceSchema(
  session: WorkspaceSession,
  refresh: boolean,
  cancel: CancelSignal,
): Promise<Result<WorkspaceSchema, ServiceError>> {
  const cached = refresh ? undefined : readSchemaCache(stateFolder(session), session.environment.name);
  if (cached) return ok(cached);
  return withSides(session, async (sides) => {
    const described = await describeSides(sides, cancel);
    if (!described.ok) return described;
    const fresh = {
      environment: session.environment.name,
      ...described.value,
      readAt: session.clock.now(),
      cached: false,
    };
    const written = writeSchemaCache(stateFolder(session), fresh);
    return written.ok ? ok(fresh) : written;
  });
}
