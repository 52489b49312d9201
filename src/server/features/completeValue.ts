import type { CompletionItem } from 'vscode-languageserver-types';
import { transformationKinds, transformationParameters } from '../../core/mapping/parseTransformation';
import type { CompletionAsk, Offer } from './completionAsk';
import { itemFrom, itemKinds, rank, replaceRaw, replaceToken } from './completionAsk';
import { completeFieldLine } from './completeFieldLine';
import { completeFilter } from './completeFilter';
import { completeConstant, completeFixedValue, completeMappedValue } from './completeFixedValue';
import { completeMappingFile } from './completeMappingFile';
import {
  completeDefaultField,
  completeLookupField,
  completeMapping,
  completeTable,
  completeTableField,
} from './completeNames';
import type { ScalarPlace } from './languagePlaces';
import { formatExamples, ruleSnippet, ruleTexts } from './ruleTexts';
import { looseValue } from './looseTree';
import { suitableRules } from './suitableRules';

/** Offers what a single value may be. */
export function completeValue(ask: CompletionAsk, place: ScalarPlace): readonly CompletionItem[] {
  switch (place.kind) {
    case 'word':
      return words(ask, place.words);
    case 'mapping':
      return completeMapping(ask);
    case 'table':
      return completeTable(ask, place.side);
    case 'field':
      return completeTableField(ask, place.side, place.use);
    case 'lookupField':
      return completeLookupField(ask, place.side, place.lookup);
    case 'filter':
      return completeFilter(ask, place.side, place.field);
    case 'fixed':
      return completeFixedValue(ask, place.side, place.field);
    case 'constant':
      return completeConstant(ask, place.item);
    case 'mappedValue':
      return completeMappedValue(ask, place.item);
    case 'fieldLine':
      return completeFieldLine(ask, place.item);
    case 'rule':
      return rules(ask, place);
    case 'parameter':
      return samples(ask, formatExamples[place.rule] ?? []);
    case 'priority':
      return samples(ask, ['1', '2', '3']);
    case 'environment':
      return samples(ask, environmentNames(ask));
    case 'mappingFile':
      return completeMappingFile(ask);
    case 'defaultField':
      return completeDefaultField(ask, place.environment, place.side);
    case 'name':
      return ownName(ask);
    case 'dataFile':
    case 'setting':
      return [];
  }
}

function words(ask: CompletionAsk, texts: Readonly<Record<string, string>>): readonly CompletionItem[] {
  return Object.entries(texts).map(([word, about], index) => {
    const commit = ask.context.flow ? [','] : undefined;
    const offer: Offer = {
      label: word,
      kind: itemKinds.constant,
      about,
      sort: rank('1', index),
      ...(commit ? { commit } : {}),
    };
    return itemFrom(ask, offer, replaceToken(ask, word));
  });
}

function samples(ask: CompletionAsk, texts: readonly string[]): readonly CompletionItem[] {
  return texts.map((label, index) =>
    itemFrom(ask, { label, kind: itemKinds.value, sort: rank('1', index) }, replaceToken(ask, label)),
  );
}

function environmentNames({ context }: CompletionAsk): readonly string[] {
  const environments = looseValue(context.root, ['environments']);
  return environments?.kind === 'map'
    ? environments.entries.map(({ key }) => key.text).filter((name) => name !== '')
    : [];
}

/** The rules that suit the fields first; a rule with parameters comes with them. */
function rules(ask: CompletionAsk, place: ScalarPlace & { readonly kind: 'rule' }): readonly CompletionItem[] {
  const suitable = suitableRules(ask.view, place);
  const { group } = ask.context;
  const items = group?.kind === 'list' ? group.items.map(({ value }) => value) : [];
  const used = new Set(items.flatMap((value) => (value?.kind === 'scalar' ? [value.text.trim()] : [])));
  used.delete(ask.context.token.text.trim());
  return transformationKinds.map((kind, index) => {
    const group = used.has(kind) ? '3' : suitable.includes(kind) ? '1' : '2';
    const offer: Offer = { label: kind, kind: itemKinds.function, about: ruleTexts[kind], sort: rank(group, index) };
    if (transformationParameters[kind].length === 0) return itemFrom(ask, offer, replaceToken(ask, kind));
    const called = `${kind}: { ${ruleSnippet(kind)} }`;
    return itemFrom(ask, offer, replaceRaw(ask, `{ ${called} }`, true));
  });
}

/** A mapping is mostly called after its table or its file, in capitals. */
function ownName(ask: CompletionAsk): readonly CompletionItem[] {
  const { analysis, file, view } = ask;
  const base = (file.file.split('/').at(-1) ?? '').replace(/\.mapping\.ya?ml$/i, '');
  const taken = new Set(analysis.mappings.filter((each) => each.file !== file.file).map(({ name }) => name));
  const names = [view.tableNames.local ?? '', base].map((name) => name.toUpperCase()).filter((name) => name !== '');
  return samples(
    ask,
    [...new Set(names)].filter((name) => !taken.has(name)),
  );
}
