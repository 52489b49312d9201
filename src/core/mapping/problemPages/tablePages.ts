import type { CodesAbout } from '../mappingProblems';
import { exampleField, exampleMapping } from './problemPage';
import type { ProblemPage } from './problemPage';

/** Mappings against the tables of both systems. */
export const tablePages: Readonly<Record<CodesAbout<'tables'>, ProblemPage>> = {
  UNKNOWN_TABLE: {
    title: 'Unknown table',
    explanation: 'The system has no table of that name. Upper and lower case count.',
    fix: 'Correct the name. Where the table is new, refresh the schema.',
    bad: exampleMapping({ table: 'Costumer' }),
    good: exampleMapping({ table: 'Customer' }),
  },
  UNKNOWN_FIELD: {
    title: 'Unknown field',
    explanation:
      'The table has no field of that name. Local fields are called as the local system calls them, integration fields by their logical names.',
    fix: 'Correct the name. Where the field is new, refresh the schema. A field that is still to come can be disabled: `enabled: false`.',
    bad: exampleField('E-Mail <-> email'),
    good: exampleField('E-Mail <-> emailaddress1'),
  },
  ID_UNKNOWN: {
    title: 'Records without an id',
    explanation:
      'Couplings hold the ids of two records. Nothing tells which field of this table identifies a record and never changes.',
    fix: 'Name the field in the mapping: `{ name: …, id: … }`, or for all tables in the defaults of the environment.',
    bad: exampleMapping({ integrationTable: '{ name: territory, modifiedOn: changedon }' }),
    good: exampleMapping({ integrationTable: '{ name: territory, id: territoryid, modifiedOn: changedon }' }),
  },
  MODIFIED_ON_UNKNOWN: {
    title: 'Records without a stamp',
    explanation:
      'A run reads what changed since the last one. Nothing tells which field of this table says when a record was changed.',
    fix: 'Name the field in the mapping: `{ name: …, modifiedOn: … }`, or for all tables in the defaults of the environment.',
    bad: exampleMapping({ integrationTable: '{ name: territory, id: territoryid }' }),
    good: exampleMapping({ integrationTable: '{ name: territory, id: territoryid, modifiedOn: changedon }' }),
  },
  READ_ONLY_DESTINATION: {
    title: 'Read-only destination',
    explanation: 'The system computes that field, and refuses every record that wants to set it.',
    fix: 'Let the field go the other way only, or remove it.',
    bad: exampleField('Balance (LCY) <-> creditlimit'),
    good: exampleField('Balance (LCY) -> creditlimit'),
  },
  TYPES_DO_NOT_FIT: {
    title: 'Types that never fit',
    explanation: 'No value of the one field can become a value of the other: every record with a value would fail.',
    fix: 'Choose another field, translate the values with `values`, or a reference with `lookup`.',
    bad: exampleField('Last Date Modified -> numberofemployees'),
    good: exampleField('Last Date Modified -> fax'),
  },
  TEXT_MAY_BE_TOO_LONG: {
    title: 'Text that may be too long',
    explanation:
      'The source holds longer texts than the destination takes. Nothing is cut silently: a record with a longer text fails, and says so.',
    fix: 'Add the rule `truncate` where texts may be cut, or leave it where long texts do not occur and silence this with a comment.',
    bad: exampleMapping({ direction: 'toIntegrationTable', fields: ['Name -> name', 'Address -> fax'] }),
    good: exampleMapping({
      direction: 'toIntegrationTable',
      fields: ['Name -> name', 'map: Address -> fax\n    transform: { toIntegrationTable: [truncate] }'],
    }),
  },
  LOSSY_CONVERSION: {
    title: 'Values that lose something',
    explanation:
      'The destination holds fewer decimals, or no time of day. Nothing is rounded silently: a record whose value does not fit exactly fails, and says so.',
    fix: 'Add the rule `round` with the precision that is wanted; for dates `dateFormat` with `yyyy-MM-dd`.',
    bad: exampleField('Credit Limit (LCY) -> numberofemployees'),
    good: exampleField(
      'map: Credit Limit (LCY) -> numberofemployees',
      'transform: { toIntegrationTable: [{ round: { precision: 1 } }] }',
    ),
  },
  REQUIRED_FIELD_NOT_SET: {
    title: 'Required field not set',
    explanation:
      'The table refuses records without a value in that field, and nothing in the mapping gives new records one: creating them fails.',
    fix: 'Map the field, or give it a value in `onCreate`. Where runs never create records, silence this with a comment.',
    bad: exampleMapping({ fields: ['E-Mail <-> emailaddress1'] }),
    good: exampleMapping({ fields: ['E-Mail <-> emailaddress1', 'Name <-> name'] }),
  },
  FILTER_SYNTAX: {
    title: 'Filter expression',
    explanation:
      'The expression cannot be read for a field of this type. Filters are written as in Business Central: `A..B`, `<>`, `>=`, `|`, `&`, `*`, quotes for literal text.',
    fix: 'Correct the expression at the place that is marked.',
    bad: exampleMapping({ keys: ["tableFilter: { Priority: '>=high' }"] }),
    good: exampleMapping({ keys: ["tableFilter: { Priority: '>=2' }"] }),
  },
  VALUE_DOES_NOT_FIT: {
    title: 'Value that does not fit',
    explanation: 'A constant, a value in `onCreate` or in a value map is no value of its field, or beyond its limits.',
    fix: 'Write a value as the field holds it: numbers with a point, dates as `2026-12-31`.',
    bad: exampleMapping({ keys: ['onCreate: { integration: { numberofemployees: many } }'] }),
    good: exampleMapping({ keys: ['onCreate: { integration: { numberofemployees: 10 } }'] }),
  },
  UNKNOWN_OPTION: {
    title: 'Unknown option',
    explanation: 'The field takes one of a few options, by number or name, and this is none of them.',
    fix: 'Use an option that the message lists.',
    bad: exampleMapping({ keys: ['onCreate: { integration: { customertypecode: 4 } }'] }),
    good: exampleMapping({ keys: ['onCreate: { integration: { customertypecode: 3 } }'] }),
  },
  VALUES_NOT_COVERED: {
    title: 'Options without an entry',
    explanation:
      'The source field has options for which the value map has no entry. A record with such an option fails until it has one.',
    fix: 'Add entries for them. Where no record ever has them, silence this with a comment.',
    bad: exampleField('map: Blocked -> statecode', "values: { '': 0, All: 1 }"),
    good: exampleField('map: Blocked -> statecode', "values: { '': 0, Ship: 0, Invoice: 0, All: 1 }"),
  },
  ID_IS_DESTINATION: {
    title: 'Id as a destination',
    explanation:
      'Couplings find records by their ids. A record whose id changes has lost its coupling, and counts as deleted.',
    fix: 'Let the field go the other way only, or remove it. New records get their ids from Tandem.',
    bad: exampleField('SystemId <-> accountid'),
    good: exampleField('SystemId -> fax'),
  },
  KEY_IS_DESTINATION: {
    title: 'Key as a destination',
    explanation:
      'Other local records refer to this one by its key, such as the number of a customer. When the key changes with the other side, those references stay behind.',
    fix: 'Let the field go to the integration table only. Where the number comes from there and never changes, silence this with a comment.',
    bad: exampleField('No. <-> accountnumber'),
    good: exampleField('No. -> accountnumber'),
  },
  CREATED_OUTSIDE_FILTER: {
    title: 'New records outside their own filter',
    explanation:
      'New records get a value that the filter of the same table leaves out. They are coupled, but changes to them there are never read.',
    fix: 'Give them a value within the filter, or change the filter.',
    bad: exampleMapping({
      keys: ['integrationTableFilter: { customertypecode: 3 }', 'onCreate: { integration: { customertypecode: 11 } }'],
    }),
    good: exampleMapping({
      keys: ['integrationTableFilter: { customertypecode: 3 }', 'onCreate: { integration: { customertypecode: 3 } }'],
    }),
  },
};
