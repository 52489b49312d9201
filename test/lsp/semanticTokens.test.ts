import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { semanticTokensLegend, semanticTokensOf } from '../../src/server/features/semanticTokens';
import type { AnalysisInput } from './analysisBuilder';
import { customerFields, customerHead, questionAt, salespeopleFile } from './analysisBuilder';

/** The tokens of a text, each as its word and what it is: `name property.integration`. */
function tokensOf(text: string, options: Partial<AnalysisInput> & { readonly file?: string } = {}): readonly string[] {
  const { analysis, file } = questionAt(`${text}¦`, options);
  const { data } = semanticTokensOf(analysis, file);
  const lines = file.text.split('\n');
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    character = down > 0 ? right : character + right;
    line += down;
    const word = lines[line]?.slice(character, character + length);
    const modifiers = semanticTokensLegend.tokenModifiers.filter((_, index) => (bits & (1 << index)) > 0);
    found.push(`${word} ${[semanticTokensLegend.tokenTypes[type], ...modifiers].join('.')}`);
  }
  return found;
}

const headTokens = ['CUSTOMER namespace.declaration', 'Customer class', 'account class.integration'];

suite('Semantic tokens', () => {
  test('tell tables, fields of both sides and arrows apart', () => {
    assert.deepEqual(tokensOf(customerFields('Name <-> name')), [
      ...headTokens,
      'Name property',
      '<-> operator',
      'name property.integration',
    ]);
    assert.deepEqual(tokensOf('table: { name: Customer, id: SystemId }'), ['Customer class', 'SystemId property']);
    assert.deepEqual(tokensOf(customerFields("'Balance (LCY) -> createdon'")).slice(3), [
      'Balance (LCY) property.readonly',
      '-> operator',
      'createdon property.integration.readonly',
    ]);
  });

  test('follow quotes, escapes and anchors', () => {
    assert.deepEqual(tokensOf('table: "Cust\\u006fmer"'), ['"Cust\\u006fmer" class']);
    assert.deepEqual(tokensOf("table: 'Customer'"), ['Customer class']);
    assert.deepEqual(tokensOf('table: &t Customer'), ['Customer class']);
    assert.deepEqual(tokensOf(customerFields("'Cust''s -> name'")).slice(3), []);
  });

  test('leave names that are not known plain', () => {
    assert.deepEqual(tokensOf(customerFields('Nmae <-> nmae')).slice(3), ['<-> operator']);
    assert.deepEqual(tokensOf('table: Custmer'), []);
    assert.deepEqual(tokensOf(`${customerHead}dependsOn: [NOBODY]`), headTokens);
  });

  test('take all names as known where there is no schema', () => {
    const none = { schemas: { environment: 'sample' } };
    assert.deepEqual(tokensOf(customerFields('Nmae <-> nmae'), none).slice(3), [
      'Nmae property',
      '<-> operator',
      'nmae property.integration',
    ]);
  });

  test('mark options, mappings and rules', () => {
    const files = { 'mappings/salespeople.mapping.yaml': salespeopleFile };
    const text = customerFields(
      'map: Salesperson Code -> ownerid\n    lookup: SALESPEOPLE',
      'map: -> customertypecode\n    constant: 3',
      'map: Name -> name\n    transform: { toIntegrationTable: [trim, { round: { precision: 1 } }] }',
      'map: Blocked -> customertypecode\n    values: { All: 11, Never: 99 }',
    );
    const found = tokensOf(text, { files });
    for (const token of ['SALESPEOPLE namespace', '3 enumMember.integration', 'trim function', 'round function']) {
      assert.ok(found.includes(token), token);
    }
    assert.deepEqual(found.slice(-2), ['All enumMember', '11 enumMember.integration']);
  });

  test('mark the fields of filters and of new records', () => {
    assert.deepEqual(tokensOf(`${customerHead}tableFilter: { Blocked: '', Unknown: 1 }`).slice(3), [
      'Blocked property',
    ]);
    assert.deepEqual(tokensOf(`${customerHead}onCreate: { integration: { statecode: 1 } }`).slice(3), [
      'statecode property.integration',
      '1 enumMember.integration',
    ]);
  });

  test('stay while the file is broken', () => {
    const found = tokensOf(
      'table: Customer\nintegrationTable: account\ntableFilter: { Blo\nfields:\n  - Name <-> name\n  - Em <-> ',
    );
    assert.ok(found.includes('Name property') && found.includes('name property.integration'));
  });

  test('count from one to the next, forwards, and never overlap, whatever the text', () => {
    const line = fc.constantFrom(
      ...[
        'name: A',
        'table: Customer',
        'fields:',
        '  - Name <-> name',
        '  - map: Name <-> name',
        '    lookup: A',
        '    values: { 1: 2',
        '}',
        ']',
      ],
      ...[
        'tableFilter: { Blocked: 1 }',
        '  Blocked: 1',
        "  - 'Name <-> name'",
        '\t',
        '- - Name -> name',
        '[ {',
        '\uFEFF',
        'dependsOn: [A, A',
      ],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const { analysis, file } = questionAt(`${lines.join('\n')}¦`);
        const { data } = semanticTokensOf(analysis, file);
        for (let at = 0; at < data.length; at += 5) {
          const [down = 0, right = 0] = data.slice(at, at + 2);
          assert.ok(down > 0 || (down === 0 && right >= (at === 0 ? 0 : (data[at - 3] ?? 0))), data.join(' '));
        }
      }),
      { numRuns: 300 },
    );
  });
});
