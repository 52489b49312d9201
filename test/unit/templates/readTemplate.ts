import { must } from '../../../src/core/assert';
import type { MappingSource } from '../../../src/core/mapping/mappingSource';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../../src/core/mapping/parseWorkspace';
import type { Problem } from '../../../src/core/model/problem';
import type { TableMapping } from '../../../src/core/model/tableMapping';
import type { Workspace } from '../../../src/core/model/workspace';
import type { TemplateLocal, TemplateName, WorkspaceFile } from '../../../src/service/templateFiles';
import { templateFiles } from '../../../src/service/templateFiles';

export const templateNames = ['dataverse', 'sales', 'blank'] as const satisfies readonly TemplateName[];

export interface ReadTemplate {
  readonly files: readonly WorkspaceFile[];
  /** Undefined where tandem.yaml has errors. */
  readonly workspace: Workspace | undefined;
  /** In the order of tandem.yaml. */
  readonly mappings: readonly TableMapping[];
  readonly sources: readonly MappingSource[];
  /** Of all files. */
  readonly problems: readonly Problem[];
}

/** A template as the mapping language reads it. */
export async function readTemplate(template: TemplateName, local?: TemplateLocal): Promise<ReadTemplate> {
  const files = must(await templateFiles('media', template, local), template);
  const text = (file: string) =>
    String(
      must(
        files.find(({ path }) => path === file),
        file,
      ).content,
    );
  const parsed = parseWorkspace(text('tandem.yaml'), 'tandem.yaml');
  const listed = (parsed.workspace?.mappings ?? []).flatMap(({ pattern }) =>
    pattern.includes('*') ? files.slice(1).map(({ path }) => path) : [pattern],
  );
  const read = listed.map((file) => parseMapping(text(file), file));
  return {
    files,
    workspace: parsed.workspace,
    mappings: read.flatMap(({ mapping }) => mapping ?? []),
    sources: read.flatMap(({ source }) => source ?? []),
    problems: [...parsed.problems, ...read.flatMap(({ problems }) => problems)],
  };
}

/** A mapping of a template, by its name. */
export async function readTemplateMapping(template: TemplateName, name: string): Promise<TableMapping> {
  const { mappings } = await readTemplate(template);
  return must(
    mappings.find((mapping) => mapping.name === name),
    name,
  );
}
