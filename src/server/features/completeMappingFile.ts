import type { CompletionItem } from 'vscode-languageserver-types';
import type { CompletionAsk, Offer } from './completionAsk';
import { itemFrom, itemKinds, rank, replaceToken } from './completionAsk';

/** The mapping files that are known, and a pattern for each of their folders; those that are listed already are left out. */
export function completeMappingFile(ask: CompletionAsk): readonly CompletionItem[] {
  const { analysis, context } = ask;
  const { group, token } = context;
  const items = group?.kind === 'list' ? group.items.map(({ value }) => value) : [];
  const listed = new Set(
    items.flatMap((each) => (each?.kind === 'scalar' && each.start !== token.start ? [each.text] : [])),
  );
  const files = [...analysis.byFile.values()].filter(({ kind }) => kind === 'mapping').map(({ file }) => file);
  const folders = new Set(['mappings/', ...files.map((file) => file.slice(0, file.lastIndexOf('/') + 1))]);
  const patterns = [...folders].map((folder) => `${folder}*.mapping.yaml`);
  return [
    ...patterns.map((label) => ({
      label,
      kind: itemKinds.folder,
      detail: 'all mapping files in the folder',
      sort: '1',
    })),
    ...files.map((label) => ({ label, kind: itemKinds.file, sort: '2' })),
  ]
    .filter(({ label }) => !listed.has(label))
    .map((each, index) => {
      const offer: Offer = { ...each, sort: rank(each.sort, index) };
      return itemFrom(ask, offer, replaceToken(ask, each.label));
    });
}
