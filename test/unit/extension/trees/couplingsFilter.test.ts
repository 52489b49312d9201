import assert from 'node:assert/strict';
import { chosenFilter, filterChoices } from '../../../../src/extension/trees/present/filterChoices';
import { filterWords, isFiltered, noFilter, nothingMatches } from '../../../../src/extension/trees/couplingsFilter';
import { words } from './treeBuilders';

suite('The filter of the Couplings view', () => {
  const filter = { search: 'cannon', states: ['failed', 'skipped'], mappings: ['CUSTOMER'] } as const;

  test('is told beside the title of the view', () => {
    assert.equal(filterWords(filter, words), 'failed, skipped · CUSTOMER · “cannon”');
    assert.equal(filterWords(noFilter, words), '');
  });

  test('counts as one when any part of it is set', () => {
    assert.equal(isFiltered(noFilter), false);
    assert.equal(isFiltered({ ...noFilter, search: 'c' }), true);
    assert.equal(isFiltered({ ...noFilter, states: ['ok'] }), true);
    assert.equal(isFiltered({ ...noFilter, mappings: ['ITEM'] }), true);
  });

  test('says what was looked for where nothing is found', () => {
    assert.match(nothingMatches(filter, words), /“cannon”.*clear the filter\.$/);
    assert.match(nothingMatches({ ...filter, search: '' }, words), /Change or clear the filter\.$/);
  });

  test('offers every state and mapping, with what it lets through now picked', () => {
    const choices = filterChoices(filter, ['CURRENCY', 'CUSTOMER', 'CUSTOMER'], words);
    assert.deepEqual(
      choices.map(({ label, picked }) => (picked ? `[x] ${label}` : label)),
      ['[x] failed', '[x] skipped', 'in step', 'CURRENCY', '[x] CUSTOMER'],
    );
  });

  test('keeps a mapping that is picked and gone, so that it can be let go', () => {
    const choices = filterChoices(filter, ['CURRENCY'], words);
    assert.deepEqual(
      choices.slice(3).map(({ label, picked }) => [label, picked]),
      [
        ['CURRENCY', false],
        ['CUSTOMER', true],
      ],
    );
  });

  test('takes what was picked and leaves the search alone', () => {
    const picked = filterChoices(filter, ['CURRENCY'], words).filter(({ label }) => /in step|CURRENCY/.test(label));
    assert.deepEqual(chosenFilter(filter, picked), { search: 'cannon', states: ['ok'], mappings: ['CURRENCY'] });
  });
});
