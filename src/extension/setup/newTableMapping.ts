import { addMappingFiles } from '../../core/mapping/addMappingFiles';
import { askSchema } from './askSchema';
import { emptyDraft, mappingOf, proposalsFor } from './mappingDraft';
import { newMappingSteps } from './newMappingSteps';
import { normalFile } from './mappingName';
import { runSteps } from '../quickSteps/runSteps';
import { wizardTitle } from '../quickSteps/phrases';
import { writeMapping } from '../../core/mapping/writeMapping';
import type { CommandTools } from '../quickSteps/commandTools';
import type { FileChange, FileEditor } from './fileEditor';

/** What the wizard made. */
export interface NewMappingResult {
  readonly mapping: string;
  /** Relative to the workspace. */
  readonly file: string;
  /** tandem.yaml had no pattern for it and got a line. */
  readonly listed: boolean;
}

/** The name of the workspace file. */
export const workspaceFile = 'tandem.yaml';

/**
 * Asks for a new table mapping step by step, writes its file, names it in tandem.yaml where no pattern means it already, and opens
 * it. Nothing is written before the last answer; undefined where the user pressed Escape or was refused.
 */
export async function newTableMapping(tools: CommandTools, files: FileEditor): Promise<NewMappingResult | undefined> {
  const { dialogue, scope, workbench } = tools;
  const { t } = dialogue.locale;
  const schema = await askSchema(tools, { refresh: false });
  if (!schema) return undefined;
  const production = workbench.workspaces.isProduction(scope.workspace);
  const title = wizardTitle(t('New Table Mapping'), scope, production, dialogue.locale);
  const draft = await runSteps(newMappingSteps({ ...tools, files, title }), emptyDraft(schema));
  if (draft?.file === undefined) return undefined;

  const mapping = mappingOf(draft, proposalsFor(draft, scope.overview.mappings));
  const file = normalFile(draft.file);
  const change: FileChange = { file, text: writeMapping(mapping) };
  const before = await files.read(workspaceFile);
  const after = before === undefined ? undefined : addMappingFiles(before, [file]);
  const listed = after !== undefined && after !== before;
  const written = await files.write([change, ...(listed ? [{ file: workspaceFile, text: after }] : [])]);
  if (!written.ok) {
    const message = t('{0} could not be written. Check that the folder can be written to, then try again.', file);
    dialogue.refuse({ code: 'FILE_NOT_WRITTEN', kind: 'usage', message });
    return undefined;
  }
  workbench.workspaces.refresh(scope.workspace);
  await files.open(file);
  void dialogue.tell('information', resultText());
  return { mapping: mapping.name, file, listed };

  function resultText(): string {
    const made = t('{0} maps {1} to {2}.', mapping.name, mapping.table.name, mapping.integrationTable.name);
    if (after === undefined) return t('{0} Add {1} to the mappings in tandem.yaml.', made, file);
    if (listed && written.ok && written.unsaved.includes(workspaceFile)) {
      return t('{0} Save tandem.yaml, which names it now.', made);
    }
    return t('{0} Check its fields, then couple records or run a full synchronization.', made);
  }
}
