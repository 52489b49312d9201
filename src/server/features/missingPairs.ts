import { addFieldMappings } from '../../core/mapping/edits/addFieldMappings';
import type { FieldPairProposal, TableToPair } from '../../core/mapping/proposeFieldPairs';
import { proposeFieldPairs } from '../../core/mapping/proposeFieldPairs';
import type { KnownMapping } from '../../core/mapping/proposeLookups';
import type { SourceNode } from '../../core/mapping/sourceTree';
import type { TableDescription } from '../../core/model/schema';
import type { MappingFileAnalysis, WorkspaceAnalysis } from '../analysis';
import type { NamedChange } from './codeActionContext';

/** Pairs of fields that belong together by name and type without a doubt, of which neither is mapped yet; empty without schemas. */
export function missingPairs(analysis: WorkspaceAnalysis, file: MappingFileAnalysis): readonly FieldPairProposal[] {
  const known = knownPairs.get(file);
  if (known && known.analysis === analysis) return known.pairs;
  const pairs = proposed(analysis, file);
  knownPairs.set(file, { analysis, pairs });
  return pairs;
}

/** Editors ask with every move of the cursor. */
const knownPairs = new WeakMap<
  MappingFileAnalysis,
  { readonly analysis: WorkspaceAnalysis; readonly pairs: readonly FieldPairProposal[] }
>();

export function addPairs(text: string, root: SourceNode | undefined, pairs: readonly FieldPairProposal[]): NamedChange {
  const changes = addFieldMappings(
    text,
    root,
    pairs.map(({ localField, integrationField, direction, lookup }) => ({
      localField,
      integrationField,
      direction,
      ...(lookup === undefined ? {} : { lookup }),
    })),
  );
  const [first] = pairs;
  const what =
    pairs.length === 1 && first
      ? `'${first.localField}' and '${first.integrationField}'`
      : `${pairs.length} field pairs`;
  return { title: `Add ${what}, paired by name and type`, changes };
}

/** A table with the fields that synchronization uses; undefined where they are not settled. */
export function tableToPair(table: TableDescription): TableToPair | undefined {
  const { idField, keyField, modifiedOnField } = table;
  if (idField === undefined || modifiedOnField === undefined) return undefined;
  return { table, id: idField, key: keyField ?? idField, modifiedOn: modifiedOnField };
}

export function knownMappings(analysis: WorkspaceAnalysis): readonly KnownMapping[] {
  return analysis.mappings.flatMap(({ model }) => {
    if (!model) return [];
    const { name, table, integrationTable } = model.mapping;
    return [{ name, table: table.name, integrationTable: integrationTable.name }];
  });
}

function proposed(analysis: WorkspaceAnalysis, { model, tables }: MappingFileAnalysis): readonly FieldPairProposal[] {
  // What could not be read may map a field already.
  if (!model?.complete) return [];
  const { fields, direction } = model.mapping;
  const mapped = {
    local: new Set(fields.map(({ localField }) => localField)),
    integration: new Set(fields.map(({ integrationField }) => integrationField)),
  };
  const [local, integration] = [
    tables.local && tableToPair(tables.local),
    tables.integration && tableToPair(tables.integration),
  ];
  if (!local || !integration) return [];
  const open = (side: 'local' | 'integration', pair: TableToPair): TableToPair => ({
    ...pair,
    table: { ...pair.table, fields: pair.table.fields.filter(({ name }) => !mapped[side].has(name)) },
  });
  return proposeFieldPairs({
    local: open('local', local),
    integration: open('integration', integration),
    direction,
    mappings: knownMappings(analysis),
  }).filter(({ picked, doubts }) => picked && doubts.length === 0);
}
