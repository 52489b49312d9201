import type { Choice } from '../quickSteps/asker';
import type { Locale } from '../locale';
import type { Side } from '../../core/model/side';
import type { SystemSchema } from '../../core/model/schema';
import type { WorkspaceSchemaAnswer } from '../../protocol/workerProtocol';

/** What became different between two looks at the systems. */
export interface SchemaChange {
  readonly side: Side;
  readonly kind: 'tableAdded' | 'tableRemoved' | 'fieldAdded' | 'fieldRemoved' | 'fieldChanged';
  readonly table: string;
  /** Absent where the whole table is meant. */
  readonly field?: string;
}

/** The differences, table by table. */
export function schemaChanges(
  before: Pick<WorkspaceSchemaAnswer, Side>,
  after: Pick<WorkspaceSchemaAnswer, Side>,
): readonly SchemaChange[] {
  return (['local', 'integration'] as const).flatMap((side) => sideChanges(side, before[side], after[side]));
}

/** How a refresh ended, in sentences. `changes` is undefined where nothing was known before. */
export function schemaText(
  schema: WorkspaceSchemaAnswer,
  changes: readonly SchemaChange[] | undefined,
  locale: Locale,
): string {
  const { t } = locale;
  const tables = (side: Side) => locale.count(schema[side].tables.length);
  const read = t(
    'Read {0} local and {1} integration tables of {2}.',
    tables('local'),
    tables('integration'),
    schema.environment,
  );
  if (changes === undefined) return read;
  if (changes.length === 0) return t('{0} Nothing changed.', read);
  return changes.length === 1
    ? t('{0} There is 1 change.', read)
    : t('{0} There are {1} changes.', read, locale.count(changes.length));
}

/** The changes as a list to read. */
export function schemaChangeChoices(changes: readonly SchemaChange[], { t }: Locale): readonly Choice<SchemaChange>[] {
  const headings = { local: t('Local tables'), integration: t('Integration tables') };
  return changes.map((change, index) => ({
    label: change.field === undefined ? change.table : `${change.table}: ${change.field}`,
    description: kindText(change.kind),
    value: change,
    ...(changes[index - 1]?.side !== change.side && { heading: headings[change.side] }),
  }));

  function kindText(kind: SchemaChange['kind']): string {
    switch (kind) {
      case 'tableAdded':
        return t('new table');
      case 'tableRemoved':
        return t('table is gone');
      case 'fieldAdded':
        return t('new field');
      case 'fieldRemoved':
        return t('field is gone');
      case 'fieldChanged':
        return t('field has changed');
    }
  }
}

function sideChanges(side: Side, before: SystemSchema, after: SystemSchema): readonly SchemaChange[] {
  const old = new Map(before.tables.map((table) => [table.name, table]));
  const now = new Set(after.tables.map(({ name }) => name));
  const removed = before.tables.filter(({ name }) => !now.has(name));
  return [
    ...removed.map(({ name }): SchemaChange => ({ side, kind: 'tableRemoved', table: name })),
    ...after.tables.flatMap((table): readonly SchemaChange[] => {
      const known = old.get(table.name);
      if (!known) return [{ side, kind: 'tableAdded', table: table.name }];
      const oldFields = new Map(known.fields.map((field) => [field.name, JSON.stringify(field)]));
      const names = new Set(table.fields.map(({ name }) => name));
      const gone = known.fields.filter(({ name }) => !names.has(name));
      return [
        ...gone.map(({ name }): SchemaChange => ({ side, kind: 'fieldRemoved', table: table.name, field: name })),
        ...table.fields.flatMap((field): readonly SchemaChange[] => {
          const described = oldFields.get(field.name);
          if (described === JSON.stringify(field)) return [];
          const kind = described === undefined ? 'fieldAdded' : 'fieldChanged';
          return [{ side, kind, table: table.name, field: field.name }];
        }),
      ];
    }),
  ];
}
