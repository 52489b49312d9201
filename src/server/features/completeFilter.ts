import type { CompletionItem } from 'vscode-languageserver-types';
import { findField } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import type { FieldKind, FieldType } from '../../core/model/value';
import { parseValue } from '../../core/transfer/parseValue';
import { valuesOf } from './completeFixedValue';
import type { CompletionAsk, Offer } from './completionAsk';
import { itemFrom, itemKinds, rank, replacePart, replaceToken } from './completionAsk';
import { isLiteral } from './fieldLine';

/** Offers options and operators inside a filter expression: for the value at the cursor, between the operators around it. */
export function completeFilter(ask: CompletionAsk, side: Side, field: string): readonly CompletionItem[] {
  const table = ask.view.tables[side];
  const type = table && findField(table, field)?.type;
  const { token } = ask.context;
  // With escapes before the cursor nothing tells where its value begins; nobody writes expressions of such a length.
  if (!isLiteral(token) || token.text.length > 1000) return [];
  const part = operandAt(ask);
  const isEmpty = token.text.trim() === '';
  const values = valuesOf(type).map(({ value, name }, index) => {
    const offer: Offer = {
      label: value === '' ? "''" : value,
      kind: itemKinds.member,
      ...(name === '' || name === value ? {} : { detail: name }),
      sort: rank('1', index),
    };
    const filter = value === '' ? "''" : `${value} ${name}`.trim();
    return partItem(ask, offer, part, quotedOperand(value), filter);
  });
  const blank: Offer = { label: "''", kind: itemKinds.value, detail: 'blank', sort: rank('2', 0) };
  const operators = (isEmpty ? startOperators : []).filter(({ kinds }) => !type || !kinds || kinds.includes(type.kind));
  return [
    ...values,
    // Nothing between quotes is blank both to YAML and to the filter.
    ...(isEmpty ? [itemFrom(ask, blank, replaceToken(ask, ''))] : []),
    ...operators.map(({ sign, detail }, index) => {
      const offer: Offer = { label: sign, kind: itemKinds.operator, detail, sort: rank('3', index), goesOn: true };
      return partItem(ask, offer, part, sign, sign);
    }),
    ...(isWhole(part.text, type) ? joinsAfter(ask) : []),
  ];
}

interface Operand {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface OperatorWords {
  readonly sign: string;
  readonly detail: string;
  readonly kinds?: readonly FieldKind[];
}

const ordered: readonly FieldKind[] = ['integer', 'decimal', 'date', 'dateTime', 'text'];
const startOperators: readonly OperatorWords[] = [
  { sign: '<>', detail: 'not equal' },
  { sign: '>', detail: 'greater than', kinds: ordered },
  { sign: '>=', detail: 'greater than or equal', kinds: ordered },
  { sign: '<', detail: 'less than', kinds: ordered },
  { sign: '<=', detail: 'less than or equal', kinds: ordered },
  { sign: '..', detail: 'up to', kinds: ordered },
  { sign: '@', detail: 'whatever the case', kinds: ['text'] },
  { sign: '*', detail: 'any characters', kinds: ['text'] },
];

const joins: readonly OperatorWords[] = [
  { sign: '|', detail: 'or' },
  { sign: '&', detail: 'and' },
  { sign: '..', detail: 'a range: from here to' },
];

/** Behind a value: what may join it with the next. */
function joinsAfter(ask: CompletionAsk): readonly CompletionItem[] {
  const { token, before } = ask.context;
  const at = token.start + token.quote.length + before.length;
  return joins.map(({ sign, detail }, index) => {
    const offer: Offer = { label: sign, kind: itemKinds.operator, detail, sort: rank('4', index), goesOn: true };
    return partItem(ask, offer, { start: at, end: at, text: '' }, sign, sign);
  });
}

/** What stands there may be a value already; half an option's name is none. */
function isWhole(text: string, type: FieldType | undefined): boolean {
  return text.trim() !== '' && (!type || parseValue(text, type).ok);
}

/** What an operator is replaced by may change the whole expression: then it is found by what stands before it, too. */
function partItem(ask: CompletionAsk, offer: Offer, part: Operand, text: string, filter: string): CompletionItem {
  const replaced = replacePart(ask, part, text, filter);
  return itemFrom(ask, { ...offer, filter: replaced.filter }, replaced.insertion);
}

/** The value at the cursor: from the operator before it to the one behind it. */
function operandAt({ context: { token, before } }: CompletionAsk): Operand {
  const sign = /^(?:.*(?:\.\.|[|&()@=<>]))?\s*/su.exec(before)?.[0].length ?? 0;
  const open = token.start + token.quote.length;
  const rest = token.text.slice(before.length);
  const behind = rest.search(/\s*(\.\.|[|&()])|\s*$/u);
  const end = open + before.length + (behind < 0 ? rest.length : behind);
  return { start: open + sign, end, text: before.slice(sign) };
}

/** A value as it stands in an expression: in quotes where it holds operators. */
function quotedOperand(value: string): string {
  return value === '' || /['|&()*?@<>=]|\.\./.test(value) ? `'${value.replaceAll("'", "''")}'` : value;
}
