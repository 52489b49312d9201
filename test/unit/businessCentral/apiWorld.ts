import type { AskedRequest, ScriptedService } from '../../support/scriptedService';
import type { BusinessCentralConfiguration } from '../../../src/core/model/workspace';
import type { Connector, ConnectorError, WriteOutcome } from '../../../src/core/ports/connector';
import type { Result } from '../../../src/core/result';
import type { TableSpec } from '../../../src/core/model/schema';
import assert from 'node:assert/strict';
import { jsonAnswer, scriptedService, textAnswer } from '../../support/scriptedService';
import { openBusinessCentralConnector } from '../../../src/connectors/businessCentral/openBusinessCentralConnector';

/** A Business Central of one page, whose answers about records a test gives. */
export const customers: TableSpec = { name: 'customers', id: 'id', key: 'number', modifiedOn: 'lastModifiedDateTime' };

export const companyId = '11111111-1111-4111-8111-111111111111';
export const root = 'https://api.businesscentral.dynamics.com/v2.0/contoso.com/Production/api/';

export const configuration: BusinessCentralConfiguration = {
  connector: 'businessCentral',
  tenant: 'contoso.com',
  environment: 'Production',
  company: 'CRONUS International Ltd.',
  apis: [],
  authentication: 'interactive',
  range: { start: { line: 0, column: 0, offset: 0 }, end: { line: 0, column: 0, offset: 0 } },
};

export const metadata = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="customer"><Key><PropertyRef Name="id" /></Key>
<Property Name="id" Type="Edm.Guid" Nullable="false" />
<Property Name="number" Type="Edm.String" MaxLength="20" />
<Property Name="displayName" Type="Edm.String" MaxLength="100" />
<Property Name="blocked" Type="Microsoft.NAV.customerBlocked" />
<Property Name="creditLimit" Type="Edm.Decimal" />
<Property Name="balance" Type="Edm.Decimal"><Annotation Term="NAV.AllowEdit" Bool="false" /></Property>
<Property Name="address" Type="Microsoft.NAV.postalAddressType" />
<Property Name="photo" Type="Edm.Stream" />
<Property Name="tags" Type="Collection(Edm.String)" />
<Property Name="lastModifiedDateTime" Type="Edm.DateTimeOffset" />
<NavigationProperty Name="currency" Type="Microsoft.NAV.currency" /></EntityType>
<EntityType Name="line"><Key><PropertyRef Name="document" /><PropertyRef Name="line" /></Key>
<Property Name="document" Type="Edm.String" /><Property Name="line" Type="Edm.Int32" /></EntityType>
<EntityType Name="keyless"><Property Name="name" Type="Edm.String" /></EntityType>
<EntityType Name="company"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.Guid" /></EntityType>
<EnumType Name="customerBlocked"><Member Name="_x0020_" Value="0" /><Member Name="Ship" Value="1" /><Member Name="All" Value="3" /></EnumType>
<EntityContainer Name="NAV"><EntitySet Name="customers" EntityType="Microsoft.NAV.customer" />
<EntitySet Name="lines" EntityType="Microsoft.NAV.line" /><EntitySet Name="keyless" EntityType="Microsoft.NAV.keyless" />
<EntitySet Name="companies" EntityType="Microsoft.NAV.company" /></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;

export interface ApiWorld {
  readonly connector: Connector;
  readonly service: ScriptedService;
  /** What was asked about records, without metadata and companies. */
  readonly asked: () => readonly AskedRequest[];
}

/** `answer` answers what is asked about records, the first request with 0. */
export async function apiWorld(
  answer: (request: AskedRequest, index: number) => Response,
  change: Partial<BusinessCentralConfiguration> = {},
): Promise<ApiWorld> {
  const isSetup = ({ url }: AskedRequest) => /\$metadata$|\/companies\?/.test(url);
  let asked = 0;
  const service = scriptedService((request) => {
    if (request.url.endsWith('$metadata')) return textAnswer(metadata, 200, { 'content-type': 'application/xml' });
    if (/\/companies\?/.test(request.url)) {
      return jsonAnswer({
        value: [
          { id: '22222222-2222-4222-8222-222222222222', name: 'My Company', displayName: 'Shop' },
          { id: companyId, name: 'CRONUS International Ltd.', displayName: 'CRONUS' },
        ],
      });
    }
    return answer(request, asked++);
  });
  const opened = await openBusinessCentralConnector({ ...configuration, ...change }, service.access);
  return {
    connector: value(opened),
    service,
    asked: () => service.asked.filter((request) => !isSetup(request)),
  };
}

export function aCustomer(number: number, more: object = {}): object {
  return {
    '@odata.etag': `W/"${number}.1"`,
    id: idOf(number),
    number: `C${number}`,
    displayName: `Customer ${number}`,
    blocked: '_x0020_',
    creditLimit: 0,
    balance: 0,
    lastModifiedDateTime: '2026-11-20T08:00:00.12Z',
    ...more,
  };
}

export const stamp = '2026-11-20T08:00:00.120Z';

export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export interface BatchPart {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export function partsOf(request: AskedRequest | undefined): readonly BatchPart[] {
  return (JSON.parse(request?.body ?? '{}') as { readonly requests: readonly BatchPart[] }).requests;
}

/** A batch's answer: one status and body for each part. */
export function batchAnswer(
  request: AskedRequest,
  answer: (part: BatchPart, index: number) => readonly [status: number, body: unknown],
): Response {
  const responses = partsOf(request).map((part, index) => {
    const [status, body] = answer(part, index);
    return { id: part.id, status, body };
  });
  return jsonAnswer({ responses });
}

export function value<T>(result: Result<T, ConnectorError>): T {
  return result.ok ? result.value : assert.fail(`${result.error.code}: ${result.error.message}`);
}

export function failure<T>(result: Result<T, ConnectorError>): ConnectorError {
  return result.ok ? assert.fail('an error was expected') : result.error;
}

export function codes(outcomes: readonly WriteOutcome[]): readonly string[] {
  return outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.failure.code : outcome.kind));
}
