/** What a person reads about one problem code, besides its severity and summary in `mappingProblems`. */
export interface ProblemPage {
  /** A few words, as a heading. */
  readonly title: string;
  /** Why it matters: what would happen otherwise. */
  readonly explanation: string;
  /** What to do. */
  readonly fix: string;
  /** Has this problem and no other. */
  readonly bad: ProblemExample;
  /** The same put right: no problem at all. */
  readonly good: ProblemExample;
}

/** The text of one mapping file, or several files by name, `tandem.yaml` among them where it matters. */
export type ProblemExample = string | ExampleFiles;

export interface ExampleFiles {
  readonly files: Readonly<Record<string, string>>;
  /** When the example's tables were read, ISO UTC; null for never. Absent where it does not matter. */
  readonly readAt?: string | null;
}

/** The moment at which examples with an age are looked at. */
export const exampleNow = '2026-06-01T08:00:00.000Z';

/** What an example says; everything else is a small mapping of customers without problems. */
export interface ExampleMapping {
  readonly name?: string;
  readonly table?: string;
  readonly integrationTable?: string;
  readonly direction?: string;
  /** More keys, each on a line of its own. */
  readonly keys?: readonly string[];
  /** The items of `fields`, without their `- `; further lines indented by four more spaces. */
  readonly fields?: readonly string[];
}

export function exampleMapping(example: ExampleMapping = {}): string {
  const { name = 'CUSTOMER', table = 'Customer', integrationTable = 'account' } = example;
  const { direction = 'bidirectional', keys = [], fields = ['Name <-> name'] } = example;
  return [
    `name: ${name}`,
    `table: ${table}`,
    `integrationTable: ${integrationTable}`,
    `direction: ${direction}`,
    ...keys,
    'fields:',
    ...fields.map((field) => `  - ${field}`),
    '',
  ].join('\n');
}

/** The mapping file with one field more. */
export function exampleField(...lines: readonly string[]): string {
  return exampleMapping({ fields: ['Name <-> name', lines.join('\n    ')] });
}

/** A workspace file with one environment and a pattern for its mappings, some of its lines replaced. */
export function exampleWorkspace({
  local = exampleSide('business-central', 'SystemModifiedAt'),
  integration = exampleSide('dataverse', 'modifiedon'),
  name = 'sample',
  mappings = ['mappings/*.mapping.yaml'],
  keys = [],
}: {
  readonly local?: string;
  readonly integration?: string;
  readonly name?: string;
  readonly mappings?: readonly string[];
  /** Lines between the environments and the mappings. */
  readonly keys?: readonly string[];
} = {}): string {
  return [
    'environments:',
    `  ${name}:`,
    `    local: ${local}`,
    `    integration: ${integration}`,
    ...keys,
    'mappings:',
    ...mappings.map((file) => `  - ${file}`),
    '',
  ].join('\n');
}

/** A side in a data file of that name. */
export function exampleSide(name: string, modifiedOn: string): string {
  return `{ connector: sqlite, file: data/${name}.sqlite, defaults: { modifiedOn: ${modifiedOn} } }`;
}

/** An example of the workspace file alone. */
export function onlyWorkspace(text: string): ExampleFiles {
  return { files: { 'tandem.yaml': text } };
}
