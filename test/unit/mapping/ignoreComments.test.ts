import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { applyIgnores, ignoreComments } from '../../../src/core/mapping/ignoreComments';
import type { CheckedSubjects } from '../../../src/core/mapping/ignoreComments';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { must } from '../../../src/core/assert';
import { fixed, mappingText, pointedAt } from './mappingText';

const long = 'CUSTOMERS OF ALL COMPANIES';

suite('applyIgnores', () => {
  const cases: readonly { readonly name: string; readonly text: string; readonly told: readonly string[] }[] = [
    { name: 'without a comment the problem is told', text: named(''), told: [`NAME_TOO_LONG ${long}`] },
    { name: 'the line above silences it', text: named('# tandem-ignore NAME_TOO_LONG known by it'), told: [] },
    { name: 'a reason may be left out', text: named('# tandem-ignore NAME_TOO_LONG'), told: [] },
    { name: 'the space behind the sign may be left out', text: named('#tandem-ignore NAME_TOO_LONG'), told: [] },
    { name: 'it may be indented', text: named('   # tandem-ignore NAME_TOO_LONG'), told: [] },
    {
      name: 'other comments and blank lines may stand between',
      text: named('# tandem-ignore NAME_TOO_LONG', '# known by it', ''),
      told: [],
    },
    {
      name: 'several comments speak for the same line',
      text: `${named('# tandem-ignore NAME_TOO_LONG').replace('name:', '# tandem-ignore LOOKUP_DEFERRED\nname:')}`,
      told: ['UNUSED_IGNORE LOOKUP_DEFERRED'],
    },
    {
      name: 'several codes have commas between them',
      text: named('# tandem-ignore NAME_TOO_LONG, DELETION_RECREATES both known'),
      told: ['UNUSED_IGNORE DELETION_RECREATES'],
    },
    {
      name: 'another code silences nothing',
      text: named('# tandem-ignore DELETION_RECREATES'),
      told: ['UNUSED_IGNORE DELETION_RECREATES', `NAME_TOO_LONG ${long}`],
    },
    {
      name: 'a comment for another line silences nothing',
      text: `# tandem-ignore NAME_TOO_LONG\ntable: T\n${named('').replace('table: Customer\n', '')}`,
      told: ['UNUSED_IGNORE NAME_TOO_LONG', `NAME_TOO_LONG ${long}`],
    },
    {
      name: 'a comment behind the value speaks for no line',
      text: named('').replace(long, `${long} # tandem-ignore NAME_TOO_LONG`),
      told: [`NAME_TOO_LONG ${long}`, 'UNUSED_IGNORE NAME_TOO_LONG'],
    },
    {
      name: 'a comment at the end speaks for no line',
      text: `${mappingText()}# tandem-ignore NAME_TOO_LONG`,
      told: ['UNUSED_IGNORE NAME_TOO_LONG'],
    },
    {
      name: 'a code must exist',
      text: named('# tandem-ignore NAME_TO_LONG'),
      told: ['UNKNOWN_IGNORE NAME_TO_LONG', `NAME_TOO_LONG ${long}`],
    },
    {
      name: 'a comment must name a code',
      text: named('# tandem-ignore'),
      told: ['UNKNOWN_IGNORE # tandem-ignore', `NAME_TOO_LONG ${long}`],
    },
    {
      name: 'names that every object has are no codes',
      text: `# tandem-ignore constructor\n${mappingText()}`,
      told: ['UNKNOWN_IGNORE constructor'],
    },
    {
      name: 'an error stays',
      text: mappingText({ direction: 'sideways' }).replace('direction', '# tandem-ignore WRONG_WORD\ndirection'),
      told: ['ERROR_NOT_IGNORABLE WRONG_WORD', 'WRONG_WORD sideways'],
    },
    {
      name: 'text in quotes is no comment',
      text: mappingText({ tableFilter: "\n  Name: 'a\n\n    # tandem-ignore NAME_TOO_LONG'" }),
      told: [],
    },
    {
      name: 'a block of text holds no comment',
      text: mappingText({ tableFilter: '\n  Name: |\n    # tandem-ignore NAME_TOO_LONG\n    b' }),
      told: [],
    },
    {
      name: 'a longer word is another word',
      text: named('# tandem-ignored NAME_TOO_LONG'),
      told: [`NAME_TOO_LONG ${long}`],
    },
  ];
  for (const { name, text, told } of cases) test(name, () => assert.deepEqual(toldOf(text), told));

  test('lines may end with CR LF, and a text may begin with a byte order mark', () => {
    const text = `\uFEFF${named('# tandem-ignore NAME_TOO_LONG known')}`.replaceAll('\n', '\r\n');
    assert.deepEqual(toldOf(text), []);
  });

  test('a comment is not called unused where what it silences was not looked for', () => {
    const text = `# tandem-ignore TEXT_MAY_BE_TOO_LONG, LOOKUP_DEFERRED, NAME_TOO_LONG\n${mappingText()}`;
    const unused = (checked: CheckedSubjects) => toldOf(text, checked);
    assert.deepEqual(unused({ mappings: false, tables: false }), ['UNUSED_IGNORE NAME_TOO_LONG']);
    assert.equal(unused({ mappings: true, tables: false }).length, 2);
    assert.equal(unused({ mappings: true, tables: true }).length, 3);
  });

  test('nor where errors kept the other checks from being made', () => {
    const text = `# tandem-ignore NAME_TOO_LONG\n${mappingText({ direction: 'sideways' })}`;
    assert.deepEqual(toldOf(text), ['WRONG_WORD sideways']);
  });

  test('problems of other files are passed on', () => {
    const problem = { ...must(problemsOf(named(''))[0], 'problem'), file: 'other.mapping.yaml' };
    const text = '# tandem-ignore NAME_TOO_LONG\nname: X\n';
    const left = applyIgnores({ file: 'm', text }, [problem]);
    assert.deepEqual(
      left.map(({ code }) => code),
      ['NAME_TOO_LONG', 'UNUSED_IGNORE'],
    );
  });

  test('a misspelled code is corrected, and a comment without effect is taken away with its line', () => {
    const misspelled = named('# tandem-ignore NAME_TO_LONG known');
    const [first] = applyIgnores({ file: 'm', text: misspelled }, problemsOf(misspelled));
    assert.equal(fixed(misspelled, first), named('# tandem-ignore NAME_TOO_LONG known'));
    const unused = `# first\n# tandem-ignore NAME_TOO_LONG\n${mappingText()}`;
    const [told] = applyIgnores({ file: 'm', text: unused }, []);
    assert.equal(fixed(unused, told), `# first\n${mappingText()}`);
  });

  test('any text will do, and a comment stands where it says', () => {
    const pieces = [
      '# tandem-ignore A_B',
      '#tandem-ignore',
      ' ',
      '\n',
      '"',
      "'",
      '|',
      '- ',
      'a: ',
      '[',
      '}',
      '&a ',
      '*a',
      '\r\n',
      '\u0002',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        for (const { range, codes, removal } of ignoreComments(text)) {
          assert.match(text.slice(range.start.offset, range.end.offset), /^#\s*tandem-ignore/);
          assert.ok(removal.start <= range.start.offset && removal.end >= range.end.offset);
          for (const each of codes) assert.equal(text.slice(each.range.start.offset, each.range.end.offset), each.code);
        }
      }),
    );
  });
});

/** A mapping with a name that is too long, below these lines. */
function named(...above: readonly string[]): string {
  const lines = above.filter((line, index) => line !== '' || index > 0).map((line) => `${line}\n`);
  return lines.join('') + mappingText({ name: long });
}

function problemsOf(text: string) {
  return parseMapping(text, 'm').problems;
}

function toldOf(text: string, checked?: CheckedSubjects): readonly string[] {
  return pointedAt(text, applyIgnores({ file: 'm', text }, problemsOf(text), checked));
}
