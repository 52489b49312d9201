import path from 'node:path';
import type { Result } from '../core/result';
import type { ServiceError } from './workspaceService';
import type { WorkspaceFiles } from './readWorkspace';
import { err, ok } from '../core/result';
import { readText } from './readWorkspace';
import { replaceFile } from '../files/replaceFile';
import { setSynchOnlyCoupledRecords } from '../core/mapping/setSynchOnlyCoupledRecords';
import { usageError } from './serviceErrors';

/**
 * Lets later runs create records (DESIGN 5.2): clears `synchOnlyCoupledRecords` in the files of the mappings named, comments
 * and layout kept. Answers the files that changed, relative to the workspace.
 */
export function allowNewRecords(
  files: WorkspaceFiles,
  mappings: readonly string[],
): Result<readonly string[], ServiceError> {
  const changed: string[] = [];
  for (const mapping of files.mappings) {
    if (!mappings.includes(mapping.name) || !mapping.synchOnlyCoupledRecords) continue;
    const text = readText(files.folder, mapping.file);
    if (!text.ok) return text;
    const allowing = setSynchOnlyCoupledRecords(text.value, false);
    if (allowing === text.value) continue;
    try {
      replaceFile(path.join(files.folder, mapping.file), allowing);
    } catch (error) {
      return err(notWritten(mapping.file, error));
    }
    changed.push(mapping.file);
  }
  return ok(changed);
}

function notWritten(file: string, error: unknown): ServiceError {
  const reason = error instanceof Error ? error.message : String(error);
  return usageError('FILE_NOT_WRITTEN', `${file} could not be written: ${reason}. Check the file and its rights.`);
}
