import { must } from '../../src/core/assert';
import { parseWorkspace } from '../../src/core/mapping/parseWorkspace';
import type { FieldDescription, SystemSchema, TableDescription } from '../../src/core/model/schema';
import type { FieldType } from '../../src/core/model/value';
import { createAnalyser } from '../../src/server/analyser';
import type { CachedSchemas, FileAnalysis, WorkspaceAnalysis } from '../../src/server/analysis';

/** A workspace to ask features about: texts by file name, and what is known of the systems. */
export interface AnalysisInput {
  /** `tandem.yaml` among them, or a small one is added. All others are its mappings, in this order. */
  readonly files: Readonly<Record<string, string>>;
  readonly schemas?: CachedSchemas;
}

/** The analysis of a workspace, as the server makes it. */
export function analysed({ files, schemas = sampleSchemas }: AnalysisInput): WorkspaceAnalysis {
  const named = Object.entries({ 'tandem.yaml': sampleWorkspace, ...files });
  const all = named.map(([file, text]) => ({ uri: `file:///home/${file}`, file, text }));
  const workspaceFile = must(
    all.find(({ file }) => file === 'tandem.yaml'),
    'tandem.yaml',
  );
  return createAnalyser().analyse({
    folder: 'file:///home',
    workspaceFile,
    workspace: parseWorkspace(workspaceFile.text, 'tandem.yaml').workspace,
    mappingFiles: all.filter(({ file }) => file !== 'tandem.yaml'),
    withoutFiles: [],
    schemas,
  });
}

export interface Question {
  readonly analysis: WorkspaceAnalysis;
  readonly file: FileAnalysis;
  /** Where the mark stood: zero-based, UTF-16. */
  readonly offset: number;
}

/**
 * The place of a mark `|` in a text, which is a mapping file unless another name is given. Where the text holds `|` itself, the mark
 * is `¦`.
 */
export function questionAt(text: string, more: Partial<AnalysisInput> & { readonly file?: string } = {}): Question {
  const { file: name = 'mappings/customer.mapping.yaml', files = {}, schemas } = more;
  const { text: clean, offset } = unmarked(text);
  const analysis = analysed({ files: { ...files, [name]: clean }, ...(schemas && { schemas }) });
  return { analysis, file: must(analysis.byFile.get(name), name), offset };
}

export function unmarked(text: string): { readonly text: string; readonly offset: number } {
  const mark = text.includes('¦') ? '¦' : '|';
  const offset = text.indexOf(mark);
  if (offset < 0) throw new Error(`There is no mark in ${text}`);
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

/** A customer mapping with these items in `fields`, one of them holding the mark. */
export function customerFields(...items: readonly string[]): string {
  return `${customerHead}fields:\n${items.map((item) => `  - ${item}\n`).join('')}`;
}

export const customerHead = `name: CUSTOMER
table: Customer
integrationTable: account
direction: bidirectional
`;

/** Tables by name, fields by name, each with its type and facts: `text(20) required unique readOnly -> table.field`. */
export type SchemaInWords = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `name = Caption` in place of a name gives the caption, too. */
export function schemaOf(tables: SchemaInWords): SystemSchema {
  return { tables: Object.entries(tables).map(([name, fields]) => tableOf(name, fields)) };
}

function tableOf(name: string, fields: Readonly<Record<string, string>>): TableDescription {
  const described = Object.entries(fields).map(([field, words]) => fieldOf(field, words));
  const first = (fact: string) => Object.entries(fields).find(([, words]) => words.split(' ').includes(fact))?.[0];
  const named = (key: 'idField' | 'keyField' | 'modifiedOnField', fact: string) => {
    const field = first(fact);
    return field === undefined ? {} : { [key]: nameAndCaption(field).name };
  };
  return {
    ...nameAndCaption(name),
    fields: described,
    ...named('idField', 'id'),
    ...named('keyField', 'key'),
    ...named('modifiedOnField', 'modifiedOn'),
  };
}

function fieldOf(field: string, words: string): FieldDescription {
  const facts = words.split(' ');
  const reference = /-> (\S+)\.(\S+)/.exec(words);
  return {
    ...nameAndCaption(field),
    type: typeOf(words),
    required: facts.includes('required'),
    readOnly: facts.includes('readOnly'),
    unique: facts.includes('unique'),
    ...(reference ? { references: { table: reference[1] ?? '', field: reference[2] ?? '' } } : {}),
  };
}

function nameAndCaption(words: string): { readonly name: string; readonly caption?: string } {
  const [name = '', caption] = words.split(' = ');
  return { name, ...(caption === undefined ? {} : { caption }) };
}

function typeOf(words: string): FieldType {
  const [, kind, given] = must(/^(\w+)(?:\(([^)]*)\))?/.exec(words), words);
  const numbers = (given ?? '').split(',').map(Number);
  switch (kind) {
    case 'text':
      return { kind, ...(given === undefined ? {} : { maxLength: numbers[0] ?? 0 }) };
    case 'integer':
      return { kind, min: '-2147483648', max: '2147483647' };
    case 'decimal':
      return { kind, ...(given === undefined ? {} : { precision: numbers[0] ?? 0, scale: numbers[1] ?? 0 }) };
    case 'boolean':
    case 'date':
    case 'guid':
      return { kind };
    case 'dateTime':
      return { kind, fractionDigits: 3 };
    case 'option':
      return {
        kind,
        members: (given ?? '')
          .split(',')
          .map((member) => member.split(':'))
          .map(([value = '', name = '']) => ({ value, name })),
      };
    default:
      throw new Error(`There is no type ${words}`);
  }
}

