import type { Hover } from 'vscode-languageserver-types';
import { createLineIndex } from '../../core/mapping/lineIndex';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { fileView } from './fileView';
import type { HoverAsk, HoverOptions } from './hoverAsk';
import { hoverMapping } from './hoverMapping';
import { hoverFilter, hoverName, hoverTable, hoverValue } from './hoverSchema';
import { code, describeFieldMapping } from './describeFieldMapping';
import { ruleTexts } from './ruleTexts';
import type { Meaning } from './meanings';
import { meaningsOf, tokensIn } from './meanings';

/** What stands at an offset (zero-based, UTF-16), explained in Markdown; null where there is nothing to say. */
export function hoverAt(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  offset: number,
  options: HoverOptions = {},
): Hover | null {
  const view = fileView(analysis, file);
  const token = tokensIn(view.text.root).find(({ token }) => token.start <= offset && offset <= token.end);
  const meanings = token ? meaningsOf(analysis, file, view, token) : [];
  const meaning = meanings.find(({ start, end }) => start <= offset && offset <= end);
  const value = meaning && explained({ analysis, file, view, options }, meaning);
  if (!meaning || value === undefined) return null;
  const range = lspRange(createLineIndex(file.text).range(meaning.start, meaning.end));
  return { contents: { kind: 'markdown', value }, range };
}

function explained(ask: HoverAsk, meaning: Meaning): string | undefined {
  switch (meaning.kind) {
    case 'key': {
      const { about, byDefault } = meaning.text;
      const ending = byDefault === undefined ? '' : `\n\nDefault: ${code(byDefault)}`;
      return `**${meaning.key}**\n\n${about}${ending}`;
    }
    case 'word':
      return `**${meaning.word}**\n\n${meaning.about}`;
    case 'rule':
      return `**${meaning.rule}**\n\n${ruleTexts[meaning.rule]}`;
    case 'table':
      return hoverTable(ask, meaning.side, meaning.name);
    case 'mapping':
      return hoverMapping(ask, meaning.name, meaning.own);
    case 'field':
    case 'arrow':
      return meaning.item === undefined && meaning.kind === 'field'
        ? hoverName(ask, meaning)
        : hoverLine(ask, meaning.item ?? -1, meaning);
    case 'value':
      return hoverValue(meaning);
    case 'filter':
      return hoverFilter(meaning);
  }
}

/** Both ends of a line, the one at the cursor first, and what the line does. */
function hoverLine(
  ask: HoverAsk,
  item: number,
  meaning: Meaning & { readonly kind: 'field' | 'arrow' },
): string | undefined {
  const { file, view } = ask;
  const line = view.lines[item];
  const sides =
    meaning.kind === 'field' && meaning.side === 'integration'
      ? (['integration', 'local'] as const)
      : (['local', 'integration'] as const);
  const ends = sides.flatMap((side) => {
    const name = (side === 'local' ? line?.local.text : line?.integration?.text) ?? '';
    return name === '' ? [] : (hoverName(ask, { side, name, table: view.tables[side] }) ?? []);
  });
  const model = file.kind === 'mapping' ? file.model : undefined;
  const index = model?.source.fields.findIndex(({ range }) => {
    const at = line?.scalar.start ?? -1;
    return range.start.offset <= at && at < range.end.offset;
  });
  const field = index === undefined ? undefined : model?.mapping.fields[index];
  const parts = [...(model && field ? [describeFieldMapping(model.mapping, field)] : []), ...ends];
  return parts.length === 0 ? undefined : parts.join('\n\n');
}
