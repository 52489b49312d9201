import { findTable } from '../../core/model/schema';
import type { TableDescription } from '../../core/model/schema';
import type { Direction, Side } from '../../core/model/side';
import { directionWords } from '../../core/mapping/mappingWords';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import type { LooseNode } from './looseTree';
import { looseText, looseValue } from './looseTree';
import type { LooseText } from './readLooseTree';
import { readLooseTree } from './readLooseTree';
import type { FieldLine } from './fieldLine';
import { readFieldLine } from './fieldLine';

/** A mapping file as features see it, whatever its errors: tables, direction and pairs, as far as the text tells. */
export interface FileView {
  readonly text: LooseText;
  readonly tables: { readonly [S in Side]?: TableDescription };
  /** As written, also where no schema knows them. */
  readonly tableNames: { readonly [S in Side]?: string };
  /** Both ways where none is written. */
  readonly direction: Direction;
  /** In the order of the file; undefined where an item is no field line. */
  readonly lines: readonly (FieldLine | undefined)[];
}

export const tableKeys: { readonly [S in Side]: 'table' | 'integrationTable' } = {
  local: 'table',
  integration: 'integrationTable',
};

export function fileView(analysis: WorkspaceAnalysis, file: FileAnalysis): FileView {
  const text = readLooseTree(file.text);
  const nameOf = (side: Side) => tableNameOf(text.root, side);
  const tableOf = (side: Side) => {
    const known = file.kind === 'mapping' ? file.tables[side] : undefined;
    const name = nameOf(side);
    // The text may have gone on while the analysis names the table that stood there before; an alias it alone can follow.
    if (known && (name === undefined || name.startsWith('*') || known.name === name)) return known;
    const schema = analysis.schemas[side];
    return schema && name !== undefined ? findTable(schema, name) : undefined;
  };
  const bySide = <T>(of: (side: Side) => T | undefined): { readonly [S in Side]?: T } => {
    const [local, integration] = [of('local'), of('integration')];
    return { ...(local !== undefined && { local }), ...(integration !== undefined && { integration }) };
  };
  const word = looseText(text.root, ['direction']);
  return {
    text,
    tables: bySide(tableOf),
    tableNames: bySide(nameOf),
    direction: directionWords.find((each) => each === word) ?? 'bidirectional',
    lines: linesOf(text.root),
  };
}

export function tableNameOf(root: LooseNode | undefined, side: Side): string | undefined {
  return looseText(root, [tableKeys[side]]) ?? looseText(root, [tableKeys[side], 'name']);
}

function linesOf(root: LooseNode | undefined): FileView['lines'] {
  const fields = looseValue(root, ['fields']);
  if (fields?.kind !== 'list') return [];
  return fields.items.map(({ value }) => {
    const scalar = value?.kind === 'map' ? looseValue(value, ['map']) : value;
    return scalar?.kind === 'scalar' ? readFieldLine(scalar) : undefined;
  });
}
