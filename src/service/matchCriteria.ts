import type { FieldMapping, TableMapping } from '../core/model/tableMapping';
import type { MatchRequest, ServiceError } from './workspaceService';
import type { Result } from '../core/result';
import type { WorkspaceSession } from './workspaceSession';
import { err, ok } from '../core/result';
import { usageError } from './serviceErrors';

/**
 * The session in which a mapping matches by the request's criteria instead of its file's; the session itself where there are
 * none. Matching decides no transfer, so nothing else changes.
 */
export function withCriteria(
  session: WorkspaceSession,
  { mapping: name, criteria }: MatchRequest,
): Result<WorkspaceSession, ServiceError> {
  if (!criteria) return ok(session);
  const { mappings } = session.files;
  const mapping = mappings.find((each) => each.name === name);
  if (!mapping) return ok(session);
  const unknown = criteria.find((criterion) => !mapping.fields.some((field) => isFor(criterion, field)));
  if (unknown) {
    const { localField, integrationField } = unknown;
    const message = `${name} has no enabled field mapping of ${localField} and ${integrationField} to match by. Choose another one, or add it to ${mapping.file}.`;
    return err(usageError('CRITERION_NOT_MAPPED', message));
  }
  const chosen: TableMapping = { ...mapping, fields: mapping.fields.map((field) => matchingBy(criteria, field)) };
  const files = { ...session.files, mappings: mappings.map((each) => (each === mapping ? chosen : each)) };
  return ok({ ...session, files });
}

type Criteria = NonNullable<MatchRequest['criteria']>;

function isFor({ localField, integrationField }: Criteria[number], field: FieldMapping): boolean {
  const isPair = field.localField === localField && field.integrationField === integrationField;
  return isPair && field.enabled && field.constant === undefined;
}

function matchingBy(criteria: Criteria, field: FieldMapping): FieldMapping {
  const criterion = criteria.find((each) => isFor(each, field));
  if (criterion) return { ...field, match: { priority: criterion.priority, caseSensitive: criterion.caseSensitive } };
  if (!field.match) return field;
  const unmatched: { -readonly [K in keyof FieldMapping]: FieldMapping[K] } = { ...field };
  delete unmatched.match;
  return unmatched;
}
