import assert from 'node:assert/strict';
import type { AskedRequest } from '../../support/scriptedService';
import type { DataverseConfiguration } from '../../../src/core/model/workspace';
import type { RecordWrite } from '../../../src/core/ports/connector';
import { jsonAnswer, scriptedService, textAnswer } from '../../support/scriptedService';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openDataverseConnector } from '../../../src/connectors/dataverse/openDataverseConnector';

const accounts = { name: 'account', id: 'accountid', key: 'accountnumber', modifiedOn: 'modifiedon' };
const stamp = '2026-11-20T08:00:00Z';

suite('writing to Dataverse', () => {
  test('a thousand new records are ten requests, in batches of a hundred, each with an id of ours', async () => {
    const world = await accountWorld((part) => [201, anAccount(idIn(part))]);
    const ids = must(value(await world.connector.newIds(accounts, 1_000)), 'ids');
    const before = world.asked.length;
    const fields = ['name'];
    const writes = ids.map((id): RecordWrite => ({ kind: 'insert', id, fields, values: ['x'], resent: false }));
    const { batchSize } = world.connector.capabilities;
    for (let at = 0; at < writes.length; at += batchSize) {
      const part = writes.slice(at, at + batchSize);
      const outcomes = await write(world, part);
      assert.deepEqual(
        outcomes.map((each) => (each.kind === 'written' ? each.record.id : each.kind)),
        part.map((each) => each.id),
      );
    }
    assert.equal(world.asked.length - before, 10);
  });

  test('a change names the version that was read, and fails where the record is in another one', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const world = await accountWorld((part) => {
      assert.match(part, /If-Match: W\/"1"/);
      return [412, { error: { code: '0x80060882', message: 'The version does not match.' } }];
    });
    const expected = '2026-11-20T08:00:00.000Z';
    const [outcome] = await write(world, [{ kind: 'modify', id, fields: ['name'], values: ['y'], expected }]);
    assert.equal(outcome?.kind === 'failed' && outcome.failure.code, 'CHANGED_MEANWHILE');
  });
});

async function write({ connector }: World, writes: readonly RecordWrite[]) {
  return value(await connector.write({ table: accounts, writes, readBack: ['name'] }, neverCancelled));
}

type World = Awaited<ReturnType<typeof accountWorld>>;

/** A Dataverse of one table; `answer` answers each part of a batch that writes. */
async function accountWorld(answer: (part: string) => readonly [status: number, body: object]) {
  const service = scriptedService((request) => {
    if (request.url.includes('/EntityDefinitions?')) return jsonAnswer({ value: [definition] });
    if (!request.url.endsWith('$batch')) return jsonAnswer({ value: [anAccount(idIn(request.url))] });
    return batchAnswer(request, (part) =>
      part.includes('EntityDefinitions') ? [200, { value: metadata(part) }] : answer(part),
    );
  });
  const connector = value(await openDataverseConnector(configuration, service.access));
  return { connector, asked: service.asked };
}

function batchAnswer({ body }: AskedRequest, answer: (part: string) => readonly [number, object]): Response {
  const boundary = /^--(\S+)/.exec(body)?.[1] ?? '';
  const parts = body.split(`--${boundary}`).slice(1, -1);
  const answers = parts.map((part) => {
    const [status, content] = answer(part);
    return `--answer\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ${status} X\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(content)}\r\n`;
  });
  return textAnswer(`${answers.join('')}--answer--\r\n`, 200, { 'content-type': 'multipart/mixed; boundary=answer' });
}

function metadata(part: string): readonly object[] {
  if (!/\/Attributes HTTP/.test(part)) return [];
  const column = (name: string, type: string) => ({ LogicalName: name, AttributeTypeName: { Value: `${type}Type` } });
  return [column('accountid', 'Uniqueidentifier'), column('name', 'String'), column('modifiedon', 'DateTime')];
}

const definition = {
  LogicalName: 'account',
  EntitySetName: 'accounts',
  PrimaryIdAttribute: 'accountid',
  PrimaryNameAttribute: 'name',
};

function idIn(text: string): string {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text.slice(text.indexOf('HTTP') + 1))?.[0] ?? '';
}

function anAccount(id: string): object {
  return { '@odata.etag': 'W/"1"', accountid: id, name: 'x', modifiedon: stamp };
}

function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: object },
): T {
  return result.ok ? result.value : assert.fail(JSON.stringify(result.error));
}

const at = { line: 0, column: 0, offset: 0 };
const configuration: DataverseConfiguration = {
  connector: 'dataverse',
  url: 'https://contoso.crm.dynamics.com',
  version: 'v9.2',
  duplicateDetection: false,
  bypassCustomLogic: 'none',
  authentication: 'interactive',
  range: { start: at, end: at },
};
