import type { Severity } from '../model/problem';

/**
 * Everything that can be wrong with a workspace or mapping file: one row a rule, so that documentation and SARIF list them
 * all. A code is stable once published, and always has the same severity; messages may change.
 */
export const mappingProblems = {
  // The form of a file.
  YAML_SYNTAX: { severity: 'error', summary: 'The text is not valid YAML.' },
  UNKNOWN_KEY: { severity: 'error', summary: 'A key has no meaning where it stands.' },
  MISSING_KEY: { severity: 'error', summary: 'A key that is needed is not there.' },
  DUPLICATE_KEY: { severity: 'error', summary: 'A key stands twice in the same place.' },
  WRONG_TYPE: {
    severity: 'error',
    summary: 'A value has another shape than its key needs, such as a list in place of a name.',
  },
  WRONG_WORD: { severity: 'error', summary: 'A value is none of the words that its key knows.' },
  WRONG_NUMBER: { severity: 'error', summary: 'A number is malformed or outside its limits.' },

  // The workspace file.
  ENVIRONMENT_NAME: { severity: 'error', summary: 'An environment has a name that cannot name its state file.' },
  UNKNOWN_ENVIRONMENT: { severity: 'error', summary: 'The default environment is not among the environments.' },
  SYSTEM_NOT_READ: {
    severity: 'warning',
    summary: "A side's data file cannot be read, so the mappings are not checked against its tables.",
  },
  PATH_OUTSIDE_WORKSPACE: { severity: 'error', summary: 'A path leads out of the folder of the workspace file.' },
  SIDES_SHARE_FILE: { severity: 'error', summary: 'Both sides of an environment are the same data file.' },
  SECRET_IN_WORKSPACE: { severity: 'error', summary: 'A secret stands in the workspace file.' },

  // One mapping in itself.
  NAME_TOO_LONG: {
    severity: 'warning',
    summary: 'A mapping name is longer than the 20 characters Business Central allows.',
  },
  ARROW_SYNTAX: { severity: 'error', summary: 'A field mapping has no arrow, several, or one that points at nothing.' },
  ARROW_AGAINST_DIRECTION: { severity: 'error', summary: 'A field goes against the direction of its one-way mapping.' },
  NO_FIELD_IN_DIRECTION: {
    severity: 'error',
    summary: 'No enabled field goes in a direction in which the mapping runs.',
  },
  DUPLICATE_DESTINATION: {
    severity: 'error',
    summary: 'Two enabled fields write the same field in the same direction.',
  },
  CONSTANT_MISSING: {
    severity: 'error',
    summary: 'A field mapping names one field only and gives no constant for it.',
  },
  CONSTANT_WITH_TWO_FIELDS: { severity: 'error', summary: 'A field mapping has a constant and two fields.' },
  CONSTANT_WITH_OPTION: { severity: 'error', summary: 'A constant has an option that only a pair of fields can have.' },
  CLEAR_WITH_NOT_NULL: { severity: 'error', summary: 'A field is both cleared on failure and never set to null.' },
  LOOKUP_WITH_VALUES: { severity: 'error', summary: 'A field has both a lookup and a value map.' },
  AMBIGUOUS_VALUES: {
    severity: 'warning',
    summary: 'Two local values share an integration value, which always comes back as the first.',
  },
  INVALID_REGEX: { severity: 'error', summary: 'A regular expression does not compile.' },
  INVALID_FORMAT: { severity: 'error', summary: 'A date or decimal pattern is malformed.' },
  TRANSFORM_WITHOUT_WAY_BACK: { severity: 'warning', summary: 'A bidirectional field is transformed one way only.' },
  TRANSFORM_AGAINST_DIRECTION: {
    severity: 'warning',
    summary: 'Rules are given for a direction in which the field does not go.',
  },
  DELETION_RECREATES: { severity: 'warning', summary: 'What loses its coupling may be created again by the next run.' },

  // Mappings among each other.
  DUPLICATE_MAPPING_NAME: { severity: 'error', summary: 'Two mappings have the same name.' },
  UNKNOWN_MAPPING: { severity: 'error', summary: 'A lookup or dependency names a mapping that does not exist.' },
  DEPENDENCY_CYCLE: { severity: 'error', summary: 'Mappings depend on each other in a circle.' },
  LOOKUP_DEFERRED: {
    severity: 'information',
    summary: 'A lookup closes a circle and is resolved after both sides exist.',
  },

  // Mappings against the systems' tables.
  UNKNOWN_TABLE: { severity: 'error', summary: 'A table does not exist.' },
  UNKNOWN_FIELD: { severity: 'error', summary: 'A field does not exist in its table.' },
  ID_UNKNOWN: { severity: 'error', summary: 'Nothing tells which field identifies the records of a table.' },
  MODIFIED_ON_UNKNOWN: { severity: 'error', summary: 'Nothing tells which field says when a record was changed.' },
  READ_ONLY_DESTINATION: { severity: 'error', summary: 'A field that is written to cannot be written.' },
  TYPES_DO_NOT_FIT: {
    severity: 'error',
    summary: 'No value of the source field can become a value of the destination field.',
  },
  TEXT_MAY_BE_TOO_LONG: { severity: 'warning', summary: 'The source text may be longer than its destination.' },
  REQUIRED_FIELD_NOT_SET: { severity: 'warning', summary: 'A new record needs a field that the mapping does not set.' },
  FILTER_SYNTAX: { severity: 'error', summary: 'A filter expression does not suit its field.' },
  VALUE_DOES_NOT_FIT: { severity: 'error', summary: 'A fixed value is not a value of its field.' },
  UNKNOWN_OPTION: { severity: 'error', summary: 'A fixed value is not among the options of its field.' },
} as const satisfies Record<string, MappingProblemRule>;

/** The closed set of codes; stable, and never branched on by message. */
export type MappingProblemCode = keyof typeof mappingProblems;

/** What is true of every problem with one code. */
export interface MappingProblemRule {
  readonly severity: Severity;
  /** One sentence for lists of rules. */
  readonly summary: string;
}
