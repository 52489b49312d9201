import type { InlayHint, Range } from 'vscode-languageserver-types';
import type { LineIndex } from '../../core/mapping/lineIndex';
import { createLineIndex } from '../../core/mapping/lineIndex';
import { findField } from '../../core/model/schema';
import type { TableDescription } from '../../core/model/schema';
import type { Side } from '../../core/model/side';
import { readOption } from '../../core/transfer/parseValue';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspPosition } from '../positions';
import { memberNameOf, typeWords } from './describeField';
import type { FieldLine } from './fieldLine';
import { fieldNameOn, isLiteral } from './fieldLine';
import type { FileView } from './fileView';
import { fileView, tableKeys } from './fileView';
import type { LooseNode } from './looseTree';
import { looseText, looseValue } from './looseTree';
import type { Meaning } from './meanings';
import { meaningsOf, tokensIn } from './meanings';
import { offsetsOf } from './offsets';

/**
 * What stands in the schema and not in the text: the types of both ends behind a field line, the name of an option behind its number,
 * and which fields a table is synchronized by where the file leaves them to the defaults. None where nothing is known.
 */
export function inlayHintsOf(analysis: WorkspaceAnalysis, file: FileAnalysis, range: Range): readonly InlayHint[] {
  if (file.kind !== 'mapping') return [];
  const view = fileView(analysis, file);
  const lines = createLineIndex(file.text);
  const asked = offsetsOf(file.text, range);
  const inRange = (at: number) => asked.start <= at && at <= asked.end;
  const values = tokensIn(view.text.root)
    .filter(({ token }) => inRange(token.end))
    .flatMap((token) => meaningsOf(analysis, file, view, token).flatMap((meaning) => optionHint(lines, meaning) ?? []));
  return [
    ...(['local', 'integration'] as const).flatMap((side) => tableHint(lines, view, side, inRange) ?? []),
    ...view.lines.flatMap((line) => (line && inRange(line.scalar.end) ? (typesHint(lines, view, line) ?? []) : [])),
    ...values,
  ].toSorted((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
}

function hint(lines: LineIndex, at: number, label: string, tooltip?: string): InlayHint {
  return {
    position: lspPosition(lines.range(at, at).start),
    label,
    paddingLeft: true,
    ...(tooltip === undefined ? {} : { tooltip: { kind: 'markdown', value: tooltip } }),
  };
}

/** `text(100) <-> text(160)`: an end that is not known is left out with its arrow. */
function typesHint(lines: LineIndex, view: FileView, line: FieldLine): InlayHint | undefined {
  if (!line.arrow) return undefined;
  const typeOn = (side: Side) => {
    const [table, name] = [view.tables[side], fieldNameOn(line, side)];
    const field = table && name !== undefined ? findField(table, name) : undefined;
    return field && `${typeWords(field.type)}${field.readOnly ? ' read-only' : ''}`;
  };
  const [local, integration] = [typeOn('local'), typeOn('integration')];
  const words = [local, integration].filter((each) => each !== undefined);
  if (words.length === 0) return undefined;
  const isWhole = local !== undefined && integration !== undefined;
  const ends = isWhole ? `${local} ${line.arrow.text} ${integration}` : `${local ?? ''}${integration ?? ''}`;
  return hint(lines, line.scalar.end, ends);
}

/** The names of the options that values and filters mean: `3` is `Customer`. */
function optionHint(lines: LineIndex, meaning: Meaning): InlayHint | undefined {
  if (meaning.kind !== 'value' && meaning.kind !== 'filter') return undefined;
  const type = meaning.table && findField(meaning.table, meaning.field)?.type;
  if (type?.kind !== 'option') return undefined;
  const text = meaning.kind === 'value' ? meaning.text : meaning.expression;
  // In a filter each number has its own name: `1|3` is `Competitor|Customer`.
  const numbers =
    meaning.kind === 'value' ? [text] : text.length > 1000 ? [] : (text.match(/(?<![\w'])-?\d+(?![\w'])/g) ?? []);
  const names = numbers.map((each) => [each, memberNameOf(type.members, readOption(each, type.members))] as const);
  const said = names.flatMap(([each, name]) => (name === undefined || name === each ? [] : [name]));
  return said.length === 0 ? undefined : hint(lines, meaning.end, said.join(', '));
}

/** `id SystemId · key No. · modifiedOn SystemModifiedAt`: those that the file does not name itself. */
function tableHint(
  lines: LineIndex,
  view: FileView,
  side: Side,
  inRange: (at: number) => boolean,
): InlayHint | undefined {
  const { root } = view.text;
  const key = tableKeys[side];
  const value = looseValue(root, [key]);
  const at = value?.kind === 'map' ? endOfGroup(value, looseValue(value, ['name'])) : value && endOfScalar(value);
  const table = view.tables[side];
  if (at === undefined || !table || !inRange(at)) return undefined;
  const said = settledFields(table).filter(([word]) => looseText(root, [key, word]) === undefined);
  return said.length === 0 ? undefined : hint(lines, at, said.map(([word, field]) => `${word} ${field}`).join(' · '));
}

/** The fields that a table is synchronized by, as far as they can be told. */
export function settledFields(table: TableDescription): readonly (readonly [word: string, field: string])[] {
  return (
    [
      ['id', table.idField],
      ['key', table.keyField],
      ['modifiedOn', table.modifiedOnField],
    ] as const
  ).flatMap(([word, field]) => (field === undefined ? [] : [[word, field] as const]));
}

function endOfGroup(value: LooseNode, name: LooseNode | undefined): number | undefined {
  if (value.kind === 'map' && value.brackets) return value.brackets.end;
  return name && endOfScalar(name);
}

function endOfScalar(node: LooseNode): number | undefined {
  return node.kind === 'scalar' && isLiteral(node) ? node.end : undefined;
}
