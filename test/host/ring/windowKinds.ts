import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeBigWorkspace } from './bigWorkspace';
import { runCommand } from './runCommand';

/** A kind of window that suites can ask for by the folder they stand in: `test/host/suite/<folder>/`. */
export interface WindowKind {
  /** Below test/host/suite; empty for the suites right there. */
  readonly folder: string;
  /** Whether the window trusts what it opens. */
  readonly trusted: boolean;
  /** How long its tests may take, the window's opening included. */
  readonly timeoutMs: number;
  /** Figures are measured in it, so nothing else may run meanwhile. */
  readonly alone: boolean;
  /** Makes what the window opens, below `home` unless it is shared. */
  make(home: string, tools: MakerTools): Promise<Opened>;
}

export interface MakerTools {
  /** The built command line. */
  readonly cli: string;
  /** Where the large workspace is made. */
  readonly big: string;
}

/** What a window opens, by absolute path: nothing, one folder, or a file that lists several. */
export type Opened =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'workspace'; readonly path: string };

const usual = { trusted: true, timeoutMs: 120_000, alone: false };

export const windowKinds: readonly WindowKind[] = [
  { ...usual, folder: '', make: sampleFolder },
  { ...usual, folder: 'empty', make: async () => ({ kind: 'nothing' }) },
  { ...usual, folder: 'folders', make: twoFolders },
  { ...usual, folder: 'untrusted', trusted: false, make: sampleFolder },
  { ...usual, folder: 'big', alone: true, timeoutMs: 240_000, make: bigFolder },
];

async function sampleFolder(home: string, { cli }: MakerTools): Promise<Opened> {
  const folder = path.join(home, 'sample');
  await makeSample(folder, cli);
  return { kind: 'folder', path: folder };
}

/** Two samples, each a workspace of its own, and a folder that is none. */
async function twoFolders(home: string, { cli }: MakerTools): Promise<Opened> {
  const folders = ['north', 'south', 'plain'].map((name) => path.join(home, name));
  await Promise.all(folders.slice(0, 2).map((folder) => makeSample(folder, cli)));
  mkdirSync(path.join(home, 'plain'));
  const file = path.join(home, 'both.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
  return { kind: 'workspace', path: file };
}

async function bigFolder(_home: string, { big }: MakerTools): Promise<Opened> {
  rmSync(big, { recursive: true, force: true });
  await makeBigWorkspace(big);
  return { kind: 'folder', path: big };
}

/** The sample workspace with both of its systems, as `tandem init --sample` writes it; nothing has run yet. */
export async function makeSample(folder: string, cli: string): Promise<void> {
  await runCommand(process.execPath, [cli, 'init', folder, '--sample'], { timeoutMs: 60_000 });
}
