import type { ConflictField, FieldChoice } from '../src/protocol/resultsProtocol';
import { fieldKey } from './state';
import type { ViewState } from './state';

/** Fields that nobody chose for are left to the synchronization. */
export function choicesFor(fields: readonly ConflictField[], choices: ViewState['choices']): readonly FieldChoice[] {
  return fields.flatMap((field) => {
    const take = choices.get(fieldKey(field));
    return take === undefined ? [] : [{ localField: field.localField, integrationField: field.integrationField, take }];
  });
}
