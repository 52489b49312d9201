import type { CancelSignal } from '../core/ports/cancelSignal';
import type { ConnectionReport } from '../protocol/connectionReport';
import type { Connector } from '../core/ports/connector';
import type { NeededTable, ServiceProbe } from './openService';
import type { Result } from '../core/result';
import type { ServiceConfiguration } from '../core/model/workspace';
import type { ServiceError } from './workspaceService';
import type { Side } from '../core/model/side';
import type { SystemSchema } from '../core/model/schema';
import type { WorkspaceSession } from './workspaceSession';
import { accessTo } from './openService';
import { allows } from '../core/model/side';
import { err, ok } from '../core/result';
import { findTable } from '../core/model/schema';
import { openSide } from './openSides';
import { runError } from './serviceErrors';
import { serviceConnectors } from './serviceConnectors';
import { sideOptionsOf } from './workspaceSession';
import { sideWord } from './browse/environmentWord';

/**
 * Tries both systems anew: who is signed in, can they be reached and read, and written where a mapping writes there; are the
 * mappings' tables there?
 */
export async function testConnection(
  session: WorkspaceSession,
  cancel: CancelSignal,
): Promise<readonly ConnectionReport[]> {
  const reports: ConnectionReport[] = [];
  for (const side of ['local', 'integration'] as const) {
    const tested = await testSide(session, side, cancel);
    const named = { side, system: sideWord(session.environment[side]) };
    reports.push(tested.ok ? { ...named, ...tested.value } : { ...named, ok: false, message: tested.error.message });
  }
  return reports;
}

type Finding = Omit<ConnectionReport, 'side' | 'system'>;

async function testSide(
  session: WorkspaceSession,
  side: Side,
  cancel: CancelSignal,
): Promise<Result<Finding, ServiceError>> {
  const needed = neededTables(session, side);
  const configuration = session.environment[side];
  const probed: Result<ServiceProbe, ServiceError> =
    configuration.connector === 'sqlite'
      ? ok({ missing: [] })
      : await probeService(session, side, configuration, needed, cancel);
  if (!probed.ok) return probed;
  const opened = await openSide(configuration, side, sideOptionsOf(session));
  if (!opened.ok) return opened;
  try {
    return await lookAt(opened.value, probed.value, needed, cancel);
  } finally {
    await opened.value.close();
  }
}

async function probeService(
  session: WorkspaceSession,
  side: Side,
  configuration: ServiceConfiguration,
  needed: readonly NeededTable[],
  cancel: CancelSignal,
): Promise<Result<ServiceProbe, ServiceError>> {
  const target = { environment: session.environment.name, side, configuration };
  const access = await accessTo(target, session);
  if (!access.ok) return err(runError(access.error));
  const { probe } = session.services?.connectors ?? serviceConnectors;
  const probed = await probe(configuration, access.value, needed, cancel);
  if (!probed.ok) return err(runError(probed.error));
  const user = probed.value.user ?? session.services?.gate.accountOf(target);
  return ok({ ...probed.value, ...(user !== undefined && { user }) });
}

async function lookAt(
  connector: Connector,
  { missing: rights, ...who }: ServiceProbe,
  needed: readonly NeededTable[],
  cancel: CancelSignal,
): Promise<Result<Finding, ServiceError>> {
  const described = await connector.describe(cancel);
  if (!described.ok) return err(runError(described.error));
  const writable = await connector.prepareToWrite();
  if (!writable.ok && needed.some(({ isWritten }) => isWritten)) return err(runError(writable.error));
  const missing = [...missingTables(described.value, needed), ...rights];
  const { length } = described.value.tables;
  const sentences = [
    ...(who.user === undefined ? [] : [`Signed in as ${who.user}.`]),
    ...(who.organization === undefined ? [] : [`Organization ${who.organization}.`]),
    ...(who.company === undefined ? [] : [`Company ${who.company}.`]),
    length === 1 ? '1 table found.' : `${length} tables found.`,
    ...(writable.ok ? [] : ['It can only be read.']),
    ...missing,
  ];
  return ok({
    ok: missing.length === 0,
    message: sentences.join(' '),
    ...who,
    ...(missing.length > 0 && { missing }),
  });
}

function missingTables(schema: SystemSchema, needed: readonly NeededTable[]): readonly string[] {
  const gone = needed.filter(({ name }) => !findTable(schema, name)).map(({ name }) => name);
  if (gone.length === 0) return [];
  const tables = gone.length === 1 ? `The table ${gone[0]} is` : `The tables ${gone.join(', ')} are`;
  return [`${tables} not there, or may not be seen. Check the mappings' names and the account's rights.`];
}

/** The tables that mappings name on this side, and whether any of them writes there. */
function neededTables({ files }: WorkspaceSession, side: Side): readonly NeededTable[] {
  const towards = side === 'integration' ? 'toIntegrationTable' : 'fromIntegrationTable';
  const written = new Map<string, boolean>();
  for (const mapping of files.mappings) {
    const { name } = side === 'integration' ? mapping.integrationTable : mapping.table;
    written.set(name, (written.get(name) ?? false) || allows(mapping.direction, towards));
  }
  return [...written].map(([name, isWritten]) => ({ name, isWritten }));
}
