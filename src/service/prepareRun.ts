import type { CompiledMapping } from '../core/plan/compiledMapping';
import type { Environment } from '../core/model/workspace';
import { defaultsOf, describeSides } from './openSides';
import { err, ok } from '../core/result';
import { usageError } from './serviceErrors';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { OpenSides } from './openSides';
import type { Problem } from '../core/model/problem';
import type { Result } from '../core/result';
import type { ServiceError } from './workspaceService';
import type { Side } from '../core/model/side';
import type { SystemSchema } from '../core/model/schema';
import type { TableMapping } from '../core/model/tableMapping';
import type { WorkspaceFiles } from './readWorkspace';
import { checkMappings } from '../core/mapping/checkMappings';
import { compileMapping } from '../core/plan/compileMapping';
import { synchronizationOrder } from '../core/mapping/synchronizationOrder';

/** The mappings of a workspace, ready to run against the systems as they are now. */
export interface PreparedMappings {
  /** By name, in synchronization order. Mappings that nothing in the request needs and that do not fit are left out. */
  readonly compiled: ReadonlyMap<string, CompiledMapping>;
  readonly schemas: { readonly [S in Side]: SystemSchema };
}

/**
 * Reads both schemas and makes the mappings ready. Mappings that take part, and those their lookups lead to, must fit the
 * tables; what is wrong with others does not stop a run that does not need them.
 */
export async function prepareMappings(
  files: WorkspaceFiles,
  environment: Environment,
  sides: OpenSides,
  wanted: readonly string[],
  cancel: CancelSignal,
): Promise<Result<PreparedMappings, ServiceError>> {
  const described = await describeSides(sides, cancel);
  if (!described.ok) return described;
  const schemas = described.value;
  const defaults = { local: defaultsOf(environment.local), integration: defaultsOf(environment.integration) };

  const { order } = synchronizationOrder(files.mappings);
  const needed = neededMappings(order, wanted);
  const { problems } = checkMappings({
    ...(files.workspace && { workspace: files.workspace }),
    mappings: files.mappings,
    sources: files.sources,
    schemas,
    defaults,
  });
  const neededFiles = new Set(order.filter((mapping) => needed.has(mapping.name)).map((mapping) => mapping.file));
  const errors = problems.filter((problem) => problem.severity === 'error' && neededFiles.has(problem.file));
  if (errors.length > 0) return err(filesAreWrong(errors));

  const compiled = new Map<string, CompiledMapping>();
  for (const mapping of order) {
    const result = compileMapping(mapping, {
      local: { schema: schemas.local, defaults: defaults.local },
      integration: { schema: schemas.integration, defaults: defaults.integration },
    });
    if (result.ok) compiled.set(mapping.name, result.value);
    else if (needed.has(mapping.name)) return err(usageError(result.error.code, result.error.message));
  }
  return ok({ compiled, schemas });
}

/** Problems that keep a workspace from running, told in one error: the first in words, all of them as data. */
export function filesAreWrong(errors: readonly Problem[]): ServiceError {
  const [first] = errors;
  const place = first ? `${first.file}:${first.range.start.line}:${first.range.start.column}: ${first.message}` : '';
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more; 'tandem validate' lists them all)` : '';
  return usageError('WORKSPACE_INVALID', `${place}${more}`, errors);
}

/** The wanted mappings and all that their lookups and dependencies lead to; all of them where none is named. */
function neededMappings(mappings: readonly TableMapping[], wanted: readonly string[]): ReadonlySet<string> {
  if (wanted.length === 0) return new Set(mappings.map((mapping) => mapping.name));
  const byName = new Map(mappings.map((mapping) => [mapping.name, mapping]));
  const needed = new Set<string>();
  const visit = (name: string) => {
    const mapping = byName.get(name);
    if (!mapping || needed.has(name)) return;
    needed.add(name);
    for (const field of mapping.fields) if (field.enabled) for (const lookup of field.lookup) visit(lookup.mapping);
  };
  wanted.forEach(visit);
  return needed;
}
