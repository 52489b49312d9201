import type { FieldDescription } from '../model/schema';
import type { NameWords } from './fieldNameWords';

/** A mapping that exists already: references to one of its tables are translated through its couplings. */
export interface KnownMapping {
  readonly name: string;
  readonly table: string;
  readonly integrationTable: string;
}

export interface LookupProposal {
  readonly localField: string;
  readonly integrationField: string;
  readonly mapping: string;
}

/**
 * Pairs references: an integration field that the system declares to refer to a mapped table, with the local field that is
 * declared to refer to that mapping's local table, or is named after it (`Currency Code` after `Currency`). Each integration
 * field at most once; where several local fields could be meant, the one whose name is most like it.
 */
export function proposeLookups(
  fields: { readonly local: readonly FieldDescription[]; readonly integration: readonly FieldDescription[] },
  mappings: readonly KnownMapping[],
  read: (name: string) => NameWords,
): readonly LookupProposal[] {
  const taken = new Set<string>();
  const candidates = fields.integration
    .flatMap((integration) =>
      mappings
        .filter(({ integrationTable }) => integrationTable === integration.references?.table)
        .flatMap((mapping) =>
          fields.local.flatMap((local) => {
            const score = referenceScore(local, mapping, read);
            if (score === 0) return [];
            const common = sharedWords(read(local.name), read(integration.name));
            const proposal = { localField: local.name, integrationField: integration.name, mapping: mapping.name };
            return [{ proposal, score: score + common + (/(code|no\.?|id)$/i.test(local.name) ? 0.5 : 0) }];
          }),
        ),
    )
    .sort((a, b) => b.score - a.score);
  return candidates.flatMap(({ proposal }) => {
    if (taken.has(`local ${proposal.localField}`) || taken.has(`integration ${proposal.integrationField}`)) return [];
    taken.add(`local ${proposal.localField}`).add(`integration ${proposal.integrationField}`);
    return [proposal];
  });
}

/** 0 where nothing speaks for a reference. */
function referenceScore(local: FieldDescription, mapping: KnownMapping, read: (name: string) => NameWords): number {
  if (local.references) return local.references.table === mapping.table ? 10 : 0;
  const words = read(local.name).words;
  const tables = [mapping.table, ...mapping.table.split('/')].map((name) => read(name).words);
  if (tables.some((table) => sameWords(table, words))) return 2;
  // `Base Unit of Measure` ends with the table's words, with something said before them.
  return tables.some((table) => table.every((word) => words.includes(word)) && words.length <= table.length + 1)
    ? 1
    : 0;
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.join(' ') === b.join(' ');
}

function sharedWords(a: NameWords, b: NameWords): number {
  return a.words.filter((word) => b.words.includes(word)).length;
}
