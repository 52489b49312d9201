import type { BrowseContext } from './workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CompiledField, CompiledMapping } from '../../core/plan/compiledMapping';
import type { LookupContext } from '../../core/job/lookupResolver';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { SystemPair } from './mappingSides';
import type { TableRecord } from '../../core/model/record';
import type { WorkspaceSession } from '../workspaceSession';
import { LookupResolver } from '../../core/job/lookupResolver';
import { compileAll, connectorsOf } from './mappingSides';
import { err, ok } from '../../core/result';
import { isBlank } from '../../core/model/value';
import { runError } from '../serviceErrors';

/** What a local reference is called on the integration side; undefined where its record is not coupled. */
export type LookUp = (field: CompiledField, value: string) => string | undefined;

interface Input {
  readonly context: BrowseContext;
  readonly session: WorkspaceSession;
  readonly systems: SystemPair;
  readonly compiled: CompiledMapping;
  /** The local record whose references are meant. */
  readonly record: TableRecord | undefined;
}

/** Translates one local record's references as a run would: through the couplings of the looked-up mappings. */
export async function lookUpReferences(
  { context, session, systems, compiled, record }: Input,
  cancel: CancelSignal,
): Promise<Result<LookUp, ServiceError>> {
  const references = compiled.fields.filter((field) => field.lookup.length > 0);
  if (references.length === 0 || !record) return ok(() => undefined);
  const { folder } = session.files;
  const environment = session.environment.name;
  const opened = await context.states.use(folder, environment, () => undefined);
  if (!opened.ok) return opened;
  const lookups: LookupContext = {
    mappings: compileAll(session, systems),
    connectors: connectorsOf(systems),
    store: {
      couplingsByIds: (...asked) => context.states.current(folder, environment)?.couplingsByIds(...asked) ?? new Map(),
    },
    clock: context.clock,
    events: { waiting: () => undefined },
    cancel,
  };
  const resolver = new LookupResolver(lookups);
  const positions = compiled.sides.local.positions;
  for (const field of references) {
    const value = record.values[positions[compiled.fields.indexOf(field)] ?? -1] ?? null;
    if (isBlank(value)) continue;
    const loaded = await resolver.load(field, 'toIntegrationTable', [value]);
    if (!loaded.ok) return err(runError(loaded.error));
  }
  return ok((field, value) => {
    const answer = resolver.answer(field, 'toIntegrationTable', value);
    return answer.kind === 'found' ? answer.value : undefined;
  });
}
