import { readFileSync } from 'node:fs';

/** One row of the code map in ARCHITECTURE.md. */
export interface Layer {
  /** A folder below src, such as `core/plan`. */
  readonly folder: string;
  /** What the layer is for. */
  readonly says: string;
  /** Folders below src. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

/**
 * The code map is written for people and checked as it stands. In the last column of a row of the core, the name of a folder
 * of the core means that; `core` means all of it; code marks make a package's name.
 */
export function readCodeMap(): readonly Layer[] {
  const section = /^## Code map\n([\s\S]*?)\n## /m.exec(readFileSync('ARCHITECTURE.md', 'utf8'))?.[1] ?? '';
  const rows = [...section.matchAll(/^\| `([\w/]+)` *\| (.*?) *\| (.*?) *\|$/gm)];
  const folders = rows.map((row) => row[1] ?? '');
  return rows.map(([, folder = '', says = '', imports = '']) => {
    const words = imports === 'nothing' ? [] : imports.split(/, /).map((word) => word.trim());
    return {
      folder,
      says,
      imports: words.filter((word) => !word.startsWith('`')).flatMap((word) => foldersOf(word, folder, folders)),
      packages: words.filter((word) => word.startsWith('`')).map((word) => word.replaceAll('`', '')),
    };
  });
}

function foldersOf(word: string, folder: string, folders: readonly string[]): readonly string[] {
  const within = folder.startsWith('core/') ? `core/${word}` : word;
  return folders.filter((each) => each === within || each.startsWith(`${within}/`));
}
