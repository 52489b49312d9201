import { strict as assert } from 'node:assert';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { setSynchOnlyCoupledRecords } from '../../../src/core/mapping/setSynchOnlyCoupledRecords';
import { mappingText } from './mappingText';

suite('setSynchOnlyCoupledRecords', () => {
  const cases: readonly { readonly name: string; readonly before: string; readonly after: string }[] = [
    {
      name: 'the value changes and its comment stays',
      before: 'name: A\nsynchOnlyCoupledRecords:   true   # for now\nfields: []\n',
      after: 'name: A\nsynchOnlyCoupledRecords:   false   # for now\nfields: []\n',
    },
    {
      name: 'an absent key is added below the direction',
      before: 'name: A\ndirection: bidirectional # both\n\nfields: []\n',
      after: 'name: A\ndirection: bidirectional # both\nsynchOnlyCoupledRecords: false\n\nfields: []\n',
    },
    {
      name: 'line endings are those of the file',
      before: 'name: A\r\ndirection: bidirectional\r\nfields: []\r\n',
      after: 'name: A\r\ndirection: bidirectional\r\nsynchOnlyCoupledRecords: false\r\nfields: []\r\n',
    },
    {
      name: 'a last line without an end stays so',
      before: 'direction: x',
      after: 'direction: x\nsynchOnlyCoupledRecords: false',
    },
    {
      name: 'a table in several lines is not split',
      before: 'table:\n  name: T\n  id: I # id\nfields: []\n',
      after: 'table:\n  name: T\n  id: I # id\nsynchOnlyCoupledRecords: false\nfields: []\n',
    },
    {
      name: 'the indentation is kept',
      before: '  direction: x\n  name: A\n',
      after: '  direction: x\n  synchOnlyCoupledRecords: false\n  name: A\n',
    },
    {
      name: 'braces take the key in',
      before: '{ direction: "x", name: A }',
      after: '{ direction: "x", synchOnlyCoupledRecords: false, name: A }',
    },
    {
      name: 'a key without a value gets one',
      before: 'synchOnlyCoupledRecords: # soon\nname: A\n',
      after: 'synchOnlyCoupledRecords: false # soon\nname: A\n',
    },
    {
      name: 'a folded direction is not cut',
      before: 'direction: >-\n  x\nname: A\n',
      after: 'direction: >-\n  x\nsynchOnlyCoupledRecords: false\nname: A\n',
    },
    {
      name: 'what is false already stays as it is',
      before: 'synchOnlyCoupledRecords: false\n',
      after: 'synchOnlyCoupledRecords: false\n',
    },
    { name: 'a text that is no mapping stays as it is', before: '- a\n', after: '- a\n' },
    { name: 'broken YAML stays as it is', before: 'name: [A\ndirection: x\n', after: 'name: [A\ndirection: x\n' },
  ];
  for (const { name, before, after } of cases) {
    test(name, () => assert.equal(setSynchOnlyCoupledRecords(before, false), after));
  }

  test('the changed file says what was set', () => {
    const text = setSynchOnlyCoupledRecords(mappingText(), false);
    assert.equal(parseMapping(text, 'm').mapping?.synchOnlyCoupledRecords, false);
    assert.equal(parseMapping(setSynchOnlyCoupledRecords(text, true), 'm').mapping?.synchOnlyCoupledRecords, true);
  });
});
