import type { CompletionItem } from 'vscode-languageserver-types';
import { transformationKinds, transformationParameters } from '../../core/mapping/parseTransformation';
import type { CompletionAsk, Insertion, Offer } from './completionAsk';
import { escapeSnippet, itemFrom, itemKinds, rank, replaceRaw } from './completionAsk';
import { fieldDetail, memberWords, optionsOf } from './describeField';
import { fieldNameOn } from './fieldLine';
import type { KeysPlace } from './languagePlaces';
import type { KeyText } from './languageTexts';
import { ruleSnippet, ruleTexts } from './ruleTexts';
import { scalarText } from './scalarText';
import { otherSide } from '../../core/model/side';
import { suitableRules } from './suitableRules';

/** Offers the keys of a group, with what follows them; those that are written already are left out. */
export function completeKeys(ask: CompletionAsk, keys: KeysPlace): readonly CompletionItem[] {
  switch (keys.kind) {
    case 'known':
      return knownKeys(ask, keys.texts);
    case 'fields':
      return fieldKeys(ask, keys);
    case 'values':
      return valueKeys(ask, keys.item);
    case 'rule':
      return ruleKeys(ask, keys);
    case 'environments':
      return environmentKeys(ask);
  }
}

function knownKeys(ask: CompletionAsk, texts: Readonly<Record<string, KeyText>>): readonly CompletionItem[] {
  const written = writtenKeys(ask);
  return Object.entries(texts).flatMap(([key, text], index) => {
    if (written.has(key)) return [];
    const about = text.byDefault === undefined ? text.about : `${text.about}\n\nDefault: \`${text.byDefault}\``;
    const offer: Offer = {
      label: key,
      kind: itemKinds.property,
      ...(text.needed ? { detail: 'needed' } : {}),
      about,
      sort: rank(text.needed ? '1' : '2', index),
      goesOn: / \$0|\$0 \}| \[\$0\]|\t- \$0|\t\$0$/.test(text.value),
    };
    return [itemFrom(ask, offer, keyInsertion(ask, key, text))];
  });
}

function keyInsertion(ask: CompletionAsk, key: string, text: KeyText): Insertion {
  const { context } = ask;
  if (context.hasColon) return replaceRaw(ask, key);
  const value = context.flow ? (text.flowValue ?? text.value) : indented(text.value, context.column);
  return replaceRaw(ask, `${key}:${value}`, true);
}

/** Further lines stand two spaces to the right of their key for each tab. */
function indented(snippet: string, column: number): string {
  return snippet.replace(/\n(\t*)/g, (_, tabs: string) => `\n${' '.repeat(column + 2 * tabs.length)}`);
}

function fieldKeys(
  ask: CompletionAsk,
  { side, value }: KeysPlace & { readonly kind: 'fields' },
): readonly CompletionItem[] {
  const table = ask.view.tables[side];
  const written = writtenKeys(ask);
  return (table?.fields ?? []).flatMap((field, index) => {
    if (written.has(field.name)) return [];
    const useless = value === 'fixed' && field.readOnly;
    // Options and booleans are what records are told apart by; values are set where they are needed.
    const likely = value === 'filter' ? field.type.kind === 'option' || field.type.kind === 'boolean' : field.required;
    const offer: Offer = {
      label: field.name,
      kind: itemKinds.field,
      detail: fieldDetail(field),
      sort: rank(useless ? '3' : likely ? '1' : '2', index),
      goesOn: true,
    };
    return [itemFrom(ask, offer, pairInsertion(ask, field.name))];
  });
}

/** A name of the user's as a key, and its colon. */
function pairInsertion(ask: CompletionAsk, name: string, value = '$0'): Insertion {
  const key = scalarText(name, ask.context.flow);
  return ask.context.hasColon ? replaceRaw(ask, key) : replaceRaw(ask, `${escapeSnippet(key)}: ${value}`, true);
}

/** Local values: the options of the local field; an option of the other side that is called alike comes with them. */
function valueKeys(ask: CompletionAsk, item: number): readonly CompletionItem[] {
  const { tables, lines } = ask.view;
  const written = writtenKeys(ask);
  const options = optionsOf(tables.local, fieldNameOn(lines[item], 'local'));
  const others = optionsOf(tables.integration, fieldNameOn(lines[item], otherSide('local')));
  // Where an option has no name, that is what blank means.
  const blank = options.some(({ name }) => name.trim() === '') ? [] : [blankMember];
  const offers = [...options.map((member) => ({ ...member, named: memberWords(member) })), ...blank].filter(
    ({ value }) => !written.has(value),
  );
  return offers.map((member, index) => {
    const alike = others.find(({ name }) => name.trim().toLowerCase() === member.name.trim().toLowerCase());
    const offer: Offer = {
      label: member.value === '' ? "''" : member.value,
      kind: itemKinds.member,
      detail: member.named,
      filter: member.value === '' ? "''" : `${member.value} ${member.name}`,
      sort: rank('1', index),
      goesOn: alike === undefined,
    };
    return itemFrom(ask, offer, pairInsertion(ask, member.value, alike ? escapeSnippet(alike.value) : '$0'));
  });
}

const blankMember = { value: '', name: '', named: 'blank' };

function ruleKeys(ask: CompletionAsk, place: KeysPlace & { readonly kind: 'rule' }): readonly CompletionItem[] {
  const suitable = suitableRules(ask.view, place);
  return transformationKinds.flatMap((kind, index) => {
    if (transformationParameters[kind].length === 0) return [];
    const offer: Offer = {
      label: kind,
      kind: itemKinds.function,
      about: ruleTexts[kind],
      sort: rank(suitable.includes(kind) ? '1' : '2', index),
    };
    const insertion = ask.context.hasColon
      ? replaceRaw(ask, kind)
      : replaceRaw(ask, `${kind}: { ${ruleSnippet(kind)} }`, true);
    return [itemFrom(ask, offer, insertion)];
  });
}

function environmentKeys(ask: CompletionAsk): readonly CompletionItem[] {
  if (ask.context.hasColon || ask.context.flow) return [];
  const at = ask.context.column;
  const sides =
    '\n\tlocal: { connector: sqlite, file: ${2:data/local.sqlite} }\n\tintegration: { connector: sqlite, file: ${3:data/integration.sqlite} }';
  const written = writtenKeys(ask);
  const name = ['sample', 'test', 'production'].find((each) => !written.has(each)) ?? 'environment';
  const offer: Offer = {
    label: name,
    kind: itemKinds.snippet,
    detail: 'a new environment',
    about: 'A name with a local and an integration side.',
    sort: rank('1', 0),
  };
  return [itemFrom(ask, offer, replaceRaw(ask, `\${1:${name}}:${indented(sides, at)}`, true))];
}

/** The keys of the group, without the one at the cursor. */
function writtenKeys({ context: { group, role, token } }: CompletionAsk): ReadonlySet<string> {
  if (role !== 'key' || group?.kind !== 'map') return new Set();
  return new Set(
    group.entries.flatMap(({ key }) => (key.start === token.start || key.start === key.end ? [] : [key.text])),
  );
}
