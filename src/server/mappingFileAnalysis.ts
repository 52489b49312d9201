import type { CachedSchemas, MappingFileAnalysis } from './analysis';
import type { ParsedMappingFile } from '../core/mapping/parseMapping';
import type { SideConfiguration, Workspace } from '../core/model/workspace';
import type { TableDefaults } from '../core/mapping/resolveTable';
import type { TextFile } from './textFile';
import { mappingTable } from './mappingTables';

/** The column names that an environment gives for all tables of a side. */
export interface Defaults {
  readonly local: TableDefaults;
  readonly integration: TableDefaults;
}

/** A mapping file, as it was parsed, beside the tables it is about. */
export function mappingFileAnalysis(
  textFile: TextFile,
  parsed: ParsedMappingFile,
  schemas: CachedSchemas,
  defaults: Defaults,
): MappingFileAnalysis {
  const { mapping, source, partial, root } = parsed;
  const local = mappingTable(root, 'table', schemas.local, defaults.local);
  const integration = mappingTable(root, 'integrationTable', schemas.integration, defaults.integration);
  return {
    kind: 'mapping',
    ...textFile,
    root,
    problems: parsed.problems,
    name: parsed.name,
    model: mapping && source ? { mapping, source, complete: true } : partial && { ...partial, complete: false },
    tables: { ...(local && { local }), ...(integration && { integration }) },
  };
}

/** Those of the environment of that name; only SQLite sides have any (DESIGN 2). */
export function defaultsIn(workspace: Workspace | undefined, environment: string | undefined): Defaults {
  const found = workspace?.environments.find((each) => each.name === environment);
  const of = (side: SideConfiguration | undefined) => (side?.connector === 'sqlite' ? side.defaults : {});
  return { local: of(found?.local), integration: of(found?.integration) };
}
