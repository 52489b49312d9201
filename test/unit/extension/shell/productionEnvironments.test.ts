import assert from 'node:assert/strict';
import {
  defaultProductionEnvironments,
  isInProduction,
  matchesPattern,
  patternsFrom,
} from '../../../../src/extension/workspaces/productionEnvironments';

suite('An environment is in production', () => {
  const names = { local: 'Business Central', integration: 'Dataverse' };
  const environment = { name: 'contoso', names, local: 'a', integration: 'b', production: false };

  test('where one of its systems says so, whatever its name', () => {
    assert.equal(isInProduction({ ...environment, production: true }, []), true);
    assert.equal(isInProduction(environment, []), false);
  });

  for (const name of ['prod', 'production', 'PROD-eu', 'Live']) {
    test(`where its name is like those that usually are: ${name}`, () => {
      assert.equal(matchesPattern(name, defaultProductionEnvironments), true);
    });
  }

  for (const name of ['sample', 'preprod', 'delivery', 'uat']) {
    test(`not where its name only looks alike: ${name}`, () => {
      assert.equal(matchesPattern(name, defaultProductionEnvironments), false);
    });
  }

  test('where the setting’s pattern matches all of the name, and everything but the asterisk means itself', () => {
    assert.equal(matchesPattern('eu (main)', ['eu (m*n)']), true);
    assert.equal(matchesPattern('euro', ['eu']), false);
    assert.equal(matchesPattern('eu-main', ['e.-main']), false);
    assert.equal(matchesPattern('anything', ['*']), true);
  });

  test('nowhere by name where the setting is empty', () => {
    assert.equal(matchesPattern('production', patternsFrom([])), false);
  });

  test('as usual where the setting is no list, and by the texts in it where some are none', () => {
    assert.deepEqual(patternsFrom('prod'), defaultProductionEnvironments);
    assert.deepEqual(patternsFrom(['main', 7, null, ' eu* ']), ['main', 'eu*']);
  });
});
