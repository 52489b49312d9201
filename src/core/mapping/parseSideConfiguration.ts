import type { SideConfiguration, SqliteConfiguration } from '../model/workspace';
import { parseServiceSide } from './parseServiceSide';
import type { SourceFile } from './sourceFile';
import { readKeys, readMap, readName, readWord } from './sourceReader';
import type { SourceMap, SourceNode } from './sourceTree';
import { entryOf } from './sourceTree';
import { leavesFolder } from './workspacePath';

/** The systems that a side can be. */
export const connectorWords = [
  'sqlite',
  'businessCentral',
  'nav',
  'dataverse',
] as const satisfies readonly SideConfiguration['connector'][];

/** Reads how to reach one side of an environment (DESIGN 2). `what` names the side in messages. */
export function parseSideConfiguration(
  source: SourceFile,
  node: SourceNode,
  what: string,
): SideConfiguration | undefined {
  const map = readMap(source, node, what);
  if (!map) return undefined;
  const entry = entryOf(map, 'connector');
  if (!entry) {
    const range = map.entries[0]?.key.range ?? map.range;
    source.report('MISSING_KEY', range, `${what} lacks 'connector'. Add 'connector: sqlite', or another connector.`);
    return undefined;
  }
  const connector = readWord(source, entry.value, `'connector' of ${what}`, connectorWords);
  if (connector === undefined) return undefined;
  return connector === 'sqlite' ? sqliteSide(source, map, what) : parseServiceSide(source, map, what, connector);
}

function sqliteSide(source: SourceFile, map: SourceMap, what: string): SqliteConfiguration | undefined {
  const keys = readKeys(source, map, what, ['connector', 'file', 'defaults']);
  const fileEntry = keys?.get('file');
  if (!fileEntry) {
    const range = map.entries[0]?.key.range ?? map.range;
    source.report('MISSING_KEY', range, `${what} lacks 'file'. Add the path of the SQLite file.`);
    return undefined;
  }
  const file = readName(source, fileEntry.value, `'file' of ${what}`);
  const defaults = readDefaults(source, keys?.get('defaults')?.value, `'defaults' of ${what}`);
  if (!file) return undefined;
  if (leavesFolder(file.text)) {
    const message = `'${file.text}' leaves the folder of this file. Use a path relative to it.`;
    source.report('PATH_OUTSIDE_WORKSPACE', file.range, message);
  }
  return { connector: 'sqlite', file: file.text, defaults, range: map.range };
}

function readDefaults(source: SourceFile, node: SourceNode | undefined, what: string): SqliteConfiguration['defaults'] {
  const keys = node && readKeys(source, node, what, ['id', 'modifiedOn', 'key']);
  const nameOf = (key: 'id' | 'modifiedOn' | 'key') => {
    const entry = keys?.get(key);
    const name = entry && readName(source, entry.value, `'${key}' in ${what}`);
    return name ? { [key]: name.text } : {};
  };
  return { ...nameOf('id'), ...nameOf('modifiedOn'), ...nameOf('key') };
}
