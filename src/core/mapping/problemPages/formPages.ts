import type { CodesAbout } from '../mappingProblems';
import { exampleField, exampleMapping } from './problemPage';
import type { ProblemPage } from './problemPage';

/** The form of any file: YAML, keys, words, and the comments that silence problems. */
export const formPages: Readonly<Record<CodesAbout<'form'>, ProblemPage>> = {
  YAML_SYNTAX: {
    title: 'Not valid YAML',
    explanation:
      'Both kinds of files are YAML. Where the text breaks its rules, it is uncertain what the rest means, and no run starts with the file. What can still be read is checked all the same.',
    fix: 'Look at the place that is marked and at the line above: usually a bracket or quote is not closed, or lines of one group are indented differently.',
    bad: exampleMapping({ keys: ['tableFilter: { Blocked: 0'] }),
    good: exampleMapping({ keys: ['tableFilter: { Blocked: 0 }'] }),
  },
  UNKNOWN_KEY: {
    title: 'Unknown key',
    explanation:
      'A misspelled key would be passed over, and the file would do something else than it says. Therefore every key must be known where it stands.',
    fix: 'Correct the spelling, move the key to where it belongs, or remove it.',
    bad: exampleMapping({ keys: ['synchOnlyCoupled: true'] }),
    good: exampleMapping({ keys: ['synchOnlyCoupledRecords: true'] }),
  },
  MISSING_KEY: {
    title: 'Missing key',
    explanation:
      'Something that a run cannot guess is not said: a mapping has a name, two tables, a direction and fields.',
    fix: "Add the key that the message names. A mapping's direction is `bidirectional`, `toIntegrationTable` or `fromIntegrationTable`.",
    bad: exampleMapping().replace('direction: bidirectional\n', ''),
    good: exampleMapping(),
  },
  DUPLICATE_KEY: {
    title: 'Duplicate key',
    explanation: 'Only one of the two could count, and which one would be a guess.',
    fix: 'Keep one of the two. Several values for one filter go into one expression: `A*|B*`.',
    bad: exampleMapping({ keys: ['tableFilter: { Name: A*, Name: B* }'] }),
    good: exampleMapping({ keys: ['tableFilter: { Name: A*|B* }'] }),
  },
  WRONG_TYPE: {
    title: 'Wrong kind of value',
    explanation:
      'Some keys take one value, some a list, some a group of keys. A value of another shape cannot be understood.',
    fix: 'Write the value in the shape that the message asks for: a list has brackets, or each item on a line after `- `.',
    bad: exampleMapping({ keys: ['dependsOn: { CURRENCY: true }'] }),
    good: exampleMapping({ keys: ['dependsOn: []'] }),
  },
  WRONG_WORD: {
    title: 'Unknown word',
    explanation: 'The key takes a few words only, and this is none of them. Upper and lower case count.',
    fix: 'Use one of the words that the message lists. True and false stand without quotes.',
    bad: exampleMapping({ direction: 'both' }),
    good: exampleMapping({ direction: 'bidirectional' }),
  },
  WRONG_NUMBER: {
    title: 'Wrong number',
    explanation: 'A priority, position, length or precision is no number, or lies outside its limits.',
    fix: 'Write a number as the message asks for. Positions count from 1; a precision of `0.01` rounds to cents.',
    bad: exampleField('map: E-Mail <-> emailaddress1', 'match: first'),
    good: exampleField('map: E-Mail <-> emailaddress1', 'match: 1'),
  },
  UNKNOWN_IGNORE: {
    title: 'Unknown code in a comment',
    explanation:
      '`# tandem-ignore CODE reason` silences the problem with that code on the next line. With a code that does not exist it silences nothing.',
    fix: 'Write the code as the problem shows it, several with commas between them, and the reason behind.',
    bad: exampleMapping({ name: 'CUSTOMER' }).replace('name:', '# tandem-ignore NAME_LONG known by this name\nname:'),
    good: exampleMapping({ name: 'CUSTOMERS OF ALL COMPANIES' }).replace(
      'name:',
      '# tandem-ignore NAME_TOO_LONG known by this name\nname:',
    ),
  },
  UNUSED_IGNORE: {
    title: 'Comment that silences nothing',
    explanation:
      'The next line does not have that problem, or not any more. Left there, the comment would hide the problem when it comes back.',
    fix: 'Remove the comment, or move it directly above the line that it is for.',
    bad: exampleMapping().replace('name:', '# tandem-ignore NAME_TOO_LONG known by this name\nname:'),
    good: exampleMapping(),
  },
  ERROR_NOT_IGNORABLE: {
    title: 'Errors cannot be silenced',
    explanation:
      'No run starts with a file that has errors, whatever a comment says. Only warnings and information can be silenced.',
    fix: 'Correct what the error tells, and remove the comment.',
    bad: exampleField('E-Mail <-> emailaddress1').replace(
      '  - E-Mail',
      '  # tandem-ignore DUPLICATE_DESTINATION later\n  - E-Mail',
    ),
    good: exampleField('E-Mail <-> emailaddress1'),
  },
};
