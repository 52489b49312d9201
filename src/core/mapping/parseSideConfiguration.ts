import type { ServiceConfiguration, SideConfiguration, SqliteConfiguration } from '../model/workspace';
import type { SourceFile } from './sourceFile';
import { readKeys, readMap, readName, readScalar, readWord } from './sourceReader';
import type { SourceMap, SourceNode } from './sourceTree';
import { entryOf } from './sourceTree';
import { leavesFolder } from './workspacePath';
import { unreachable } from '../assert';

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
  return connector === 'sqlite' ? sqliteSide(source, map, what) : serviceSide(source, map, what, connector);
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

function serviceSide(
  source: SourceFile,
  map: SourceMap,
  what: string,
  connector: ServiceConfiguration['connector'],
): ServiceConfiguration {
  const written = new Map(
    map.entries.flatMap(({ key, value }): [string, string][] => {
      if (key.text === 'connector') return [];
      if (secretKey.test(key.text)) {
        const message = `'${key.text}' does not belong into a file. Remove it, change the secret where it was ever shared, and sign in instead.`;
        source.report('SECRET_IN_WORKSPACE', key.range, message);
        return [];
      }
      const scalar = readScalar(source, value, `'${key.text}' of ${what}`);
      return scalar ? [[key.text, scalar.text]] : [];
    }),
  );
  const optional = <K extends string>(key: K): { readonly [P in K]?: string } => {
    const text = written.get(key);
    return (text === undefined ? {} : { [key]: text }) as { readonly [P in K]?: string };
  };
  const signIn = {
    authentication: 'interactive' as const,
    ...optional('tenant'),
    ...optional('clientId'),
    ...optional('user'),
    range: map.range,
  };
  const url = written.get('url') ?? '';
  const company = written.get('company') ?? '';
  switch (connector) {
    case 'businessCentral':
      return { connector, ...signIn, ...optional('environment'), ...optional('url'), company, apis: [] };
    case 'nav':
      return { connector, ...signIn, url, company };
    case 'dataverse':
      return {
        connector,
        ...signIn,
        url,
        ...optional('version'),
        duplicateDetection: false,
        bypassCustomLogic: 'none',
      };
    default:
      return unreachable(connector);
  }
}

const secretKey = /secret|passw|token|api_?key|credential|connection_?string/i;
