import { allows, runDirections } from '../../core/model/side';
import { findTable } from '../../core/model/schema';
import { proposeFieldPairs } from '../../core/mapping/proposeFieldPairs';
import { resolveTable } from '../../core/mapping/resolveTable';
import { assert, must } from '../../core/assert';
import type { Direction, RunDirection, Side } from '../../core/model/side';
import type { FieldPairProposal, TableToPair } from '../../core/mapping/proposeFieldPairs';
import type { KnownMapping } from '../../core/mapping/proposeLookups';
import type { NewMapping } from '../../core/mapping/writeMapping';
import type { TableDescription } from '../../core/model/schema';
import type { WorkspaceSchemaAnswer } from '../../protocol/workerProtocol';

/** A field that synchronization needs of a table and that nobody has named yet (DESIGN 2). */
export type NeededField = 'id' | 'key' | 'modifiedOn';

/** What the wizard knows of the new mapping so far. */
export interface MappingDraft {
  readonly schema: WorkspaceSchemaAnswer;
  readonly name: string;
  readonly tables: { readonly [S in Side]: string | undefined };
  readonly direction: Direction | undefined;
  /** Fields that the user named, by side and table: another table begins without. */
  readonly named: Readonly<Record<string, string>>;
  /** Pairs taken of those proposed, by both names; of another choice of tables they mean nothing. */
  readonly pairs: readonly PairNames[] | undefined;
  /** The one pair that the user makes where nothing is proposed. */
  readonly own: { readonly [S in Side]: string | undefined };
  /** The path as typed; undefined until the question. */
  readonly file: string | undefined;
}

export interface PairNames {
  readonly localField: string;
  readonly integrationField: string;
}

export function emptyDraft(schema: WorkspaceSchemaAnswer): MappingDraft {
  const none = { local: undefined, integration: undefined };
  return {
    schema,
    name: '',
    tables: none,
    direction: undefined,
    named: {},
    pairs: undefined,
    own: none,
    file: undefined,
  };
}

/** The table chosen on a side. */
export function tableOf(draft: MappingDraft, side: Side): TableDescription {
  const name = must(draft.tables[side], 'the table');
  return must(findTable(draft.schema[side], name), 'the table in the schema');
}

export function nameField(draft: MappingDraft, side: Side, word: NeededField, field: string): MappingDraft {
  return { ...draft, named: { ...draft.named, [namedKey(draft, side, word)]: field } };
}

export function namedField(draft: MappingDraft, side: Side, word: NeededField): string | undefined {
  return draft.named[namedKey(draft, side, word)];
}

/** Whether a field has to be asked for, since neither the schema nor the environment's defaults tell it. */
export function needsField(draft: MappingDraft, side: Side, word: NeededField): boolean {
  if (draft.tables[side] === undefined) return false;
  const table = tableOf(draft, side);
  if (word === 'key') return table.keyField === undefined && !table.fields.some(({ unique }) => unique);
  // An answer counts as given, so that going back finds the question again.
  const rest = { ...draft.named, [namedKey(draft, side, word)]: undefined };
  const known = resolveTable({ name: table.name, ...plainWords(draft, side, rest) }, table, {});
  return !known.ok && known.error.missing === word;
}

/** The table as pairs of fields are proposed for it; every needed field is known by then. */
export function tableToPair(draft: MappingDraft, side: Side): TableToPair {
  const table = tableOf(draft, side);
  const resolved = resolveTable({ name: table.name, ...plainWords(draft, side, draft.named) }, table, {});
  assert(resolved.ok, 'every needed field is known');
  return { table, id: resolved.value.id, key: resolved.value.key, modifiedOn: resolved.value.modifiedOn };
}

/** What belongs together, as the core proposes it; the user's own pair where nothing does. */
export function proposalsFor(draft: MappingDraft, mappings: readonly KnownMapping[]): readonly FieldPairProposal[] {
  return proposeFieldPairs({
    local: tableToPair(draft, 'local'),
    integration: tableToPair(draft, 'integration'),
    direction: must(draft.direction, 'the direction'),
    mappings,
  });
}

/** A way of the mapping in which none of the pairs goes; a mapping needs a field for each (DESIGN 3). */
export function uncoveredWay(
  direction: Direction,
  pairs: readonly { readonly direction: Direction }[],
): RunDirection | undefined {
  return runDirections(direction).find((run) => !pairs.some((pair) => allows(pair.direction, run)));
}

/** The finished mapping. */
export function mappingOf(draft: MappingDraft, proposals: readonly FieldPairProposal[]): NewMapping {
  const direction = must(draft.direction, 'the direction');
  const taken = proposals.filter(
    (proposal) => draft.pairs?.some((pair) => samePair(pair, proposal)) ?? proposal.picked,
  );
  const { local, integration } = draft.own;
  const own =
    local !== undefined && integration !== undefined
      ? [{ localField: local, integrationField: integration, direction }]
      : [];
  let priority = 0;
  return {
    name: draft.name.trim(),
    table: { name: tableOf(draft, 'local').name, ...plainWords(draft, 'local', draft.named) },
    integrationTable: { name: tableOf(draft, 'integration').name, ...plainWords(draft, 'integration', draft.named) },
    direction,
    fields:
      taken.length === 0
        ? own
        : taken.map(({ localField, integrationField, direction: way, lookup, match }) => ({
            localField,
            integrationField,
            direction: way,
            ...(lookup !== undefined && { lookup }),
            ...(match && { match: ++priority }),
          })),
  };
}

export function samePair(a: PairNames, b: PairNames): boolean {
  return a.localField === b.localField && a.integrationField === b.integrationField;
}

function namedKey(draft: MappingDraft, side: Side, word: NeededField): string {
  return JSON.stringify([side, draft.tables[side], word]);
}

/** The words that the mapping file says of the table, since nothing else does. */
function plainWords(
  draft: MappingDraft,
  side: Side,
  named: Readonly<Record<string, string | undefined>>,
): { readonly id?: string; readonly key?: string; readonly modifiedOn?: string } {
  const words = (['id', 'key', 'modifiedOn'] as const).flatMap((word) => {
    const field = named[namedKey(draft, side, word)];
    return field === undefined ? [] : [[word, field] as const];
  });
  return Object.fromEntries(words);
}
