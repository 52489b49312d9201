import type { CompletionItem } from 'vscode-languageserver-types';
import type { FieldPairProposal } from '../../core/mapping/proposeFieldPairs';
import type { PairDoubt } from '../../core/mapping/pairDoubts';
import type { ArrowText } from '../../core/mapping/parseArrow';
import { directionOfArrow } from '../../core/mapping/parseArrow';
import type { Direction, Side } from '../../core/model/side';
import { destinationSide, runDirections } from '../../core/model/side';
import type { CompletionAsk, Insertion } from './completionAsk';
import { escapeSnippet, itemFrom, itemKinds, rank, replacePart, replaceRaw } from './completionAsk';
import { fieldDetail } from './describeField';
import type { FieldLine, LinePart } from './fieldLine';
import { fieldNameOn, isLiteral, readFieldLine } from './fieldLine';
import { openPairs, rankFields } from './rankFields';
import { quotedText, scalarText } from './scalarText';

/** Offers what a line of `fields` lacks at the cursor: a whole pair, the field of one side, or an arrow. */
export function completeFieldLine(ask: CompletionAsk, item: number): readonly CompletionItem[] {
  const { token, before } = ask.context;
  if (!isLiteral(token)) return [];
  const line = readFieldLine(token);
  const at = token.start + token.quote.length + before.length;
  const pairs = openPairs(ask.analysis, ask.view, item);
  const partly = /(?:^|\s)(<-?|-)$/.exec(before.slice(-3))?.[1];
  if (!line.arrow) {
    if (partly !== undefined) return arrows(ask, { start: at - partly.length, end: at });
    const isNamed = /\S\s$/.test(before.slice(-2));
    const open = isNamed ? arrows(ask, { start: at, end: at }) : wholeLines(ask, pairs);
    return [...open, ...localFields(ask, { item, own: line }, pairs), ...(isNamed ? [] : constants(ask, pairs))];
  }
  if (at < line.arrow.start) return fieldsOfSide(ask, 'local', { item, own: line }, held(line.local, at), pairs);
  if (at <= line.arrow.end) return arrows(ask, line.arrow);
  const part = held(line.integration ?? { text: '', start: at, end: at }, at);
  return fieldsOfSide(ask, 'integration', { item, own: line }, part, pairs);
}

interface LineAtCursor {
  /** Its position in `fields`. */
  readonly item: number;
  readonly own: FieldLine;
}

/** The stretch with the cursor in it: between several spaces it stands beside the name. */
function held(part: LinePart, at: number): LinePart {
  return { ...part, start: Math.min(part.start, at), end: Math.max(part.end, at) };
}

/** Arrows that the mapping's direction allows; without a field before it only the one that a constant can have. */
function arrows(ask: CompletionAsk, part: Omit<LinePart, 'text'>): readonly CompletionItem[] {
  const { direction } = ask.view;
  const { token } = ask.context;
  const isFirst = token.text.slice(0, part.start - token.start - token.quote.length).trim() === '';
  const open = arrowWords
    .filter(({ text }) => direction === 'bidirectional' || text === '<->' || directionOfArrow[text] === direction)
    .filter(({ text }) => !isFirst || text === '->');
  const preferred = arrowOf[direction];
  return open.map(({ text, detail }, index) => {
    const group = text === preferred ? '0' : '1';
    const offer = { label: text, kind: itemKinds.operator, detail, sort: rank(group, index), goesOn: true };
    const space = /[ \t]/.test(ask.file.text.charAt(part.end)) ? '' : ' ';
    const { insertion } = replacePart(ask, part, `${text}${space}`, text);
    return itemFrom(ask, offer, insertion);
  });
}

const arrowWords: readonly { readonly text: ArrowText; readonly detail: string }[] = [
  { text: '<->', detail: 'both ways' },
  { text: '->', detail: 'to the integration table' },
  { text: '<-', detail: 'from the integration table' },
];

const arrowOf: Readonly<Record<Direction, ArrowText>> = {
  bidirectional: '<->',
  toIntegrationTable: '->',
  fromIntegrationTable: '<-',
};

function fieldsOfSide(
  ask: CompletionAsk,
  side: Side,
  line: LineAtCursor,
  part: LinePart,
  pairs: readonly FieldPairProposal[],
): readonly CompletionItem[] {
  const { arrow } = line.own;
  const direction = arrow ? directionOfArrow[arrow.text] : ask.view.direction;
  // An arrow stands apart from its fields.
  const glue = part.end === arrow?.start ? ' ' : '';
  return rankFields(ask.view, line, side, direction, pairs).map(({ field, group }, index) => {
    const detail = group === 4 ? `${fieldDetail(field)} · mapped already` : fieldDetail(field);
    const { insertion, filter } = replacePart(ask, part, `${field.name}${glue}`, field.name);
    const found = field.caption === undefined ? filter : `${filter} ${field.caption}`;
    return itemFrom(
      ask,
      { label: field.name, kind: itemKinds.field, detail, filter: found, sort: rank(String(group), index) },
      insertion,
    );
  });
}

