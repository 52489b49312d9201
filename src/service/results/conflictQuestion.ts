import type { BrowseContext } from '../browse/workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CompiledField, CompiledMapping } from '../../core/plan/compiledMapping';
import type { ConflictField, ConflictQuestion, Questions } from '../../protocol/resultsProtocol';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { StateBrowser } from '../../store/stateBrowser';
import type { Side } from '../../core/model/side';
import type { TableRecord } from '../../core/model/record';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import { changedFields, fingerprintThen } from '../../core/explain/changedFields';
import { comparedFields, shownValue, withPair } from '../browse/compareRecords';
import { destinationSide } from '../../core/model/side';
import { err, ok } from '../../core/result';
import { fieldOnSide } from '../../core/plan/compiledMapping';
import { fingerprint } from '../../core/transfer/fingerprint';
import { isCut } from '../../core/model/keptValue';
import { usageError } from '../serviceErrors';

/** Both values of each field that goes both ways, for a person who decides; what was last synchronized where the log still holds it. */
export function conflictQuestion(
  context: BrowseContext,
  asked: WorkspaceAddress & Questions['conflict']['params'],
  cancel: CancelSignal,
): Promise<Result<ConflictQuestion, ServiceError>> {
  return withPair(context, asked, cancel, async (pair) => {
    const { session, compiled } = pair;
    const local = pair.local.record;
    const integration = pair.integration.record;
    if (!local || !integration) return err(recordGone(asked, local ? asked.integrationId : asked.localId));
    const compared = await comparedFields(context, pair, cancel);
    if (!compared.ok) return compared;
    const known = await context.states.use(session.files.folder, session.environment.name, (state) =>
      whatIsKnown(state, asked, compiled, { local, integration }),
    );
    if (!known.ok) return known;
    const { changed, lastValueOf } = known.value;
    const fields = compiled.fields.flatMap((field, index): readonly ConflictField[] => {
      const compare = compared.value[index];
      if (!compare || !field.local || !field.integration || field.direction !== 'bidirectional') return [];
      const isChanged = changed.local.includes(field) && changed.integration.includes(field);
      const last = lastValueOf(field, index);
      return [
        {
          localField: field.local.name,
          integrationField: field.integration.name,
          local: compare.local,
          integration: compare.integration,
          ...(last !== undefined && { last }),
          inConflict: isChanged && !compare.same,
        },
      ];
    });
    return ok({ localTitle: pair.local.title, integrationTitle: pair.integration.title, fields });
  });
}

interface Known {
  readonly changed: { readonly [S in Side]: readonly CompiledField[] };
  readonly lastValueOf: (field: CompiledField, index: number) => string | null | undefined;
}

function whatIsKnown(
  state: StateBrowser,
  { mapping, localId, integrationId }: Questions['conflict']['params'],
  compiled: CompiledMapping,
  records: { readonly [S in Side]: TableRecord },
): Known {
  const coupling = state.couplingsByIds(mapping, 'local', [localId]).get(localId);
  if (!coupling) return { changed: { local: [], integration: [] }, lastValueOf: () => undefined };
  const { fingerprints } = coupling;
  // Without a common past nobody can say who changed a field (DESIGN 5.4).
  if (!fingerprints) {
    return { changed: { local: compiled.fields, integration: compiled.fields }, lastValueOf: () => undefined };
  }
  const shape = state.shapeById(fingerprints.shape);
  const history = state.recordHistory(mapping, { localId, integrationId });
  return {
    changed: changedFields(compiled, fingerprints, shape, records),
    lastValueOf(field, index) {
      for (const { job, record } of history) {
        const side = destinationSide(job.direction);
        const own = fieldOnSide(field, side);
        const after = record.values?.[record.fields.indexOf(own?.name ?? '')]?.after;
        // Later jobs may have found both sides changed alike, and written nothing: the fingerprint tells.
        if (after === undefined || isCut(after)) continue;
        const then = fingerprintThen(compiled, fingerprints, shape, side, index);
        if (fingerprint(after) === then) return shownValue(after, own?.type);
      }
      return undefined;
    },
  };
}

function recordGone({ mapping }: { readonly mapping: string }, id: string): ServiceError {
  return usageError(
    'RECORD_NOT_FOUND',
    `${mapping}: the record ${id} does not exist any more. Remove the coupling, or refresh the view.`,
  );
}
