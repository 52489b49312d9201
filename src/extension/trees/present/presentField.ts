import type { FieldOverview } from '../../../protocol/workerProtocol';
import type { Row } from '../treeNode';
import type { Wording } from './wording';
import { directionArrow, joined } from './phrases';

/** A field mapping: both fields with the arrow between, what happens on the way, and in words whether it takes part. */
export function presentField(field: FieldOverview, words: Wording): Row {
  const { t } = words;
  const label = `${sideText(field.localField, field)} ${directionArrow(field.direction)} ${sideText(field.integrationField, field)}`;
  const notes = joined([
    field.enabled ? '' : t('disabled'),
    ...field.notes,
    field.match ? t('matching, priority {0}', words.count(field.match.priority)) : '',
  ]);
  const fields = accessibleFields(field, words);
  return {
    label,
    description: notes,
    icon: field.enabled ? { name: 'symbol-field' } : { name: 'circle-slash', color: 'disabledForeground' },
    contextValue: 'field',
    accessibleLabel: notes === '' ? fields : `${fields}, ${notes}`,
  };
}

/** What stands on one side: the field, or the constant that takes the place of one. */
function sideText(name: string | null, { constant }: FieldOverview): string {
  return name ?? `'${constant ?? ''}'`;
}

function accessibleFields(field: FieldOverview, { t }: Wording): string {
  const local = sideText(field.localField, field);
  const integration = sideText(field.integrationField, field);
  switch (field.direction) {
    case 'bidirectional':
      return t('{0} and {1} both ways', local, integration);
    case 'toIntegrationTable':
      return t('{0} to {1}', local, integration);
    case 'fromIntegrationTable':
      return t('{0} from {1}', local, integration);
  }
}
