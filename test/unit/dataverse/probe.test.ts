import assert from 'node:assert/strict';
import type { DataverseConfiguration } from '../../../src/core/model/workspace';
import type { PartAnswer } from './accountWorld';
import { batchAnswer, configuration, definitions, failure, value } from './accountWorld';
import { errorAnswer, jsonAnswer, scriptedService } from '../../support/scriptedService';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { probeDataverse } from '../../../src/connectors/dataverse/probeDataverse';

const userId = 'aaaaaaaa-0000-4000-8000-000000000001';
const organizationId = 'aaaaaaaa-0000-4000-8000-000000000002';
const [read, create, share] = [1, 2, 3].map((number) => `bbbbbbbb-0000-4000-8000-00000000000${number}`);

suite('testing the connection to Dataverse', () => {
  test('tells who is signed in where, and which tables and privileges are missing', async () => {
    const probed = value(await probe(['account', 'new_thing']));
    assert.deepEqual(probed, {
      user: { id: userId, name: 'Anna' },
      organization: { id: organizationId, name: 'Contoso' },
      missingTables: ['new_thing'],
      // To share records is nothing that a synchronization needs.
      missingPrivileges: ['prvCreateAccount'],
    });
  });

  test('goes without names and privileges where the user may not ask for them', async () => {
    const forbidden: PartAnswer = [403, { error: { code: '0x80040220', message: 'No.' } }];
    const probed = value(await probe(['account'], { part: () => forbidden }));
    assert.deepEqual(probed, { user: { id: userId }, organization: { id: organizationId }, missingTables: [] });
  });

  test('finds the newest version that the organisation offers, and says which it has', async () => {
    const { version, ...unversioned } = configuration;
    assert.equal(version, 'v9.2');
    for (const [offered, spoken] of [
      ['9.2.24044.00191', 'v9.2'],
      ['10.1.0.1', 'v9.2'],
      ['9.0.2.3034', 'v9.0'],
      ['8.2.1.176', 'v8.2'],
    ] as const) {
      const asked: string[] = [];
      const probed = value(await probe(['account'], { settings: unversioned, version: offered, asked }));
      assert.equal(probed.version, offered);
      assert.ok(asked.at(-1)?.includes(`/api/data/${spoken}/`), asked.at(-1));
    }
  });

  test('tells why nobody is let in', async () => {
    const refused = await probe(['account'], {
      who: () => errorAnswer(403, '0x80072560', 'The user is not a member.'),
    });
    assert.equal(failure(refused).code, 'FORBIDDEN');
    const strange = await probe(['account'], { who: () => jsonAnswer({ hello: 'world' }) });
    assert.equal(failure(strange).code, 'SERVICE_ERROR');
  });
});

interface ProbeWorld {
  readonly settings?: DataverseConfiguration;
  /** What the organisation says of itself; it does not know lines of the Web API that are newer. */
  readonly version?: string;
  readonly who?: () => Response;
  readonly part?: (part: string) => PartAnswer;
  readonly asked?: string[];
}

function probe(tables: readonly string[], world: ProbeWorld = {}) {
  const { settings = configuration, version = '9.2', part = detail, asked = [] } = world;
  const who = world.who ?? (() => jsonAnswer({ UserId: userId, OrganizationId: organizationId }));
  const service = scriptedService((request) => {
    asked.push(request.url);
    if (request.url.endsWith('/RetrieveVersion')) {
      const isTooNew = request.url.includes('/v9.0/') && version.startsWith('8.');
      return isTooNew ? errorAnswer(404, '', 'Not found.') : jsonAnswer({ Version: version });
    }
    if (request.url.endsWith('/WhoAmI')) return who();
    if (request.url.endsWith('$batch')) return batchAnswer(request, part);
    return jsonAnswer({ value: definitions });
  });
  return probeDataverse(settings, service.access, tables, neverCancelled);
}

function detail(part: string): PartAnswer {
  if (part.includes('RetrieveUserPrivileges')) {
    return [200, { RolePrivileges: [{ PrivilegeId: (read ?? '').toUpperCase(), Depth: 'Global' }] }];
  }
  if (part.includes('/systemusers(')) return [200, { fullname: 'Anna' }];
  if (part.includes('/organizations(')) return [200, { name: 'Contoso' }];
  return [
    200,
    {
      LogicalName: 'account',
      Privileges: [
        { Name: 'prvReadAccount', PrivilegeId: read, PrivilegeType: 'Read' },
        { Name: 'prvCreateAccount', PrivilegeId: create, PrivilegeType: 'Create' },
        { Name: 'prvShareAccount', PrivilegeId: share, PrivilegeType: 'Share' },
      ],
    },
  ];
}
