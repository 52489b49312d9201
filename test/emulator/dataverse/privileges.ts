import { DataverseError } from './dataverseError';
import { defaultUserId } from './organization';
import type { TableDefinition } from '../data/tableDefinition';
import type { Organization } from './organization';

/** Page: security-roles; the error is PrivilegeDenied, 403 by the table in compose-http-requests-handle-errors. */
export function requirePrivilege(
  organization: Organization,
  action: 'Create' | 'Read' | 'Write' | 'Delete',
  table: TableDefinition,
): void {
  const privilege = `prv${action}${table.name.charAt(0).toUpperCase()}${table.name.slice(1)}`;
  if (!(organization.settings.missingPrivileges ?? []).includes(privilege)) return;
  const user = organization.settings.userId ?? defaultUserId;
  throw new DataverseError(
    403,
    '0x80040220',
    `Principal user (Id=${user}, type=8, roleCount=1, privilegeCount=100, accessMode=0), is missing ${privilege} privilege (Id=00000000-0000-0000-0000-000000000000) on OTC=0 for entity '${table.name}'. context.Caller=${user}.`,
  );
}
