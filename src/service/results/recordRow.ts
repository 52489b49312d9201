import type { CouplingTitles } from '../browse/couplingPage';
import type { FieldOutcome, RecordRow } from '../../protocol/resultsProtocol';
import type { JobRecord } from '../../core/model/job';
import type { ListedRecord } from './recordList';
import type { RecordId } from '../../core/model/record';
import type { Side } from '../../core/model/side';
import { isCut, keptText } from '../../core/model/keptValue';

/** A listed record in the view's words. */
export function recordRow({ job, record, reason, code }: ListedRecord, titles: CouplingTitles): RecordRow {
  const title = (side: Side, id: RecordId | null) =>
    id === null ? null : (titles[side].get(job.mapping)?.get(id) ?? null);
  return {
    jobId: job.id,
    mapping: job.mapping,
    direction: job.direction,
    action: record.action,
    localId: record.localId,
    integrationId: record.integrationId,
    localTitle: title('local', record.localId),
    integrationTitle: title('integration', record.integrationId),
    fields: fieldOutcomes(record),
    reason,
    code,
  };
}

function fieldOutcomes({ fields, values }: JobRecord): readonly FieldOutcome[] {
  return fields.map((field, index) => {
    const kept = values?.[index];
    if (!kept) return { field };
    const isShort = isCut(kept.before) || isCut(kept.after);
    return { field, before: keptText(kept.before), after: keptText(kept.after), ...(isShort && { cut: true }) };
  });
}

export const noTitles: CouplingTitles = { local: new Map(), integration: new Map() };
