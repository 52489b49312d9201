import type { CommandTarget } from '../commandArguments';
import type { MappingOverview, WorkspaceOverview } from '../../protocol/workerProtocol';
import { relativeFile } from '../commandArguments';
import type { TandemWorkspace } from '../workbench';

/** What a run command acts on, in one workspace. */
export interface RunScope {
  readonly workspace: TandemWorkspace;
  readonly overview: WorkspaceOverview;
  /** Names; empty for all. */
  readonly mappings: readonly string[];
  /** Records by their mapping; empty for all records. */
  readonly records: readonly ScopedRecord[];
}

export interface ScopedRecord {
  readonly mapping: string;
  readonly localId: string | null;
  readonly integrationId: string | null;
}

/** Which mappings and records targets name; a file names the mapping in it. `unknown` names what the workspace does not have. */
export function namedScope(
  workspace: TandemWorkspace,
  overview: WorkspaceOverview,
  targets: readonly CommandTarget[],
): Pick<RunScope, 'mappings' | 'records'> & { readonly unknown: string | undefined } {
  const found = targets.map((target) => ({ target, mapping: mappingOf(workspace, overview, target) }));
  const named = found.filter(({ target }) => target.mapping !== undefined || target.file !== undefined);
  const missing = named.find(({ mapping }) => mapping === undefined)?.target;
  const mappings = [...new Set(named.flatMap(({ mapping }) => mapping?.name ?? []))];
  const records = found.flatMap(({ target, mapping }) => {
    const { localId = null, integrationId = null } = target;
    if (!mapping || (localId === null && integrationId === null)) return [];
    return [{ mapping: mapping.name, localId, integrationId }];
  });
  return { mappings, records, unknown: missing && (missing.mapping ?? missing.file) };
}

/** Records by mapping, in the order they were named. */
export function recordsByMapping(records: readonly ScopedRecord[]): ReadonlyMap<string, readonly ScopedRecord[]> {
  return records.reduce(
    (grouped, record) => grouped.set(record.mapping, [...(grouped.get(record.mapping) ?? []), record]),
    new Map<string, readonly ScopedRecord[]>(),
  );
}

function mappingOf(
  workspace: TandemWorkspace,
  { mappings }: WorkspaceOverview,
  { mapping, file }: CommandTarget,
): MappingOverview | undefined {
  if (mapping !== undefined) return mappings.find(({ name }) => name === mapping);
  const relative = file === undefined ? undefined : relativeFile(workspace, file);
  return mappings.find((each) => each.file === relative);
}
