import type { Choice } from '../quickSteps/asker';
import type { Direction, Side } from '../../core/model/side';
import type { FieldDescription, SystemSchema, TableDescription } from '../../core/model/schema';
import type { FieldType } from '../../core/model/value';
import type { Locale } from '../locale';
import type { KnownMapping } from '../../core/mapping/proposeLookups';
import type { NeededField } from './mappingDraft';

/** The tables of a side in the order given, and the way to a newer list of them. */
export function tableChoices(
  schema: SystemSchema,
  order: readonly string[],
  about: { readonly side: Side; readonly mappings: readonly KnownMapping[]; readonly picked: string | undefined },
  locale: Locale,
): readonly Choice<string | undefined>[] {
  const { t } = locale;
  const tables = order.flatMap((name) => schema.tables.find((table) => table.name === name) ?? []);
  return [
    ...tables.map(({ name, fields }): Choice<string> => {
      const users = about.mappings.filter(
        (each) => (about.side === 'local' ? each.table : each.integrationTable) === name,
      );
      const size = fields.length === 1 ? t('1 field') : t('{0} fields', locale.count(fields.length));
      const used = users.map((each) => each.name).join(', ');
      return {
        label: name,
        description: used === '' ? size : t('{0}, mapped by {1}', size, used),
        value: name,
        picked: name === about.picked,
      };
    }),
    {
      label: t('Refresh Schema'),
      description: tables.length === 0 ? t('no table is known yet') : t('where a table is missing'),
      value: undefined,
    },
  ];
}

/** The directions of a mapping between two tables; both ways unless one side cannot be written. */
export function directionChoices(
  tables: { readonly [S in Side]: TableDescription },
  picked: Direction | undefined,
  { t }: Locale,
): readonly Choice<Direction>[] {
  const { local, integration } = { local: tables.local.name, integration: tables.integration.name };
  const words: readonly (readonly [Direction, string, string])[] = [
    ['bidirectional', t('{0} ↔ {1}', local, integration), t('changes go both ways')],
    ['toIntegrationTable', t('{0} → {1}', local, integration), t('changes of {0} count', local)],
    ['fromIntegrationTable', t('{0} ← {1}', local, integration), t('changes of {0} count', integration)],
  ];
  return words.map(([value, label, description]) => ({ label, description, value, picked: value === picked }));
}

/** Fields that may be what is needed, the likeliest first. For the key there is also the id. */
export function neededFieldChoices(
  table: TableDescription,
  word: NeededField,
  picked: string | undefined,
  locale: Locale,
): readonly Choice<string>[] {
  const scored = table.fields.map((field) => ({ field, score: fitness(field, word) }));
  return scored
    .sort((a, b) => b.score - a.score)
    .map(({ field: { name, type } }) => ({
      label: name,
      description: typeText(type, locale),
      value: name,
      picked: name === picked,
    }));
}

/** The question for a needed field. */
export function neededFieldPrompt(table: string, word: NeededField, { t }: Locale): string {
  switch (word) {
    case 'id':
      return t('Which field of {0} identifies its records and never changes?', table);
    case 'key':
      return t('Which field of {0} do people call its records by?', table);
    case 'modifiedOn':
      return t('Which field of {0} says when a record was changed?', table);
  }
}

/** A field's type as people read it: `text 100`, `decimal 18.2`. */
export function typeText(type: FieldType, { t }: Locale): string {
  switch (type.kind) {
    case 'text':
      return type.maxLength === undefined ? t('text') : t('text {0}', type.maxLength);
    case 'decimal':
      return type.precision === undefined ? t('decimal') : t('decimal {0}', `${type.precision}.${type.scale ?? 0}`);
    case 'integer':
      return t('integer');
    case 'boolean':
      return t('boolean');
    case 'date':
      return t('date');
    case 'dateTime':
      return t('date and time');
    case 'guid':
      return t('guid');
    case 'option':
      return t('option');
  }
}

function fitness({ name, type, unique, required }: FieldDescription, word: NeededField): number {
  const says = (pattern: RegExp) => (pattern.test(name) ? 1 : 0);
  switch (word) {
    case 'id':
      return (unique ? 4 : 0) + (type.kind === 'guid' ? 2 : 0) + (required ? 1 : 0) + says(/id$/i);
    case 'key':
      return (unique ? 4 : 0) + (type.kind === 'text' ? 2 : 0) + says(/^(no\.?|code|.*number|name)$/i);
    case 'modifiedOn':
      return (type.kind === 'dateTime' ? 4 : type.kind === 'date' ? 2 : 0) + 2 * says(/modif|chang|updat/i);
  }
}
