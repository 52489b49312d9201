import type { CompiledMapping } from '../../core/plan/compiledMapping';
import type { Connector } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { Side } from '../../core/model/side';
import type { SystemSchema } from '../../core/model/schema';
import type { SystemView, SystemViews } from './systemViews';
import type { TableMapping } from '../../core/model/tableMapping';
import type { WorkspaceSession } from '../workspaceSession';
import { compileMapping } from '../../core/plan/compileMapping';
import { defaultsOf } from '../openSides';
import { err } from '../../core/result';
import { unknownMapping } from '../runSynchronization';
import { usageError } from '../serviceErrors';

/** Both systems, open. */
export type SystemPair = { readonly [S in Side]: SystemView };

/** A mapping as it stands against both systems' tables now. */
export interface MappingSides {
  readonly compiled: CompiledMapping;
  readonly systems: SystemPair;
}

/** Hands over both systems for as long as `work` goes on. */
export function withSystems<T>(
  views: SystemViews,
  session: WorkspaceSession,
  busy: boolean,
  work: (systems: SystemPair) => Promise<Result<T, ServiceError>>,
): Promise<Result<T, ServiceError>> {
  return views.use(session, 'local', busy, (local) =>
    views.use(session, 'integration', busy, (integration) => work({ local, integration })),
  );
}

/** The mapping of this name, ready to be looked at against the systems. */
export function compileFor(
  session: WorkspaceSession,
  systems: SystemPair,
  name: string,
): Result<CompiledMapping, ServiceError> {
  const mapping = session.files.mappings.find((each) => each.name === name);
  if (!mapping) {
    return err(
      unknownMapping(
        name,
        session.files.mappings.map((each) => each.name),
      ),
    );
  }
  return compileAgainst(session, systems, mapping);
}

/** All mappings that fit the tables, by name: lookups may lead to any of them. */
export function compileAll(session: WorkspaceSession, systems: SystemPair): ReadonlyMap<string, CompiledMapping> {
  const compiled = new Map<string, CompiledMapping>();
  for (const mapping of session.files.mappings) {
    const result = compileAgainst(session, systems, mapping);
    if (result.ok) compiled.set(mapping.name, result.value);
  }
  return compiled;
}

/** Both systems as what runs work with. */
export function connectorsOf(systems: SystemPair): { readonly [S in Side]: Connector } {
  return { local: systems.local.connector, integration: systems.integration.connector };
}

function compileAgainst(
  { environment }: WorkspaceSession,
  systems: SystemPair,
  mapping: TableMapping,
): Result<CompiledMapping, ServiceError> {
  const sideOf = (side: Side): { readonly schema: SystemSchema; readonly defaults: ReturnType<typeof defaultsOf> } => ({
    schema: systems[side].schema,
    defaults: defaultsOf(environment[side]),
  });
  const compiled = compileMapping(mapping, { local: sideOf('local'), integration: sideOf('integration') });
  return compiled.ok ? compiled : err(usageError(compiled.error.code, compiled.error.message));
}
