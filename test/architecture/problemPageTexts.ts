import { must } from '../../src/core/assert';
import type { FieldType } from '../../src/core/model/value';
import type { Severity } from '../../src/core/model/problem';
import type { MappingProblemCode, ProblemSubject } from '../../src/core/mapping/mappingProblems';
import { mappingProblems } from '../../src/core/mapping/mappingProblems';
import { exampleNow } from '../../src/core/mapping/problemPages/problemPage';
import type { ProblemExample } from '../../src/core/mapping/problemPages/problemPage';
import { exampleTables } from '../support/exampleTables';
import { problemPages } from '../../src/core/mapping/problemPages/problemPages';
import { exampleFiles, problemsOfExample } from '../support/exampleProblems';

export const problemCodes = Object.keys(mappingProblems) as readonly MappingProblemCode[];

/** The files of `media/problems` by name: a page for each code, and the list of all. */
export async function problemPageTexts(): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(problemCodes.map(async (code) => [`${code}.md`, await pageText(code)] as const));
  return new Map([...pages, ['README.md', indexText()]]);
}

/** What README says of the codes: one line a subject. */
export function codesBySubject(): readonly string[] {
  return subjects.map(([subject, heading]) => {
    const codes = problemCodes.filter((code) => mappingProblems[code].about === subject);
    return `- **${heading}**: ${codes.map((code) => `\`${code}\``).join(', ')}.`;
  });
}

const subjects: readonly (readonly [ProblemSubject, string])[] = [
  ['form', 'Any file'],
  ['workspace', 'The workspace file'],
  ['mapping', 'One mapping'],
  ['mappings', 'Mappings among each other'],
  ['tables', 'Mappings and tables'],
];

const severityWords: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  information: 'Information',
};

function indexText(): string {
  const sections = subjects.map(([subject, heading]) => {
    const rows = problemCodes
      .filter((code) => mappingProblems[code].about === subject)
      .map(
        (code) =>
          `| [${code}](${code}.md) | ${severityWords[mappingProblems[code].severity]} | ${mappingProblems[code].summary} |`,
      );
    return [`## ${heading}`, '', '| Code | Severity | What it says |', '| --- | --- | --- |', ...rows].join('\n');
  });
  return `${[
    '# Problems in workspace and mapping files',
    'Shown while you type, and by `tandem validate`. No run starts with an error; warnings and information tell what may go wrong. A comment on the line above silences a warning or information: `# tandem-ignore CODE reason`.',
    ...sections,
  ].join('\n\n')}\n`;
}

async function pageText(code: MappingProblemCode): Promise<string> {
  const { severity, summary, about } = mappingProblems[code];
  const { title, explanation, fix, bad, good } = problemPages[code];
  const problem = must((await problemsOfExample(code, bad))[0], `a problem in the bad example of ${code}`);
  const { line, column } = problem.range.start;
  return `${[
    `# ${title}`,
    `\`${code}\` · ${severityWords[severity]} · ${summary}`,
    explanation,
    '## Example',
    ...exampleText(bad),
    `> \`${problem.file}:${line}:${column}\` ${problem.message}`,
    '## What to do',
    fix,
    ...exampleText(good),
    ...(about === 'tables' ? [tablesText(bad, good)] : []),
    ...(severity === 'error'
      ? []
      : (silencing[code] ?? [`To silence it, write \`# tandem-ignore ${code} reason\` on the line above.`])),
    '[All problems](README.md)',
  ].join('\n\n')}\n`;
}

/** Where a comment is of no use. */
const silencing: { readonly [C in MappingProblemCode]?: readonly string[] } = {
  UNKNOWN_IGNORE: [],
  UNUSED_IGNORE: [],
  ERROR_NOT_IGNORABLE: [],
};

function exampleText(example: ProblemExample): readonly string[] {
  const { files, readAt } = exampleFiles(example);
  const texts = Object.entries(files).flatMap(([file, text]) => {
    const block = `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
    return Object.keys(files).length > 1 || file === 'tandem.yaml' ? [`\`${file}\`:`, block] : [block];
  });
  if (readAt === undefined) return texts;
  const age =
    readAt === null
      ? 'The tables were never read.'
      : `The tables were read on ${day(readAt)}, and today is ${day(exampleNow)}.`;
  return [...texts, age];
}

function day(instant: string): string {
  return instant.slice(0, 10);
}

/** What the examples' tables say of the fields that they name, and of required ones. */
function tablesText(...examples: readonly ProblemExample[]): string {
  const text = examples.flatMap((example) => Object.values(exampleFiles(example).files)).join('\n');
  const tables = [...exampleTables.local.tables, ...exampleTables.integration.tables].flatMap((table) => {
    if (!names(text, table.name)) return [];
    const fields = table.fields.filter((field) => names(text, field.name) || field.required);
    return fields.map(({ name, type, required, readOnly }) => {
      const more = `${required ? ', required' : ''}${readOnly ? ', read-only' : ''}`;
      return `| ${table.name} | ${name} | ${typeText(type)}${more} |`;
    });
  });
  return ['The tables of the example:', '', '| Table | Field | Type |', '| --- | --- | --- |', ...tables].join('\n');
}

function names(text: string, name: string): boolean {
  return text
    .split(/[\s{},:]*(?:\n|[{},:]\s|\s(?:<->|->|<-)(?:\s|$))|\s{2,}- |^- /m)
    .some((word) => word.trim().replace(/^- /, '') === name);
}

function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return type.maxLength === undefined ? 'text' : `text, at most ${type.maxLength} characters`;
    case 'integer':
      return 'whole number';
    case 'decimal':
      return type.scale === undefined ? 'decimal' : `decimal, at most ${type.scale} decimals`;
    case 'boolean':
      return 'yes or no';
    case 'date':
      return 'date';
    case 'dateTime':
      return 'date and time';
    case 'guid':
      return 'GUID';
    case 'option':
      return `option: ${type.members.map(({ value, name }) => `${value} ${name.trim() || 'blank'}`).join(', ')}`;
  }
}