export const sampleWorkspace = `environments:
  sample:
    local: { connector: sqlite, file: data/local.sqlite }
    integration: { connector: sqlite, file: data/integration.sqlite }
mappings:
  - mappings/*.mapping.yaml
`;

/** A small Business Central beside a small Dataverse. */
export const sampleSchemas: CachedSchemas = {
  environment: 'sample',
  readAt: '2026-11-01T08:00:00.000Z',
  local: schemaOf({
    Customer: {
      SystemId: 'guid id required unique',
      'No.': 'text(20) key required unique',
      'Name = Customer Name': 'text(100)',
      'E-Mail': 'text(80)',
      'Credit Limit (LCY)': 'decimal(18,2)',
      Blocked: 'option(0: ,1:Ship,2:Invoice,3:All)',
      'Salesperson Code': 'text(20) -> Salesperson.Code',
      'Last Date Modified': 'date readOnly',
      'Balance (LCY)': 'decimal(18,2) readOnly',
      Privacy: 'boolean',
      'Amount, Net': 'decimal(18,2)',
      SystemModifiedAt: 'dateTime modifiedOn',
    },
    Salesperson: {
      SystemId: 'guid id required unique',
      Code: 'text(20) key required unique',
      Name: 'text(50)',
      SystemModifiedAt: 'dateTime modifiedOn',
    },
    Currency: {
      SystemId: 'guid id required unique',
      Code: 'text(10) key unique',
      SystemModifiedAt: 'dateTime modifiedOn',
    },
    Vendor: {
      SystemId: 'guid id required unique',
      'No.': 'text(20) key unique',
      SystemModifiedAt: 'dateTime modifiedOn',
    },
  }),
  integration: schemaOf({
    'account = Account': {
      accountid: 'guid id required unique',
      accountnumber: 'text(20) key unique',
      'name = Account Name': 'text(160) required',
      emailaddress1: 'text(100)',
      creditlimit: 'decimal(19,4)',
      statecode: 'option(0:Active,1:Inactive)',
      customertypecode: 'option(1:Competitor,3:Customer,11:Vendor)',
      ownerid: 'guid -> systemuser.systemuserid',
      owneridtype: 'text(64) required',
      createdon: 'dateTime readOnly',
      donotemail: 'boolean',
      modifiedon: 'dateTime modifiedOn',
    },
    systemuser: {
      systemuserid: 'guid id required unique',
      fullname: 'text(200) readOnly',
      modifiedon: 'dateTime modifiedOn',
    },
    transactioncurrency: {
      transactioncurrencyid: 'guid id unique',
      isocurrencycode: 'text(5) key',
      modifiedon: 'dateTime modifiedOn',
    },
    contact: { contactid: 'guid id required unique', fullname: 'text(160)', modifiedon: 'dateTime modifiedOn' },
  }),
};

export const salespeopleFile = `name: SALESPEOPLE
table: Salesperson
integrationTable: systemuser
direction: fromIntegrationTable
fields:
  - Name <- fullname
`;