/** The local fields with the arrow of the mapping's direction behind them. */
function localFields(
  ask: CompletionAsk,
  line: LineAtCursor,
  pairs: readonly FieldPairProposal[],
): readonly CompletionItem[] {
  const { direction } = ask.view;
  return rankFields(ask.view, line, 'local', direction, pairs).map(({ field, group }, index) => {
    const arrow = arrowOf[field.readOnly && direction === 'bidirectional' ? 'toIntegrationTable' : direction];
    const detail = group === 4 ? `${fieldDetail(field)} · mapped already` : fieldDetail(field);
    return itemFrom(
      ask,
      {
        label: field.name,
        kind: itemKinds.field,
        detail,
        ...(field.caption === undefined ? {} : { filter: `${field.name} ${field.caption}` }),
        sort: rank(String(group + 2), index),
        goesOn: true,
      },
      openLine(ask, `${field.name} ${arrow}`),
    );
  });
}

/** A line that goes on behind its arrow. */
function openLine(ask: CompletionAsk, text: string): Insertion {
  const { quote } = ask.context.token;
  const written = quote === '' ? scalarText(text, ask.context.flow) : quotedText(text, quote);
  if (written === text) return replaceRaw(ask, `${escapeSnippet(text)} $0`, true);
  return replaceRaw(ask, `${escapeSnippet(written.slice(0, -1))} $0${written.slice(-1)}`, true);
}

/** Pairs that go together by name, type and reference, with the lookup that translates a reference. */
function wholeLines(ask: CompletionAsk, pairs: readonly FieldPairProposal[]): readonly CompletionItem[] {
  return pairs.map((pair, index) => {
    const text = `${pair.localField} ${arrowOf[pair.direction]} ${pair.integrationField}`;
    const lookup = pair.lookup === undefined ? '' : ` · lookup ${pair.lookup}`;
    const doubts = pair.doubts.map(doubtWords);
    return itemFrom(
      ask,
      {
        label: text,
        kind: itemKinds.snippet,
        detail: `${likenessWords[pair.likeness]}${lookup}`,
        ...(doubts.length > 0 ? { about: doubts.join('\n\n') } : {}),
        sort: rank(pair.picked ? '0' : '1', index),
      },
      lineInsertion(ask, text, pair.lookup === undefined ? undefined : `lookup: ${scalarText(pair.lookup, false)}`),
    );
  });
}

const likenessWords: Readonly<Record<FieldPairProposal['likeness'], string>> = {
  sameName: 'same name',
  sameMeaning: 'same meaning',
  similarName: 'similar name',
  reference: 'reference',
};

function doubtWords(doubt: PairDoubt): string {
  switch (doubt.kind) {
    case 'textMayBeTooLong':
      return `Texts may be longer than the ${doubt.limit} characters of the ${doubt.to} field.`;
    case 'valuesMayNotFit':
      return `Some ${doubt.from} values do not fit the ${doubt.to} field, which holds ${doubt.into}.`;
    case 'onlySimilar':
      return 'The names have words in common, no more.';
  }
}

/** A line with an option below it where a group of keys may begin, else the line alone. */
function lineInsertion(ask: CompletionAsk, text: string, option: string | undefined, snippet = false): Insertion {
  const { token, mayBeKey, column, flow } = ask.context;
  const written = token.quote === '' ? scalarText(text, flow) : quotedText(text, token.quote);
  const line = snippet ? escapeSnippet(written) : written;
  if (option === undefined) return replaceRaw(ask, line, snippet);
  if (!mayBeKey) return replaceRaw(ask, line, snippet);
  return replaceRaw(ask, `map: ${line}\n${' '.repeat(column)}${option}`, snippet);
}

/** Fields that a new record needs and that nothing is mapped to: a constant could set them. */
function constants(ask: CompletionAsk, pairs: readonly FieldPairProposal[]): readonly CompletionItem[] {
  const { view, context } = ask;
  if (!context.mayBeKey) return [];
  return runDirections(view.direction).flatMap((run) => {
    const side = destinationSide(run);
    const paired = pairs.map((pair) => (side === 'local' ? pair.localField : pair.integrationField));
    const set = new Set([...paired, ...view.lines.map((line) => fieldNameOn(line, side))]);
    const table = view.tables[side];
    const open = (table?.fields ?? []).filter(
      ({ name, required, readOnly }) => required && !readOnly && !set.has(name),
    );
    return open
      .filter(({ name }) => name !== table?.idField && name !== table?.modifiedOnField)
      .map((field, index) => {
        const label = side === 'local' ? `${field.name} <-` : `-> ${field.name}`;
        const detail = `a constant · ${fieldDetail(field)}`;
        const offer = { label, kind: itemKinds.snippet, detail, sort: rank('2', index), goesOn: true };
        return itemFrom(ask, offer, lineInsertion(ask, label, 'constant: $0', true));
      });
  });
}
