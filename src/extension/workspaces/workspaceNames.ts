/**
 * What people call each folder: its last part, and as many parts before it as tell it from the others. Paths are absolute,
 * with either kind of slash; the names stand in the order of the paths.
 */
export function workspaceNames(paths: readonly string[]): readonly string[] {
  const parts = paths.map((path) => path.split(/[\\/]/).filter((part) => part !== ''));
  return parts.map((own, index) => {
    const others = parts.filter((_, each) => each !== index);
    for (let length = 1; length < own.length; length++) {
      const name = lastParts(own, length);
      if (!others.some((other) => lastParts(other, length) === name)) return name;
    }
    return own.length > 0 ? own.join('/') : '/';
  });
}

function lastParts(parts: readonly string[], length: number): string {
  return parts.slice(-length).join('/');
}
