import { strict as assert } from 'node:assert';
import { parseWorkspace } from '../../../src/core/mapping/parseWorkspace';
import { leavesFolder } from '../../../src/core/mapping/workspacePath';
import { fixed, pointedAt } from './mappingText';

const sample = `environments:
  sample:
    local:       { connector: sqlite, file: data/business-central.sqlite, defaults: { id: SystemId, modifiedOn: SystemModifiedAt, key: No. } }
    integration: { connector: sqlite, file: data/dataverse.sqlite }
  production:
    local:       { connector: businessCentral, tenant: contoso.onmicrosoft.com, environment: Production, company: CRONUS International Ltd. }
    integration: { connector: dataverse, url: https://contoso.crm.dynamics.com }
defaultEnvironment: sample          # optional when there is one environment
mappings:
  - mappings/*.mapping.yaml
`;

suite('parseWorkspace', () => {
  test('a workspace keeps environments, sides and patterns', () => {
    const { workspace, problems } = parseWorkspace(sample, 'tandem.yaml');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      workspace?.environments.map((environment) => environment.name),
      ['sample', 'production'],
    );
    const [first, second] = workspace?.environments ?? [];
    assert.ok(first?.local.connector === 'sqlite' && second?.local.connector === 'businessCentral');
    assert.equal(first.local.file, 'data/business-central.sqlite');
    assert.deepEqual(first.local.defaults, { id: 'SystemId', modifiedOn: 'SystemModifiedAt', key: 'No.' });
    const { tenant, environment, company } = second.local;
    assert.deepEqual(
      [tenant, environment, company],
      ['contoso.onmicrosoft.com', 'Production', 'CRONUS International Ltd.'],
    );
    assert.equal(workspace?.defaultEnvironment, 'sample');
    assert.equal(workspace?.mappings[0]?.pattern, 'mappings/*.mapping.yaml');
    assert.equal(workspace?.mappings[0]?.range.start.line, 10);
  });

  const cases: readonly { readonly name: string; readonly from: string; readonly to: string; readonly told: string }[] =
    [
      { name: 'an unknown key', from: 'mappings:', to: 'mapings:', told: 'UNKNOWN_KEY mapings' },
      { name: 'an unknown connector', from: 'dataverse, url', to: 'datavers, url', told: 'WRONG_WORD datavers' },
      { name: 'a side without a connector', from: 'connector: dataverse, ', to: '', told: 'MISSING_KEY url' },
      {
        name: 'a file outside the folder',
        from: 'data/dataverse',
        to: '../dataverse',
        told: 'PATH_OUTSIDE_WORKSPACE ../dataverse.sqlite',
      },
      {
        name: 'mappings outside the folder',
        from: 'mappings/*',
        to: '/etc/*',
        told: 'PATH_OUTSIDE_WORKSPACE /etc/*.mapping.yaml',
      },
      { name: 'a wrong default word', from: 'id: SystemId', to: 'pk: SystemId', told: 'UNKNOWN_KEY pk' },
      {
        name: 'an unknown default environment',
        from: 'Environment: sample',
        to: 'Environment: smaple',
        told: 'UNKNOWN_ENVIRONMENT smaple',
      },
      {
        name: 'no default among several',
        from: 'defaultEnvironment: sample',
        to: '',
        told: 'MISSING_KEY environments',
      },
      { name: 'a name that is no file name', from: '  sample:', to: '  a/b:', told: 'ENVIRONMENT_NAME a/b' },
      { name: 'names that differ in case', from: '  production:', to: '  Sample:', told: 'ENVIRONMENT_NAME Sample' },
      {
        name: 'a secret',
        from: 'url: https',
        to: 'clientSecret: abc, url: https',
        told: 'SECRET_IN_WORKSPACE clientSecret',
      },
      {
        name: 'one file for both sides',
        from: 'data/dataverse.sqlite',
        to: './data/business-central.sqlite',
        told: 'SIDES_SHARE_FILE { connector: sqlite, file: ./data/business-central.sqlite }',
      },
      {
        name: 'a missing side',
        from: '    integration: { connector: dataverse, url: https://contoso.crm.dynamics.com }\n',
        to: '',
        told: 'MISSING_KEY local',
      },
      {
        name: 'environments that are a list',
        from: sample.slice(14, sample.indexOf('defaultE')),
        to: ' [a]\n',
        told: 'WRONG_TYPE [a]',
      },
    ];
  for (const { name, from, to, told } of cases) {
    test(`${name} is told at its token`, () => {
      const text = sample.replace(from, to);
      const { workspace, problems } = parseWorkspace(text, 'tandem.yaml');
      assert.ok(pointedAt(text, problems).includes(told), pointedAt(text, problems).join('\n'));
      assert.equal(workspace, undefined);
    });
  }

  test('a secret never stands in a message', () => {
    const { problems } = parseWorkspace(sample.replace('url: https', 'password: hunter2, url: https'), 'tandem.yaml');
    assert.equal(problems.length, 1);
    assert.doesNotMatch(JSON.stringify(problems), /hunter2/);
  });

  test('a misspelled default environment is corrected', () => {
    const text = sample.replace('Environment: sample', 'Environment: smaple');
    assert.equal(fixed(text, parseWorkspace(text, 'tandem.yaml').problems[0]), sample);
  });

  test('one environment needs no default', () => {
    const text = `environments:
  only: { local: { connector: sqlite, file: a.sqlite }, integration: { connector: sqlite, file: b.sqlite } }
mappings: []
`;
    assert.deepEqual(parseWorkspace(text, 'tandem.yaml').problems, []);
  });
});

suite('workspace paths', () => {
  test('a path may wander as long as it stays below its folder', () => {
    for (const path of ['a', './a', 'a/../b', 'a\\b', '..a', '']) assert.equal(leavesFolder(path), false, path);
    for (const path of ['/a', '\\\\server\\a', 'C:\\a', '..', 'a/../../b', 'a/../..', '..\\a']) {
      assert.equal(leavesFolder(path), true, path);
    }
  });
});
