import assert from 'node:assert/strict';
import type { AskedRequest, ScriptedService } from '../../support/scriptedService';
import type { Connector, ConnectorError, RecordWrite, WriteOutcome } from '../../../src/core/ports/connector';
import type { DataverseConfiguration } from '../../../src/core/model/workspace';
import type { Result } from '../../../src/core/result';
import type { TableSpec } from '../../../src/core/model/schema';
import { jsonAnswer, scriptedService, textAnswer } from '../../support/scriptedService';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openDataverseConnector } from '../../../src/connectors/dataverse/openDataverseConnector';

export const accounts: TableSpec = { name: 'account', id: 'accountid', key: 'accountnumber', modifiedOn: 'modifiedon' };
export const root = 'https://contoso.crm.dynamics.com/api/data/v9.2/';
export const stamp = '2026-11-20T08:00:00.000Z';

export type PartAnswer = readonly [status: number, body: object];

export interface AccountWorldOptions {
  /** Answers one part of a batch that writes; undefined leaves it without an answer. */
  readonly part?: (part: string) => PartAnswer | undefined;
  /** Answers a whole batch that writes, the first with 0, in place of its parts; undefined leaves it to them. */
  readonly batch?: (request: AskedRequest, index: number) => Response | undefined;
  /** Answers one question about the tables; undefined leaves it to the metadata there is. */
  readonly metadata?: (part: string) => PartAnswer | undefined;
  /** Answers a request that reads; by default with the account that it asks for. */
  readonly read?: (request: AskedRequest) => Response;
  readonly configuration?: Partial<DataverseConfiguration>;
}

export interface AccountWorld {
  readonly connector: Connector;
  readonly service: ScriptedService;
  /** What was asked about records: without metadata. */
  asked(): readonly AskedRequest[];
  write(writes: readonly RecordWrite[]): Promise<Result<readonly WriteOutcome[], ConnectorError>>;
}

/** A Dataverse of accounts, whose answers about records a test gives. */
export async function accountWorld({
  part = (text) => [200, anAccount(idIn(text))],
  batch = () => undefined,
  metadata = () => undefined,
  read = ({ url }) => jsonAnswer({ value: [anAccount(idIn(url))] }),
  configuration: change = {},
}: AccountWorldOptions = {}): Promise<AccountWorld> {
  const isSetup = ({ url, body }: AskedRequest) =>
    url.includes('EntityDefinitions') || body.includes('EntityDefinitions');
  let batches = 0;
  const service = scriptedService((request) => {
    if (request.url.includes('/EntityDefinitions?')) return jsonAnswer({ value: definitions });
    if (isSetup(request)) return batchAnswer(request, (text) => metadata(text) ?? [200, { value: metadataOf(text) }]);
    if (!request.url.endsWith('$batch')) return read(request);
    return batch(request, batches++) ?? batchAnswer(request, part);
  });
  const connector = value(await openDataverseConnector({ ...configuration, ...change }, service.access));
  return {
    connector,
    service,
    asked: () => service.asked.filter((request) => !isSetup(request)),
    write: (writes) => connector.write({ table: accounts, writes, readBack: ['name'] }, neverCancelled),
  };
}

/** One answer a part, as a service gives them; parts without one are left out. */
export function batchAnswer(request: AskedRequest, answer: (part: string) => PartAnswer | undefined): Response {
  const answers = partsOf(request).flatMap((part) => {
    const answered = answer(part);
    if (!answered) return [];
    const [status, content] = answered;
    return `--answer\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ${status} X\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(content)}\r\n`;
  });
  return textAnswer(`${answers.join('')}--answer--\r\n`, 200, { 'content-type': 'multipart/mixed; boundary=answer' });
}

export function partsOf({ body }: AskedRequest): readonly string[] {
  const boundary = /^--(\S+)/.exec(body)?.[1] ?? '';
  return body.split(`--${boundary}`).slice(1, -1);
}

/** The id in a part's address or body, or in an address. */
export function idIn(text: string): string {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? '';
}

export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function anAccount(id: string, more: object = {}): object {
  return { '@odata.etag': 'W/"1"', accountid: id, name: 'x', modifiedon: stamp.replace('.000Z', 'Z'), ...more };
}

