import { formatTime } from './formatTime';
import { printable } from './printable';
import { textTable } from './textTable';
import type { FieldDescription, SystemSchema, TableDescription } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import type { FieldType } from '../../core/model/value';
import type { WorkspaceSchema } from '../../service/workspaceService';
import type { RenderContext } from './renderContext';

/** The tables and fields of both sides, and how old this knowledge is. */
export function renderSchema(schema: WorkspaceSchema, context: RenderContext): readonly string[] {
  const { style, commandLine } = context;
  const source = schema.cached ? `; ${commandLine(['schema', '--refresh'])} reads it again` : '';
  return [
    `${style.paint('bold', 'Schema')} of environment ${printable(schema.environment)}, read ${formatTime(schema.readAt)}${source}`,
    ...sideLines('local', schema.local, context),
    ...sideLines('integration', schema.integration, context),
  ];
}

function sideLines(side: Side, { tables }: SystemSchema, context: RenderContext): readonly string[] {
  return [
    '',
    `${context.style.paint('bold', side)}, ${tables.length} ${tables.length === 1 ? 'table' : 'tables'}`,
  ].concat(
    tables.flatMap((table) => ['', context.style.paint('cyan', printable(table.name)), ...fieldLines(table, context)]),
  );
}

function fieldLines(table: TableDescription, { style, width }: RenderContext): readonly string[] {
  const rows = table.fields.map((field) => [field.name, typeText(field.type), remarks(field, table)]);
  return textTable([{ title: 'field' }, { title: 'type' }, { title: '' }], rows, { style, width });
}

function remarks(field: FieldDescription, table: TableDescription): string {
  const said = [
    field.name === table.idField && 'id',
    field.name === table.keyField && 'key',
    field.name === table.modifiedOnField && 'modified on',
    field.required && 'required',
    field.readOnly && 'read-only',
    field.unique && 'unique',
    field.references && `refers to ${field.references.table}.${field.references.field}`,
  ];
  return said.filter((word) => typeof word === 'string').join(', ');
}

/** `text(100)`, `decimal(18,2)`, `option(Active, Inactive)`. */
function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return type.maxLength === undefined ? 'text' : `text(${type.maxLength})`;
    case 'decimal':
      return type.precision === undefined ? 'decimal' : `decimal(${type.precision},${type.scale ?? 0})`;
    case 'option':
      return `option(${type.members.map(({ name }) => name).join(', ')})`;
    case 'boolean':
    case 'date':
    case 'dateTime':
    case 'guid':
    case 'integer':
      return type.kind;
  }
}
