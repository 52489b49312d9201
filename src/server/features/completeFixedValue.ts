import type { CompletionItem } from 'vscode-languageserver-types';
import { findField } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import type { FieldType } from '../../core/model/value';
import type { CompletionAsk, Offer } from './completionAsk';
import { itemFrom, itemKinds, rank, replaceToken } from './completionAsk';
import { optionsOf } from './describeField';
import { fieldNameOn } from './fieldLine';

/** The values that a field may be set to, as far as they can be listed. */
export function completeFixedValue(
  ask: CompletionAsk,
  side: Side,
  field: string | undefined,
): readonly CompletionItem[] {
  const table = ask.view.tables[side];
  const type = table && field !== undefined ? findField(table, field)?.type : undefined;
  return valuesOf(type).map(({ value, name }, index) => {
    const offer: Offer = {
      label: value === '' ? "''" : value,
      kind: itemKinds.member,
      ...(name === '' || name === value ? {} : { detail: name }),
      // An option is found by its name, too.
      filter: value === '' ? "''" : `${value} ${name}`.trim(),
      sort: rank('1', index),
      ...(ask.context.flow ? { commit: [','] } : {}),
    };
    return itemFrom(ask, offer, replaceToken(ask, value));
  });
}

/** The constant of a line that names one field; of two, the one it could only be for. */
export function completeConstant(ask: CompletionAsk, item: number): readonly CompletionItem[] {
  const line = ask.view.lines[item];
  const side: Side = fieldNameOn(line, 'integration') === undefined ? 'local' : 'integration';
  return completeFixedValue(ask, side, fieldNameOn(line, side));
}

/** What a local value becomes: an option of the integration field that is called alike first. */
export function completeMappedValue(ask: CompletionAsk, item: number): readonly CompletionItem[] {
  const { view, context } = ask;
  const line = view.lines[item];
  const field = fieldNameOn(line, 'integration');
  const key = String(context.path.at(-1) ?? '').toLowerCase();
  const local =
    optionsOf(view.tables.local, fieldNameOn(line, 'local')).find(({ value }) => value === key)?.name ?? key;
  return completeFixedValue(ask, 'integration', field).map((each) => {
    const isAlike = each.detail?.toLowerCase() === local.toLowerCase();
    return isAlike ? { ...each, sortText: rank('0', 0), preselect: true } : each;
  });
}

/** Values that can be told without a system: options, yes and no. */
export function valuesOf(type: FieldType | undefined): readonly { readonly value: string; readonly name: string }[] {
  if (type?.kind === 'option') return type.members;
  if (type?.kind !== 'boolean') return [];
  return [
    { value: 'true', name: '' },
    { value: 'false', name: '' },
  ];
}
