/**
 * Does a change of this file change what Tandem shows of its workspace? `path` is relative to the workspace's folder, with forward
 * slashes. Which files hold mappings is for tandem.yaml to say, so that every YAML file may be one.
 */
export function changesWorkspace(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  if (folders.some((folder) => folder === 'node_modules' || folder === '.git')) return false;
  if (folders.includes('.tandem')) return folders[0] === '.tandem' && folders.length === 1 && isState(path);
  return /\.ya?ml$/i.test(path);
}

/** State, its journal and its lock, and cached schemas; not the temporary files that they are replaced with. */
function isState(path: string): boolean {
  return /\.(?:sqlite|journal|lock|schema\.json)$/.test(path);
}