export function anInsert(
  number: number,
  content: Readonly<Record<string, string | null>> = { name: 'x' },
): RecordWrite {
  const [fields, values] = [Object.keys(content), Object.values(content)];
  return { kind: 'insert', id: idOf(number), fields, values, resent: false };
}

export function aModify(number: number, content: Readonly<Record<string, string | null>> = { name: 'y' }): RecordWrite {
  const [fields, values] = [Object.keys(content), Object.values(content)];
  return { kind: 'modify', id: idOf(number), fields, values, expected: stamp };
}

export function codes(outcomes: readonly WriteOutcome[]): readonly string[] {
  return outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.failure.code : outcome.kind));
}

export function value<T>(result: Result<T, ConnectorError>): T {
  return result.ok ? result.value : assert.fail(JSON.stringify(result.error));
}

export function failure<T>(result: Result<T, ConnectorError>): ConnectorError {
  return result.ok ? assert.fail('an error was expected') : result.error;
}

/** What the metadata says of each question that is asked about a table. */
function metadataOf(part: string): readonly object[] {
  if (!part.includes("LogicalName='account'")) return [];
  if (part.includes('/ManyToOneRelationships')) return relationships;
  if (part.includes('PicklistAttributeMetadata')) return [picklist];
  return /\/Attributes HTTP/.test(part) ? attributes : [];
}

const attribute = (name: string, type: string, more: object = {}) => ({
  LogicalName: name,
  AttributeTypeName: { Value: `${type}Type` },
  ...more,
});
const attributes = [
  attribute('accountid', 'Uniqueidentifier', { IsValidForUpdate: false }),
  attribute('name', 'String', { MaxLength: 160 }),
  attribute('accountnumber', 'String', { MaxLength: 20, RequiredLevel: { Value: 'ApplicationRequired' } }),
  attribute('customertypecode', 'Picklist'),
  attribute('creditlimit', 'Money', { Precision: 2 }),
  attribute('ownerid', 'Owner'),
  attribute('owneridtype', 'EntityName', { AttributeOf: 'ownerid' }),
  attribute('primarycontactid', 'Lookup'),
  attribute('modifiedon', 'DateTime', { IsValidForCreate: false, IsValidForUpdate: false }),
  attribute('entityimage', 'Virtual'),
];
const picklist = {
  LogicalName: 'customertypecode',
  OptionSet: {
    Options: [
      { Value: 3, Label: { UserLocalizedLabel: { Label: 'Customer' } } },
      { Value: 11, Label: { UserLocalizedLabel: { Label: 'Vendor' } } },
    ],
  },
};
const relationships = [
  {
    ReferencingAttribute: 'primarycontactid',
    ReferencedEntity: 'contact',
    ReferencingEntityNavigationPropertyName: 'PrimaryContact',
  },
  { ReferencingAttribute: 'ownerid', ReferencedEntity: 'owner', ReferencingEntityNavigationPropertyName: 'ownerid' },
];

const definition = (name: string, set: string, nameField: string, more: object = {}) => ({
  LogicalName: name,
  EntitySetName: set,
  PrimaryIdAttribute: `${name}id`,
  PrimaryNameAttribute: nameField,
  ...more,
});
export const definitions = [
  definition('account', 'accounts', 'name', {
    ChangeTrackingEnabled: true,
    Keys: [{ KeyAttributes: ['accountnumber'] }],
  }),
  definition('contact', 'contacts', 'fullname'),
  definition('systemuser', 'systemusers', 'fullname', { IsValidForAdvancedFind: { Value: true } }),
  definition('team', 'teams', 'name'),
  definition('msdyn_log', 'msdyn_logs', 'name', { IsValidForAdvancedFind: { Value: false } }),
  definition('accountleads', 'accountleadscollection', '', { IsIntersect: true }),
];

const at = { line: 0, column: 0, offset: 0 };
export const configuration: DataverseConfiguration = {
  connector: 'dataverse',
  url: 'https://contoso.crm.dynamics.com',
  version: 'v9.2',
  duplicateDetection: false,
  bypassCustomLogic: 'none',
  authentication: 'interactive',
  range: { start: at, end: at },
};
