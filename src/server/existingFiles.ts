import type { FilePort } from './filePort';

/**
 * Lets a function that cannot wait ask whether files exist: it is called once to hear which it asks for, and once with the answers.
 * Paths are relative to the folder with forward slashes.
 */
export async function existingFiles<T>(
  files: FilePort,
  folder: string,
  ask: (exists: (file: string) => boolean) => T,
): Promise<T> {
  const asked = new Set<string>();
  const guess = ask((file) => {
    asked.add(file);
    return false;
  });
  if (asked.size === 0) return guess;
  const existing = new Set<string>();
  for (const file of asked) {
    const slash = file.lastIndexOf('/');
    const entries = await files.list(folder, file.slice(0, Math.max(0, slash)));
    if (entries.some(({ name, isFolder }) => !isFolder && name === file.slice(slash + 1))) existing.add(file);
  }
  return ask((file) => existing.has(file));
}
