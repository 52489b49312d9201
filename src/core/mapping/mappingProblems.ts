import type { Severity } from '../model/problem';

/**
 * Everything that can be wrong with a workspace or mapping file: one row a rule, so that documentation and SARIF list them
 * all. A code is stable once published, and always has the same severity; messages may change.
 */
export const mappingProblems = {
  // The form of a file.
  YAML_SYNTAX: { severity: 'error', about: 'form', summary: 'The text is not valid YAML.' },
  UNKNOWN_KEY: { severity: 'error', about: 'form', summary: 'A key has no meaning where it stands.' },
  MISSING_KEY: { severity: 'error', about: 'form', summary: 'A key that is needed is not there.' },
  DUPLICATE_KEY: { severity: 'error', about: 'form', summary: 'A key stands twice in the same place.' },
  WRONG_TYPE: {
    severity: 'error',
    about: 'form',
    summary: 'A value has another shape than its key needs, such as a list in place of a name.',
  },
  WRONG_WORD: { severity: 'error', about: 'form', summary: 'A value is none of the words that its key knows.' },
  WRONG_NUMBER: { severity: 'error', about: 'form', summary: 'A number is malformed or outside its limits.' },
  UNKNOWN_IGNORE: {
    severity: 'warning',
    about: 'form',
    summary: "A 'tandem-ignore' comment names no code, or one that does not exist.",
  },
  UNUSED_IGNORE: {
    severity: 'information',
    about: 'form',
    summary: "A 'tandem-ignore' comment silences nothing on the next line.",
  },
  ERROR_NOT_IGNORABLE: {
    severity: 'warning',
    about: 'form',
    summary: "A 'tandem-ignore' comment names an error, which cannot be silenced.",
  },

  // The workspace file.
  ENVIRONMENT_NAME: {
    severity: 'error',
    about: 'workspace',
    summary: 'An environment has a name that cannot name its state file.',
  },
  UNKNOWN_ENVIRONMENT: {
    severity: 'error',
    about: 'workspace',
    summary: 'The default environment is not among the environments.',
  },
  SYSTEM_NOT_READ: {
    severity: 'warning',
    about: 'workspace',
    summary: "A side's data file cannot be read, so the mappings are not checked against its tables.",
  },
  PATH_OUTSIDE_WORKSPACE: {
    severity: 'error',
    about: 'workspace',
    summary: 'A path leads out of the folder of the workspace file.',
  },
  SIDES_SHARE_FILE: {
    severity: 'error',
    about: 'workspace',
    summary: 'Both sides of an environment are the same data file.',
  },
  SECRET_IN_WORKSPACE: { severity: 'error', about: 'workspace', summary: 'A secret stands in the workspace file.' },
  SERVICE_ADDRESS: {
    severity: 'error',
    about: 'workspace',
    summary: "A service's address cannot be used as it is written.",
  },
  SETTINGS_CONTRADICT: {
    severity: 'error',
    about: 'workspace',
    summary: 'A setting of a side does not go with another one, or with where its service is.',
  },
  MAPPING_FILE_NOT_FOUND: {
    severity: 'error',
    about: 'workspace',
    summary: 'A mapping file that is listed does not exist.',
  },
  PATTERN_WITHOUT_FILES: {
    severity: 'warning',
    about: 'workspace',
    summary: 'No file matches a pattern for mapping files.',
  },
  SCHEMA_MISSING: {
    severity: 'information',
    about: 'workspace',
    summary: 'The tables of the systems are not known yet, so nothing is checked against them.',
  },
  SCHEMA_STALE: {
    severity: 'information',
    about: 'workspace',
    summary: 'The tables were read from the systems a long time ago.',
  },

  // One mapping in itself.
  NAME_TOO_LONG: {
    severity: 'warning',
    about: 'mapping',
    summary: 'A mapping name is longer than the 20 characters Business Central allows.',
  },
  ARROW_SYNTAX: {
    severity: 'error',
    about: 'mapping',
    summary: 'A field mapping has no arrow, several, or one that points at nothing.',
  },
  ARROW_AGAINST_DIRECTION: {
    severity: 'error',
    about: 'mapping',
    summary: 'A field goes against the direction of its one-way mapping.',
  },
  NO_FIELD_IN_DIRECTION: {
    severity: 'error',
    about: 'mapping',
    summary: 'No enabled field goes in a direction in which the mapping runs.',
  },
  DUPLICATE_DESTINATION: {
    severity: 'error',
    about: 'mapping',
    summary: 'Two enabled fields write the same field in the same direction.',
  },
  CONSTANT_MISSING: {
    severity: 'error',
    about: 'mapping',
    summary: 'A field mapping names one field only and gives no constant for it.',
  },
  CONSTANT_WITH_TWO_FIELDS: {
    severity: 'error',
    about: 'mapping',
    summary: 'A field mapping has a constant and two fields.',
  },
  CONSTANT_WITH_OPTION: {
    severity: 'error',
    about: 'mapping',
    summary: 'A constant has an option that only a pair of fields can have.',
  },
  CLEAR_WITH_NOT_NULL: {
    severity: 'error',
    about: 'mapping',
    summary: 'A field is both cleared on failure and never set to null.',
  },
  LOOKUP_WITH_VALUES: { severity: 'error', about: 'mapping', summary: 'A field has both a lookup and a value map.' },
  AMBIGUOUS_VALUES: {
    severity: 'warning',
    about: 'mapping',
    summary: 'Two local values share an integration value, which always comes back as the first.',
  },
  INVALID_REGEX: { severity: 'error', about: 'mapping', summary: 'A regular expression does not compile.' },
  INVALID_FORMAT: { severity: 'error', about: 'mapping', summary: 'A date or decimal pattern is malformed.' },
  TRANSFORM_WITHOUT_WAY_BACK: {
    severity: 'warning',
    about: 'mapping',
    summary: 'A bidirectional field is transformed one way only.',
  },
  TRANSFORM_AGAINST_DIRECTION: {
    severity: 'warning',
    about: 'mapping',
    summary: 'Rules are given for a direction in which the field does not go.',
  },
  DELETION_RECREATES: {
    severity: 'warning',
    about: 'mapping',
    summary: 'What loses its coupling may be created again by the next run.',
  },
  CREATION_WITHOUT_MATCH: {
    severity: 'warning',
    about: 'mapping',
    summary: 'New records are created on both sides without a field that tells which exist already.',
  },
  CREATION_WITHOUT_FILTER: {
    severity: 'warning',
    about: 'mapping',
    summary: 'Every record of the integration table becomes a local record.',
  },
  MATCHING_WITHOUT_FIELDS: {
    severity: 'warning',
    about: 'mapping',
    summary: 'Match-based coupling is set up without a field to match by.',
  },
  MATCH_CANNOT_SUCCEED: {
    severity: 'warning',
    about: 'mapping',
    summary: 'A field to match by holds values that never equal its counterpart.',
  },

  // Mappings among each other.
  DUPLICATE_MAPPING_NAME: { severity: 'error', about: 'mappings', summary: 'Two mappings have the same name.' },
  UNKNOWN_MAPPING: {
    severity: 'error',
    about: 'mappings',
    summary: 'A lookup or dependency names a mapping that does not exist.',
  },
  DEPENDENCY_CYCLE: { severity: 'error', about: 'mappings', summary: 'Mappings depend on each other in a circle.' },
  LOOKUP_DEFERRED: {
    severity: 'information',
    about: 'mappings',
    summary: 'A lookup closes a circle and is resolved after both sides exist.',
  },
  OVERLAPPING_MAPPINGS: {
    severity: 'warning',
    about: 'mappings',
    summary: 'Two mappings couple the same records of the same two tables.',
  },
  LISTED_ORDER_DIFFERS: {
    severity: 'information',
    about: 'mappings',
    summary: 'A mapping is listed before another one that runs before it.',
  },

  // Mappings against the systems' tables.
  UNKNOWN_TABLE: { severity: 'error', about: 'tables', summary: 'A table does not exist.' },
  UNKNOWN_FIELD: { severity: 'error', about: 'tables', summary: 'A field does not exist in its table.' },
  ID_UNKNOWN: {
    severity: 'error',
    about: 'tables',
    summary: 'Nothing tells which field identifies the records of a table.',
  },
  MODIFIED_ON_UNKNOWN: {
    severity: 'error',
    about: 'tables',
    summary: 'Nothing tells which field says when a record was changed.',
  },
  READ_ONLY_DESTINATION: {
    severity: 'error',
    about: 'tables',
    summary: 'A field that is written to cannot be written.',
  },
  TYPES_DO_NOT_FIT: {
    severity: 'error',
    about: 'tables',
    summary: 'No value of the source field can become a value of the destination field.',
  },
  TEXT_MAY_BE_TOO_LONG: {
    severity: 'warning',
    about: 'tables',
    summary: 'The source text may be longer than its destination.',
  },
  REQUIRED_FIELD_NOT_SET: {
    severity: 'warning',
    about: 'tables',
    summary: 'A new record needs a field that the mapping does not set.',
  },
  FILTER_SYNTAX: { severity: 'error', about: 'tables', summary: 'A filter expression does not suit its field.' },
  VALUE_DOES_NOT_FIT: { severity: 'error', about: 'tables', summary: 'A fixed value is not a value of its field.' },
  UNKNOWN_OPTION: {
    severity: 'error',
    about: 'tables',
    summary: 'A fixed value is not among the options of its field.',
  },
  LOSSY_CONVERSION: {
    severity: 'warning',
    about: 'tables',
    summary: 'Some values of the source field do not fit the destination, and fail their records.',
  },
  VALUES_NOT_COVERED: {
    severity: 'information',
    about: 'tables',
    summary: 'A value map has no entry for some options of its source field.',
  },
  ID_IS_DESTINATION: {
    severity: 'warning',
    about: 'tables',
    summary: 'The field that identifies the records of a table is written to.',
  },
  KEY_IS_DESTINATION: {
    severity: 'information',
    about: 'tables',
    summary: 'A field that lookups call the record by is written to.',
  },
  CREATED_OUTSIDE_FILTER: {
    severity: 'warning',
    about: 'tables',
    summary: 'New records get a value that the filter of their own table leaves out.',
  },
} as const satisfies Record<string, MappingProblemRule>;

/** The closed set of codes; stable, and never branched on by message. */
export type MappingProblemCode = keyof typeof mappingProblems;

/** What is true of every problem with one code. */
export interface MappingProblemRule {
  readonly severity: Severity;
  /** What has to be known to tell: one file's text, all mappings, or the systems' tables as well. */
  readonly about: ProblemSubject;
  /** One sentence for lists of rules. */
  readonly summary: string;
}

/** The form of any file; the workspace file; one mapping in itself; mappings among each other; mappings against the tables. */
export type ProblemSubject = 'form' | 'workspace' | 'mapping' | 'mappings' | 'tables';

/** The codes about one subject. */
export type CodesAbout<S extends ProblemSubject> = {
  [C in MappingProblemCode]: (typeof mappingProblems)[C]['about'] extends S ? C : never;
}[MappingProblemCode];
