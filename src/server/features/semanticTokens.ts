import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-types';
import { createLineIndex } from '../../core/mapping/lineIndex';
import { findField, findTable } from '../../core/model/schema';
import { parseValue } from '../../core/transfer/parseValue';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspPosition } from '../positions';
import { fileView } from './fileView';
import type { Meaning } from './meanings';
import { meaningsOf, tokensIn } from './meanings';

/**
 * Tables, fields, mappings and rules, by the editor's own words, so that every theme has a colour for them. `integration` tells the
 * second side from the first.
 */
export const semanticTokensLegend = {
  tokenTypes: ['class', 'property', 'operator', 'enumMember', 'namespace', 'function'],
  tokenModifiers: ['integration', 'declaration', 'readonly'],
} as const satisfies SemanticTokensLegend;

type TokenType = (typeof semanticTokensLegend.tokenTypes)[number];
type TokenModifier = (typeof semanticTokensLegend.tokenModifiers)[number];

/**
 * The tokens of a file, five numbers each as the protocol has them. A name that is not known gets none: it keeps the colour of plain
 * text, and that shows. Where there is no schema, nothing tells which names are known, so all get one.
 */
export function semanticTokensOf(analysis: WorkspaceAnalysis, file: FileAnalysis): SemanticTokens {
  const view = fileView(analysis, file);
  const lines = createLineIndex(file.text);
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  // The protocol counts from one token to the next, forwards only.
  const meanings = tokensIn(view.text.root)
    .flatMap((token) => meaningsOf(analysis, file, view, token))
    .toSorted((a, b) => a.start - b.start);
  for (const meaning of meanings) {
    const look = lookOf(analysis, meaning);
    const { start, end } = meaning;
    if (!look || start >= end) continue;
    const at = lspPosition(lines.range(start, start).start);
    const column = at.line === last.line ? at.character - last.character : at.character;
    const modifiers = look.modifiers.reduce(
      (bits, each) => bits | (1 << semanticTokensLegend.tokenModifiers.indexOf(each)),
      0,
    );
    data.push(at.line - last.line, column, end - start, semanticTokensLegend.tokenTypes.indexOf(look.type), modifiers);
    last = at;
  }
  return { data };
}

interface Look {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

function lookOf(analysis: WorkspaceAnalysis, meaning: Meaning): Look | undefined {
  switch (meaning.kind) {
    case 'table': {
      const schema = analysis.schemas[meaning.side];
      if (schema && !findTable(schema, meaning.name)) return undefined;
      return { type: 'class', modifiers: sideModifiers(meaning) };
    }
    case 'field': {
      const field = meaning.table && findField(meaning.table, meaning.name);
      if (!field && (meaning.table || analysis.schemas[meaning.side])) return undefined;
      const readOnly: readonly TokenModifier[] = field?.readOnly ? ['readonly'] : [];
      return { type: 'property', modifiers: [...sideModifiers(meaning), ...readOnly] };
    }
    case 'arrow':
      return { type: 'operator', modifiers: [] };
    case 'mapping': {
      const isKnown = meaning.own || analysis.mappings.some(({ name }) => name === meaning.name);
      return isKnown ? { type: 'namespace', modifiers: meaning.own ? ['declaration'] : [] } : undefined;
    }
    case 'value': {
      const type = meaning.table && findField(meaning.table, meaning.field)?.type;
      const isMember = type?.kind === 'option' && meaning.text !== '' && parseValue(meaning.text, type).ok;
      return isMember ? { type: 'enumMember', modifiers: sideModifiers(meaning) } : undefined;
    }
    case 'rule':
      return { type: 'function', modifiers: [] };
    case 'key':
    case 'word':
    case 'filter':
      return undefined;
  }
}

function sideModifiers({ side }: { readonly side: 'local' | 'integration' }): readonly TokenModifier[] {
  return side === 'integration' ? ['integration'] : [];
}
