import type { BrowseContext } from '../browse/workspaceBrowser';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ExplainRequest, RecordExplanation, ServiceError } from '../workspaceService';
import type { RecordId } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { WorkspaceAddress } from '../../protocol/workerProtocol';
import { canonicalId } from '../canonicalId';
import { compileFor, withSystems } from '../browse/mappingSides';
import { err, ok } from '../../core/result';
import { openPlace } from '../browse/openPlace';
import { recordStory } from './recordStory';
import { runError, usageError } from '../serviceErrors';

/** The story of a record that is named by its id or its key. */
export async function explainNamed(
  context: BrowseContext,
  address: WorkspaceAddress,
  request: ExplainRequest,
  cancel: CancelSignal,
): Promise<Result<RecordExplanation, ServiceError>> {
  const found = await findNamed(context, address, request, cancel);
  if (!found.ok) return found;
  const { mapping, side } = request;
  const ids = { localId: null, integrationId: null, [side === 'local' ? 'localId' : 'integrationId']: found.value };
  const story = await recordStory(context, { ...address, mapping, ...ids, titles: true }, cancel);
  return story.ok ? ok({ mapping, ...story.value }) : story;
}

async function findNamed(
  context: BrowseContext,
  address: WorkspaceAddress,
  { mapping, side, record }: ExplainRequest,
  cancel: CancelSignal,
): Promise<Result<RecordId, ServiceError>> {
  const place = openPlace(context, address);
  if (!place.ok) return place;
  const session = place.value;
  return withSystems(context.systems, session, false, async (systems) => {
    const compiled = compileFor(session, systems, mapping);
    if (!compiled.ok) return compiled;
    const own = compiled.value.sides[side];
    const { table } = own;
    const { connector } = systems[side];
    const id = canonicalId(own, record);
    const byId = await connector.get({ table, fields: [], ids: [id] }, cancel);
    if (!byId.ok) return err(runError(byId.error));
    if (byId.value.has(id)) return ok(id);
    const byKey = await connector.find({ table, fields: [], field: table.key, values: [record] }, cancel);
    if (!byKey.ok) return err(runError(byKey.error));
    const [first, another] = byKey.value.get(record) ?? [];
    if (first && another) {
      const message = `${table.name} has several records with the ${table.key} ${record}. Name one by its id.`;
      return err(usageError('RECORD_NOT_CLEAR', message));
    }
    if (first) return ok(first.id);
    // One that is gone may still be known by its coupling.
    const known = await context.states.use(session.files.folder, session.environment.name, (state) =>
      state.couplingsByIds(mapping, side, [id]).has(id),
    );
    if (!known.ok) return known;
    if (known.value) return ok(id);
    const message = `${table.name} has no record with the id or ${table.key} ${record}. Check the id.`;
    return err(usageError('RECORD_NOT_FOUND', message));
  });
}
