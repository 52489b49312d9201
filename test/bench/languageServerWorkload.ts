import type { FieldDescription, SystemSchema, TableDescription } from '../../src/core/model/schema';
import type { FieldType } from '../../src/core/model/value';

/** A workspace as text: every file by its name relative to the folder, and the schemas that the cache would hold. */
export interface LanguageWorkload {
  readonly files: ReadonlyMap<string, string>;
  readonly schemas: { readonly local: SystemSchema; readonly integration: SystemSchema };
}

/**
 * A workspace of many mappings as people write them: most fields in short form, every tenth with options, lookups into the
 * mapping before. All is in order but what `brokenEvery` asks for: that many fields apart, one names a field that does not exist.
 */
export function languageWorkload(mappings: number, fields: number, brokenEvery = 0): LanguageWorkload {
  const files = new Map([['tandem.yaml', workspaceText]]);
  for (let at = 0; at < mappings; at++) files.set(fileOf(at), mappingText(at, fields, brokenEvery));
  const tables = (side: 'local' | 'integration'): SystemSchema => ({
    tables: Array.from({ length: mappings }, (_, at) => tableOf(side, at, fields)),
  });
  return { files, schemas: { local: tables('local'), integration: tables('integration') } };
}

/** The file of one of its mappings, from 0. */
export function fileOf(mapping: number): string {
  return `mappings/table-${String(mapping).padStart(3, '0')}.mapping.yaml`;
}

const workspaceText = `environments:
  bench:
    local:
      connector: sqlite
      file: data/local.sqlite
      defaults: { id: SystemId, modifiedOn: SystemModifiedAt, key: No. }
    integration:
      connector: sqlite
      file: data/integration.sqlite
      defaults: { modifiedOn: modifiedon }
mappings:
  - mappings/*.mapping.yaml
`;

function mappingText(at: number, fields: number, brokenEvery: number): string {
  const lines = [
    `# What the sales people of region ${at} see.`,
    `name: TABLE ${at}`,
    `table: Table ${at}`,
    `integrationTable: { name: table_${at}, id: table_${at}id, key: number }`,
    'direction: bidirectional',
    'synchOnlyCoupledRecords: false',
    "tableFilter: { Blocked: '' }",
    'integrationTableFilter: { statecode: 0 }',
    'fields:',
    '  - map: No. <-> number',
    '    match: 1',
    '  - map: Blocked <-> statecode',
    "    values: { '': 0, All: 1 }",
  ];
  for (let field = 1; field <= fields - 2; field++) {
    const local = brokenEvery > 0 && field % brokenEvery === 0 ? `Feild ${field}` : `Field ${field}`;
    if (field % 10 === 0 && at > 0) {
      lines.push(`  - map: ${local} <-> field_${field}`, `    lookup: TABLE ${at - 1}`, '    notNull: true');
    } else if (field % 10 === 5) {
      lines.push(
        `  - map: ${local} <-> field_${field}`,
        '    transform: { toIntegrationTable: [trim, lowercase], fromIntegrationTable: [] }',
      );
    } else lines.push(`  - ${local} <-> field_${field}`);
  }
  return `${lines.join('\n')}\n`;
}

function tableOf(side: 'local' | 'integration', at: number, fields: number): TableDescription {
  const local = side === 'local';
  const own = Array.from({ length: fields - 2 }, (_, index) => {
    return fieldOf(local ? `Field ${index + 1}` : `field_${index + 1}`, typeOf(index + 1));
  });
  const common = local
    ? [
        fieldOf('SystemId', { kind: 'guid' }, { readOnly: true, unique: true }),
        fieldOf('No.', text(20), { unique: true, required: true }),
        fieldOf('Blocked', text(10)),
        fieldOf('SystemModifiedAt', { kind: 'dateTime', fractionDigits: 3 }, { readOnly: true }),
      ]
    : [
        fieldOf(`table_${at}id`, { kind: 'guid' }, { readOnly: true, unique: true }),
        fieldOf('number', text(20), { unique: true }),
        fieldOf('statecode', { kind: 'integer', min: '-2147483648', max: '2147483647' }),
        fieldOf('modifiedon', { kind: 'dateTime', fractionDigits: 3 }, { readOnly: true }),
      ];
  return { name: local ? `Table ${at}` : `table_${at}`, fields: [...common, ...own] };
}

function typeOf(field: number): FieldType {
  if (field % 10 === 0) return { kind: 'guid' };
  if (field % 10 === 5) return text(100);
  if (field % 3 === 1) return { kind: 'decimal' };
  return field % 3 === 2 ? { kind: 'date' } : text(50);
}

function text(maxLength: number): FieldType {
  return { kind: 'text', maxLength };
}

function fieldOf(name: string, type: FieldType, flags: Partial<FieldDescription> = {}): FieldDescription {
  return { name, type, required: false, readOnly: false, unique: false, ...flags };
}
