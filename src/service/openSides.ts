import path from 'node:path';
import type { Environment, SideConfiguration } from '../core/model/workspace';
import type { Side } from '../core/model/side';
import { err, ok } from '../core/result';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { SystemSchema } from '../core/model/schema';
import type { Clock } from '../core/ports/clock';
import type { Connector } from '../core/ports/connector';
import type { Ids } from '../core/ports/ids';
import type { Result } from '../core/result';
import type { ServiceError } from './workspaceService';
import { loadSqlJs } from '../files/loadSqlJs';
import { openSqliteConnector } from '../connectors/sqlite/openSqliteConnector';
import { openService } from './openService';
import { readyLocks } from '../connectors/sqlite/lockHolder';
import { runError } from './serviceErrors';
import type { ServiceReach } from './openService';

export interface SideOptions {
  readonly folder: string;
  /** The environment's name. */
  readonly environment: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How services are reached; absent, none is. */
  readonly services?: ServiceReach;
  /** Records will be asked for by their stamps, as modified runs do. */
  readonly forChanges?: boolean;
}

export type OpenSides = { readonly [S in Side]: Connector } & { readonly close: () => Promise<void> };

/** Starts what opening systems might wait for, while something else is read; to be called up to 20 ms before. */
export function readySides(): void {
  readyLocks();
}

/** Opens both systems of an environment. */
export async function openSides(
  environment: Environment,
  sideOptions: Omit<SideOptions, 'environment'>,
): Promise<Result<OpenSides, ServiceError>> {
  const options = { ...sideOptions, environment: environment.name };
  const opening = openSide(environment.local, 'local', options);
  if (environment.local.connector !== 'sqlite' || environment.integration.connector !== 'sqlite') {
    // Two files wait together. A service may have to ask the person something: one thing at a time, and only for good reason.
    const first = await opening;
    if (!first.ok) return first;
  }
  const [local, integration] = await Promise.all([opening, openSide(environment.integration, 'integration', options)]);
  if (!local.ok) {
    if (integration.ok) await integration.value.close();
    return local;
  }
  if (!integration.ok) {
    await local.value.close();
    return integration;
  }
  const close = async () => {
    await local.value.close();
    await integration.value.close();
  };
  return ok({ local: local.value, integration: integration.value, close });
}

/** Both systems' tables as they are now. */
export async function describeSides(
  sides: OpenSides,
  cancel: CancelSignal,
): Promise<Result<{ readonly [S in Side]: SystemSchema }, ServiceError>> {
  const local = await sides.local.describe(cancel);
  if (!local.ok) return err(runError(local.error));
  const integration = await sides.integration.describe(cancel);
  if (!integration.ok) return err(runError(integration.error));
  return ok({ local: local.value, integration: integration.value });
}

/** Opens one system. */
export async function openSide(
  configuration: SideConfiguration,
  side: Side,
  options: SideOptions,
): Promise<Result<Connector, ServiceError>> {
  if (configuration.connector !== 'sqlite') {
    const target = { environment: options.environment, side, configuration };
    const opened = await openService(target, options);
    return opened.ok ? opened : err(runError(opened.error));
  }
  const opened = await openSqliteConnector({
    file: path.resolve(options.folder, configuration.file),
    workspaceFolder: options.folder,
    displayName: configuration.file,
    clock: options.clock,
    ids: options.ids,
    sqlJs: await loadSqlJs(),
    defaults: configuration.defaults,
    ...(options.forChanges && { forChanges: true }),
  });
  return opened.ok ? opened : err(runError(opened.error));
}

/** The names a side's configuration gives to ids, keys and stamps. */
export function defaultsOf(configuration: SideConfiguration): { id?: string; key?: string; modifiedOn?: string } {
  return configuration.connector === 'sqlite' ? configuration.defaults : {};
}
