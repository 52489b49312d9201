import type { CodesAbout } from '../mappingProblems';
import { exampleField, exampleMapping } from './problemPage';
import type { ProblemPage } from './problemPage';

/** One mapping in itself: directions, fields, values, rules and settings. */
export const mappingPages: Readonly<Record<CodesAbout<'mapping'>, ProblemPage>> = {
  NAME_TOO_LONG: {
    title: 'Long mapping name',
    explanation:
      'A longer name works here. Business Central itself allows 20 characters, so that the mapping could not be taken over there under this name.',
    fix: 'Shorten the name before the first run: couplings are kept by it.',
    bad: exampleMapping({ name: 'CUSTOMERS OF ALL COMPANIES' }),
    good: exampleMapping({ name: 'CUSTOMERS' }),
  },
  ARROW_SYNTAX: {
    title: 'Arrow',
    explanation:
      'A field mapping names a local field on the left and an integration field on the right of one arrow, with spaces around it: names may hold signs themselves.',
    fix: 'Write `local field <-> integration field`; `->` goes to the integration table only, `<-` comes from it.',
    bad: exampleField('E-Mail<->emailaddress1'),
    good: exampleField('E-Mail <-> emailaddress1'),
  },
  ARROW_AGAINST_DIRECTION: {
    title: 'Arrow against the direction',
    explanation: 'The mapping runs one way only, and the field points the other way: it would never be transferred.',
    fix: "Turn the arrow, or make the mapping `bidirectional`. In a one-way mapping `<->` means the mapping's way.",
    bad: exampleMapping({ direction: 'toIntegrationTable', fields: ['Name -> name', 'E-Mail <- emailaddress1'] }),
    good: exampleMapping({ direction: 'toIntegrationTable', fields: ['Name -> name', 'E-Mail -> emailaddress1'] }),
  },
  NO_FIELD_IN_DIRECTION: {
    title: 'No field in a direction',
    explanation:
      'The mapping runs in a direction in which no enabled field goes: those runs would read every record and change nothing.',
    fix: 'Add a field that goes there, or make the mapping one-way.',
    bad: exampleMapping({ direction: 'bidirectional', fields: ['Name -> name'] }),
    good: exampleMapping({ direction: 'toIntegrationTable', fields: ['Name -> name'] }),
  },
  DUPLICATE_DESTINATION: {
    title: 'Field written twice',
    explanation:
      'Two enabled field mappings write one field in the same direction. The second would always win, and every run would find a difference.',
    fix: 'Remove or disable one of the two, or let them go different ways.',
    bad: exampleMapping({ direction: 'toIntegrationTable', fields: ['Name -> name', 'Address -> name'] }),
    good: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ['Name -> name', 'map: Address -> name\n    enabled: false'],
    }),
  },
  CONSTANT_MISSING: {
    title: 'Constant missing',
    explanation: 'With one field only there is nothing to take a value from.',
    fix: 'Add a constant, or the field on the other side of the arrow.',
    bad: exampleField('map: -> customertypecode'),
    good: exampleField('map: -> customertypecode', 'constant: 3'),
  },
  CONSTANT_WITH_TWO_FIELDS: {
    title: 'Constant beside two fields',
    explanation: 'A constant is what one field always gets. With a second field it is unclear which of them to take.',
    fix: 'Remove the constant, or the field from the side that the arrow comes from.',
    bad: exampleField('map: Priority -> customertypecode', 'constant: 3'),
    good: exampleField('map: -> customertypecode', 'constant: 3'),
  },
  CONSTANT_WITH_OPTION: {
    title: 'Option without effect on a constant',
    explanation:
      '`lookup`, `values`, `transform` and `match` work on a value that comes from a record. A constant does not.',
    fix: 'Remove the option, and write the final value as the constant.',
    bad: exampleField('map: -> description', 'constant: Customer', 'transform: { toIntegrationTable: [uppercase] }'),
    good: exampleField('map: -> description', 'constant: CUSTOMER'),
  },
  CLEAR_WITH_NOT_NULL: {
    title: 'Cleared and never null',
    explanation:
      '`clearValueOnFailedSync` empties the destination where a reference finds nobody; `notNull` forbids just that.',
    fix: 'Keep the one that is meant.',
    bad: exampleField('map: Code <-> ownerid', 'notNull: true', 'clearValueOnFailedSync: true'),
    good: exampleField('map: Code <-> ownerid', 'notNull: true'),
  },
  LOOKUP_WITH_VALUES: {
    title: 'Lookup and value map',
    explanation: 'A reference is translated through couplings or by a list of values, not by both.',
    fix: 'Remove one of the two.',
    bad: exampleField('map: Code <-> ownerid', 'lookup: CUSTOMER', 'values: { A: 1 }'),
    good: exampleField('map: Code <-> ownerid', 'values: { A: 1 }'),
  },
  AMBIGUOUS_VALUES: {
    title: 'Two values become one',
    explanation:
      'Two local values become the same integration value. On its way back it always becomes the first of them: a record with the second one is changed without anybody having changed it.',
    fix: 'Give each local value an integration value of its own, or let the field go one way with `->`.',
    bad: exampleField('map: Blocked <-> statecode', "values: { '': 0, Ship: 1, All: 1 }"),
    good: exampleField('map: Blocked -> statecode', "values: { '': 0, Ship: 1, All: 1 }"),
  },
  INVALID_REGEX: {
    title: 'Regular expression',
    explanation:
      'The expression cannot be compiled, usually because of a bracket that is not closed or a sign that needs a backslash.',
    fix: 'Correct `find`. Single quotes around it keep YAML from reading backslashes.',
    bad: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ["map: Name -> name\n    transform: { toIntegrationTable: [{ regexMatch: { find: '[0-9+' } }] }"],
    }),
    good: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ["map: Name -> name\n    transform: { toIntegrationTable: [{ regexMatch: { find: '[0-9]+' } }] }"],
    }),
  },
  INVALID_FORMAT: {
    title: 'Date or decimal pattern',
    explanation:
      'Date patterns know `yyyy MM dd HH mm ss`, each once; decimal patterns look like `0.00` or `#,##0.00`. Upper and lower case count: `MM` is the month, `mm` the minute.',
    fix: 'Write the pattern with these parts.',
    bad: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ['map: Name -> name\n    transform: { toIntegrationTable: [{ dateFormat: { format: DD.MM.YYYY } }] }'],
    }),
    good: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ['map: Name -> name\n    transform: { toIntegrationTable: [{ dateFormat: { format: dd.MM.yyyy } }] }'],
    }),
  },
  TRANSFORM_WITHOUT_WAY_BACK: {
    title: 'Transformed one way only',
    explanation:
      'The field goes both ways, but is changed on one of them only. The changed value comes back and overwrites the original: a name in capitals on one side ends up in capitals on both.',
    fix: 'Add the rules for the way back, an empty list where the value may come back as it is, or let the field go one way.',
    bad: exampleMapping({ fields: ['map: Name <-> name\n    transform: { toIntegrationTable: [uppercase] }'] }),
    good: exampleMapping({
      fields: [
        'map: Name <-> name\n    transform: { toIntegrationTable: [uppercase], fromIntegrationTable: [titleCase] }',
      ],
    }),
  },
  TRANSFORM_AGAINST_DIRECTION: {
    title: 'Rules for a way it does not go',
    explanation: 'The field never goes in that direction, so that the rules never run.',
    fix: 'Move the rules to the direction in which the field goes, or change the arrow.',
    bad: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ['map: Name -> name\n    transform: { fromIntegrationTable: [trim] }'],
    }),
    good: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ['map: Name -> name\n    transform: { toIntegrationTable: [trim] }'],
    }),
  },
  DELETION_RECREATES: {
    title: 'Deleted records come back',
    explanation:
      'Where a record is deleted, its counterpart loses its coupling. With `synchOnlyCoupledRecords: false` the next run takes that one for a new record, and creates the deleted one again.',
    fix: 'Set `synchOnlyCoupledRecords` to true, or `deletionConflict` to `none` or `restoreRecords`.',
    bad: exampleMapping({
      direction: 'toIntegrationTable',
      keys: ['synchOnlyCoupledRecords: false', 'deletionConflict: removeCoupling'],
    }),
    good: exampleMapping({
      direction: 'toIntegrationTable',
      keys: ['synchOnlyCoupledRecords: true', 'deletionConflict: removeCoupling'],
    }),
  },
  CREATION_WITHOUT_MATCH: {
    title: 'New records without matching',
    explanation:
      'New records are created on both sides. A customer who is there on both, but not coupled yet, is created once more on either side: four records for one customer.',
    fix: 'Mark a field that tells who is who, such as a number or an e-mail address, with `match: 1`; or let runs synchronize coupled records only.',
    bad: exampleMapping({
      keys: ['synchOnlyCoupledRecords: false', 'integrationTableFilter: { customertypecode: 3 }'],
      fields: ['E-Mail <-> emailaddress1'],
    }),
    good: exampleMapping({
      keys: ['synchOnlyCoupledRecords: false', 'integrationTableFilter: { customertypecode: 3 }'],
      fields: ['map: E-Mail <-> emailaddress1\n    match: 1'],
    }),
  },
  CREATION_WITHOUT_FILTER: {
    title: 'New records without a filter',
    explanation:
      'Every record of the integration table becomes a local one. Such tables often hold more than what is meant: among accounts are customers, vendors, partners and prospects.',
    fix: 'Say with `integrationTableFilter` which records take part, or let runs synchronize coupled records only. Where really all of them are meant, silence this with a comment.',
    bad: exampleMapping({
      direction: 'fromIntegrationTable',
      keys: ['synchOnlyCoupledRecords: false'],
      fields: ['Name <- name'],
    }),
    good: exampleMapping({
      direction: 'fromIntegrationTable',
      keys: ['synchOnlyCoupledRecords: false', 'integrationTableFilter: { customertypecode: 3 }'],
      fields: ['Name <- name'],
    }),
  },
  MATCHING_WITHOUT_FIELDS: {
    title: 'Matching without fields',
    explanation:
      '`matching` says what happens after records were matched, but no enabled field says what they are matched by. Match-based coupling would be refused.',
    fix: 'Mark one or more fields with `match`, or remove `matching`.',
    bad: exampleMapping({ keys: ['matching: { synchronize: true }'] }),
    good: exampleMapping({
      keys: ['matching: { synchronize: true }'],
      fields: ['map: Name <-> name\n    match: 1'],
    }),
  },
  MATCH_CANNOT_SUCCEED: {
    title: 'Field that never matches',
    explanation:
      'Matching takes a value as it would arrive on the other side. References are not translated for that, and in a direction in which a field does not go its value is compared as it is: changed on one side, it differs for ever, and records are created twice.',
    fix: 'Match by a field with a value of its own, or let the field go both ways with rules for each.',
    bad: exampleField(
      'map: No. -> accountnumber',
      'match: 1',
      "transform: { toIntegrationTable: [{ replace: { find: C, with: '' } }] }",
    ),
    good: exampleField('map: No. -> accountnumber', 'match: 1'),
  },
};
