import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { DataverseConfiguration } from '../../core/model/workspace';
import type { DataverseService } from './dataverseService';
import type { ExactObject } from '../odata/exactJson';
import type { ListedTable } from './readMetadata';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import type { ServiceFailure } from '../odata/serviceCall';
import { err, ok } from '../../core/result';
import { findService } from './findService';
import { isExactList, isExactObject, parseExactJson, textOf } from '../odata/exactJson';
import { readTableList } from './readMetadata';
import { sendBatch } from './sendBatch';
import { unexpected } from '../odata/readPages';

/** What *Test Connection* tells of Dataverse. */
export interface DataverseProbe {
  readonly user: { readonly id: string; readonly name?: string };
  readonly organization: { readonly id: string; readonly name?: string };
  /** The organisation's own version; absent where tandem.yaml says which one to speak. */
  readonly version?: string;
  /** Those of the tables asked for that do not exist. */
  readonly missingTables: readonly string[];
  /** Names of privileges such as `prvCreateAccount` that the user lacks; absent where the service does not tell. */
  readonly missingPrivileges?: readonly string[];
}

/** Tries the connection: signs in, says who is signed in where, and looks for the tables and the privileges that they need. */
export async function probeDataverse(
  configuration: DataverseConfiguration,
  access: ServiceAccess,
  tables: readonly string[],
  cancel: CancelSignal,
): Promise<Result<DataverseProbe, ConnectorError>> {
  const found = await findService(configuration, access, cancel);
  if (!found.ok) return found;
  const { service, version } = found.value;
  const probed = await askWho(service, tables, cancel);
  if (!probed.ok) return err(service.error(probed.error));
  return ok({ ...probed.value, ...(version === undefined ? {} : { version }) });
}

async function askWho(
  service: DataverseService,
  tables: readonly string[],
  cancel: CancelSignal,
): Promise<Result<DataverseProbe, ServiceFailure>> {
  const answer = await service.client.call({ method: 'GET', url: 'WhoAmI', safety: 'read' }, cancel);
  if (!answer.ok) return answer;
  const me = parseExactJson(answer.value.body);
  const userId = textOf(me, 'UserId');
  const organizationId = textOf(me, 'OrganizationId');
  if (userId === undefined || organizationId === undefined) return err(unexpected('nothing about who is signed in'));
  const list = await readTableList(service, cancel);
  if (!list.ok) return list;
  const present = tables.flatMap((name) => list.value.get(name) ?? []);
  const details = await askDetails(service, { userId, organizationId }, present, cancel);
  if (!details.ok) return details;
  const [user, organization, held, ...needed] = details.value;
  const userName = textOf(user, 'fullname');
  const organizationName = textOf(organization, 'name');
  const missingPrivileges = held && privilegesWithout(held, needed);
  return ok({
    user: { id: userId, ...(userName === undefined ? {} : { name: userName }) },
    organization: { id: organizationId, ...(organizationName === undefined ? {} : { name: organizationName }) },
    missingTables: tables.filter((name) => !list.value.has(name)),
    ...(missingPrivileges === undefined ? {} : { missingPrivileges }),
  });
}

/** Each in one part of a batch; undefined for what this user may not ask. */
async function askDetails(
  service: DataverseService,
  { userId, organizationId }: { readonly userId: string; readonly organizationId: string },
  tables: readonly ListedTable[],
  cancel: CancelSignal,
): Promise<Result<readonly (ExactObject | undefined)[], ServiceFailure>> {
  const urls = [
    `systemusers(${userId})?$select=fullname`,
    `organizations(${organizationId})?$select=name`,
    `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`,
    ...tables.map((table) => `EntityDefinitions(LogicalName='${table.name}')?$select=LogicalName,Privileges`),
  ];
  const parts = urls.map((url) => ({ method: 'GET', url: service.root + url }) as const);
  const sent = await sendBatch(service, parts, 'read', cancel);
  if (!sent.ok) return sent;
  return ok(
    urls.map((_, index) => {
      const [part] = sent.value.answers[index] ?? [];
      const document = part && part.status < 300 ? parseExactJson(part.body) : undefined;
      return isExactObject(document) ? document : undefined;
    }),
  );
}

/** What Tandem does with records (SecurityPrivilegeMetadata, PrivilegeType). */
const used: ReadonlySet<string> = new Set(['Read', 'Create', 'Write', 'Append', 'AppendTo']);

/** The names of the privileges of tables that are not held; by their ids, as not all versions tell names of those held. */
function privilegesWithout(held: ExactObject, tables: readonly (ExactObject | undefined)[]): readonly string[] {
  const ids = new Set(objectsIn(held, 'RolePrivileges').map((each) => textOf(each, 'PrivilegeId')?.toLowerCase()));
  const needed = tables.flatMap((table) => (table ? objectsIn(table, 'Privileges') : []));
  const missing = needed.filter(
    (each) =>
      used.has(textOf(each, 'PrivilegeType') ?? '') && !ids.has(textOf(each, 'PrivilegeId')?.toLowerCase() ?? ''),
  );
  return [...new Set(missing.map((each) => textOf(each, 'Name') ?? ''))];
}

function objectsIn(document: ExactObject, name: string): readonly ExactObject[] {
  const list = document[name];
  return isExactList(list) ? list.filter(isExactObject) : [];
}
