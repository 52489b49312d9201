import type { Direction, Side } from '../model/side';
import { runDirections } from '../model/side';
import type { FieldDescription, TableDescription } from '../model/schema';
import type { NameWords } from './fieldNameWords';
import { createNameReader, nameLikeness } from './fieldNameWords';
import type { KnownMapping } from './proposeLookups';
import { proposeLookups } from './proposeLookups';
import { must } from '../assert';
import type { PairDoubt } from './pairDoubts';
import { pairDoubts, wayOfPair } from './pairDoubts';

/** A pair of fields that a new mapping could synchronize. */
export interface FieldPairProposal {
  readonly localField: string;
  readonly integrationField: string;
  /** The mapping's direction, or the one way in which the pair can go. */
  readonly direction: Direction;
  /** Why the two were paired: the names are the same, mean the same, are alike, or one refers to the other's table. */
  readonly likeness: 'sameName' | 'sameMeaning' | 'similarName' | 'reference';
  /** The mapping that translates the reference. */
  readonly lookup?: string;
  /** Both fields tell records apart, so that records can be coupled by them. */
  readonly match: boolean;
  /** What a person should know before taking the pair; empty where every value passes. */
  readonly doubts: readonly PairDoubt[];
  /** The pair is worth taking without a second look. */
  readonly picked: boolean;
}

/** Two tables to pair, with the fields that synchronization itself uses. */
export interface TablesToPair {
  readonly local: TableToPair;
  readonly integration: TableToPair;
  readonly direction: Direction;
  /** Mappings that references may be translated through. */
  readonly mappings: readonly KnownMapping[];
}

export interface TableToPair {
  readonly table: TableDescription;
  /** Settled (DESIGN 2): neither id nor modified-on is ever mapped. */
  readonly id: string;
  readonly key: string;
  readonly modifiedOn: string;
}

/**
 * Proposes which fields belong together, by name, type and declared references; each field at most once, in the order of the
 * local table. Pairs of which no value could pass are left out.
 */
export function proposeFieldPairs(tables: TablesToPair): readonly FieldPairProposal[] {
  const fields = { local: usableFields(tables.local), integration: usableFields(tables.integration) };
  const read = createNameReader([...fields.local, ...fields.integration].map(({ name }) => name));
  const lookups = proposeLookups(fields, tables.mappings, read);
  const named = namedPairs(tables, fields, read).filter(
    (pair) => !lookups.some(({ integrationField }) => integrationField === pair.integration.name),
  );
  const candidates: readonly Candidate[] = [
    ...lookups.map((lookup) => ({
      ...pairOf(fields, lookup),
      likeness: 'reference' as const,
      score: 2,
      lookup: lookup.mapping,
    })),
    ...named,
  ];
  const best = [...candidates].sort((a, b) => b.score - a.score);
  const taken = { local: new Set<string>(), integration: new Set<string>() };
  const proposals = new Map<string, FieldPairProposal>();
  for (const candidate of best) {
    const { local, integration } = candidate;
    if (taken.local.has(local.name) || taken.integration.has(integration.name)) continue;
    const proposal = judged(candidate, tables);
    if (!proposal) continue;
    taken.local.add(local.name);
    taken.integration.add(integration.name);
    proposals.set(local.name, proposal);
  }
  return fields.local.flatMap(({ name }) => proposals.get(name) ?? []);
}

type Fields = { readonly [S in Side]: readonly FieldDescription[] };

interface Candidate {
  readonly local: FieldDescription;
  readonly integration: FieldDescription;
  readonly likeness: FieldPairProposal['likeness'];
  readonly score: number;
  readonly lookup?: string;
}

/** Fields that a pair can name: an arrow takes no name with an arrow in it, and trims spaces around names. */
function usableFields({ table, id, modifiedOn }: TableToPair): readonly FieldDescription[] {
  return table.fields.filter(
    ({ name }) =>
      name !== id && name !== modifiedOn && name === name.trim() && !/[\r\n]|(^|\s)(<->|->|<-)(\s|$)/.test(name),
  );
}

/** Every pair of fields whose names have something in common, best guesses with the highest score. */
function namedPairs(
  tables: TablesToPair,
  fields: Fields,
  read: (name: string, table?: string) => NameWords,
): readonly Candidate[] {
  const readAll = (side: Side) =>
    fields[side].map((field) => ({ field, words: read(field.name, tables[side].table.name) }));
  const integrations = readAll('integration');
  return readAll('local').flatMap(({ field: local, words }) =>
    integrations.flatMap(({ field: integration, words: otherWords }): readonly Candidate[] => {
      const likeness = nameLikeness(words, otherWords);
      // Of fields called alike the shorter name is the plainer one: `telephone1` before `telephone1_extended`.
      const plainness = 1 / (100 + integration.name.length + local.name.length);
      if (words.folded === otherWords.folded)
        return [{ local, integration, likeness: 'sameName', score: 1.5 + plainness }];
      if (likeness === 1) return [{ local, integration, likeness: 'sameMeaning', score: 1 + plainness }];
      if (likeness < leastLikeness) return [];
      return [{ local, integration, likeness: 'similarName', score: likeness / 2 + plainness }];
    }),
  );
}

/** Two words of three in common. */
const leastLikeness = 0.6;

function pairOf(fields: Fields, pair: { readonly localField: string; readonly integrationField: string }) {
  return {
    local: must(
      fields.local.find(({ name }) => name === pair.localField),
      'the reference',
    ),
    integration: must(
      fields.integration.find(({ name }) => name === pair.integrationField),
      'the reference',
    ),
  };
}

/** Undefined where no value could pass in the mapping's direction. */
function judged(candidate: Candidate, tables: TablesToPair): FieldPairProposal | undefined {
  const { local, integration, likeness, lookup } = candidate;
  const way = wayOfPair(local, integration, tables.direction, lookup !== undefined);
  if (!way) return undefined;
  const doubts: readonly PairDoubt[] = [
    ...(likeness === 'similarName' ? [{ kind: 'onlySimilar' as const }] : []),
    ...(lookup === undefined ? runDirections(way).flatMap((run) => pairDoubts(local, integration, run)) : []),
  ];
  return {
    localField: local.name,
    integrationField: integration.name,
    direction: way,
    likeness,
    ...(lookup === undefined ? {} : { lookup }),
    match: lookup === undefined && tellsApart(local, tables.local) && tellsApart(integration, tables.integration),
    doubts,
    // A text that might be too long fails its record and says so; leaving the name of a customer out would be the greater surprise.
    picked: doubts.every((doubt) => doubt.kind === 'textMayBeTooLong'),
  };
}

function tellsApart(field: FieldDescription, { key }: TableToPair): boolean {
  return field.unique || field.name === key;
}
