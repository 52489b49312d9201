import { jsonValue } from '../../core/transfer/jsonValue';
import type { FieldChange, MappingPlan, PlanItem } from '../../core/plan/recordPlan';
import type {
  FieldChangeDocument,
  MappingPlanDocument,
  PlanDocument,
  PlanItemDocument,
} from '../../protocol/commandDocuments';
import type { RunPlan } from '../../service/workspaceService';

/** `plan`: what a run would do, record by record. */
export function planDocument(plan: RunPlan): PlanDocument {
  return { mode: plan.mode, mappings: plan.mappings.map(mappingPlanDocument) };
}

function mappingPlanDocument({ mapping, direction, items, counters, message }: MappingPlan): MappingPlanDocument {
  return { mapping, direction, items: items.map(planItemDocument), counters, message };
}

function planItemDocument({ action, localId, integrationId, label, reason, code, fields }: PlanItem): PlanItemDocument {
  return {
    action,
    localId,
    integrationId,
    ...(label === undefined ? {} : { label }),
    reason,
    ...(code === undefined ? {} : { code }),
    fields: fields.map(fieldChangeDocument),
  };
}

function fieldChangeDocument({ field, integrationField, type, before, after }: FieldChange): FieldChangeDocument {
  return { field, integrationField, before: jsonValue(before, type), after: jsonValue(after, type) };
}
