import type { ExplanationDocument } from '../../protocol/commandDocuments';
import type { RecordExplanation } from '../../service/workspaceService';

/** `explain` as JSON tells it. */
export function explanationDocument(explained: RecordExplanation): ExplanationDocument {
  const { mapping, localId, integrationId, state, facts, nextStep, events } = explained;
  return {
    mapping,
    localId,
    integrationId,
    localTitle: explained.localTitle,
    integrationTitle: explained.integrationTitle,
    state,
    facts,
    nextStep,
    events: events.map(({ at, row }) => {
      const { jobId, direction, action, reason, code, fields } = row;
      return { at, jobId, direction, action, reason, code, fields };
    }),
  };
}
