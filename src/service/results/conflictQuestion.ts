import type { BrowseContext } from '../browse/workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CompiledField } from '../../core/plan/compiledMapping';
import type { ConflictField, ConflictQuestion, Questions } from '../../protocol/resultsProtocol';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { StateBrowser } from '../../store/stateBrowser';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import { changedFields } from '../../core/explain/changedFields';
import { comparedFields, withPair } from '../browse/compareRecords';
import { destinationSide } from '../../core/model/side';
import { err, ok } from '../../core/result';
import { fieldOnSide } from '../../core/plan/compiledMapping';
import { keptText } from '../../core/model/keptValue';
import { usageError } from '../serviceErrors';

/** Both values of each field that differs, for a person who decides; what was last synchronized where the log still holds it. */
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
      whatIsKnown(state, asked, (coupling) => {
        const shape = coupling.fingerprints ? state.shapeById(coupling.fingerprints.shape) : undefined;
        return coupling.fingerprints
          ? changedFields(compiled, coupling.fingerprints, shape, { local, integration })
          : { local: compiled.fields, integration: compiled.fields };
      }),
    );
    if (!known.ok) return known;
    const { changed, lastValueOf } = known.value;
    const fields = compiled.fields.flatMap((field, index): readonly ConflictField[] => {
      const compare = compared.value[index];
      if (!compare || !field.local || !field.integration || field.direction !== 'bidirectional') return [];
      const isChanged = changed.local.includes(field) && changed.integration.includes(field);
      const last = lastValueOf(field);
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
  readonly changed: { readonly local: readonly CompiledField[]; readonly integration: readonly CompiledField[] };
  readonly lastValueOf: (field: CompiledField) => string | null | undefined;
}

type CouplingOf = NonNullable<ReturnType<ReturnType<StateBrowser['couplingsByIds']>['get']>>;

function whatIsKnown(
  state: StateBrowser,
  { mapping, localId, integrationId }: Questions['conflict']['params'],
  changedSince: (coupling: CouplingOf) => Known['changed'],
): Known {
  const coupling = state.couplingsByIds(mapping, 'local', [localId]).get(localId);
  const history = state.recordHistory(mapping, { localId, integrationId });
  return {
    changed: coupling ? changedSince(coupling) : { local: [], integration: [] },
    lastValueOf(field) {
      for (const { job, record } of history) {
        const name = fieldOnSide(field, destinationSide(job.direction))?.name ?? '';
        const kept = record.values?.[record.fields.indexOf(name)];
        if (kept) return keptText(kept.after);
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
