import type { Choice } from '../quickSteps/asker';
import type { Translate } from '../translate';

/** Where a workspace may go. Folders are absolute paths. */
export type FolderWish =
  /** It is there already. */
  | { readonly kind: 'open'; readonly folder: string }
  | { readonly kind: 'create'; readonly folder: string }
  /** The user is still to choose a folder. */
  | { readonly kind: 'choose' };

/** Which systems a sample has: two files, or two services that the window serves. */
export type SampleKind = 'files' | 'services';

/** The folder in which a sample is made, below the one that Tandem keeps for itself or that the user chose. */
export const sampleFolderNames: Readonly<Record<SampleKind, string>> = {
  files: 'Tandem Sample',
  services: 'Tandem Cloud Sample',
};

/** The first of `Tandem Sample`, `Tandem Sample 2` and so on that is not taken; upper and lower case are alike. */
export function freeFolderName(kind: SampleKind, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let name = sampleFolderNames[kind];
  for (let number = 2; used.has(name.toLowerCase()); number++) name = `${sampleFolderNames[kind]} ${number}`;
  return name;
}

/** The places for the sample, the best one first: the one that exists, so that nobody ends up with many. */
export function sampleChoices(
  kind: SampleKind,
  places: {
    /** The samples that are there already, newest first. */
    readonly existing: readonly string[];
    /** Where a fresh one would go without asking for a folder. */
    readonly fresh: string;
  },
  t: Translate,
): readonly Choice<FolderWish>[] {
  const existing = places.existing.map((folder): Choice<FolderWish> => {
    return { label: t('Open the sample as you left it'), detail: folder, value: { kind: 'open', folder } };
  });
  return [
    ...existing,
    {
      label: existing.length > 0 ? t('Make a fresh sample') : t('Make the sample in a folder of Tandem'),
      detail: places.fresh,
      value: { kind: 'create', folder: places.fresh },
    },
    {
      label: t('Make the sample in another folder…'),
      detail: t('A new folder {0} is made in the one you choose.', sampleFolderNames[kind]),
      value: { kind: 'choose' },
    },
  ];
}

/** The places for a new workspace: the window's folders that hold none yet, then any other one. */
export function workspaceChoices(
  folders: readonly OpenFolder[],
  chosen: string | undefined,
  t: Translate,
): readonly Choice<FolderWish>[] {
  return [
    ...folders.map(({ name, path }): Choice<FolderWish> => {
      return {
        label: t('In {0}', name),
        detail: path,
        value: { kind: 'create', folder: path },
        picked: path === chosen,
      };
    }),
    {
      label: t('Choose another folder…'),
      detail: t('It is opened when the workspace is made.'),
      value: { kind: 'choose' },
    },
  ];
}

/** A folder of the window. */
export interface OpenFolder {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}
