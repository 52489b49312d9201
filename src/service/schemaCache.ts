import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { err, ok } from '../core/result';
import type { Result } from '../core/result';
import type { ServiceError, WorkspaceSchema } from './workspaceService';
import { replaceFile } from '../files/replaceFile';
import { safeFileName } from '../store/stateFiles';
import { writeStateIgnore } from '../store/stateFolder';

const cacheVersion = 1;

/** The cached tables and fields of both sides, which the language server reads without a connection (DESIGN 2). */
export function readSchemaCache(stateFolder: string, environment: string): WorkspaceSchema | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(cacheFile(stateFolder, environment), 'utf8'));
    return isCache(content) ? { ...content.schema, cached: true } : undefined;
  } catch {
    // No cache, or one that cannot be read: it is made anew from the systems.
    return undefined;
  }
}

/** Keeps the cache in step with what a run has just read; writes only where something changed. */
export function refreshSchemaCache(stateFolder: string, schema: WorkspaceSchema): Result<void, ServiceError> {
  const cached = readSchemaCache(stateFolder, schema.environment);
  const content = ({ local, integration }: WorkspaceSchema) => JSON.stringify([local, integration]);
  return cached && content(cached) === content(schema) ? ok(undefined) : writeSchemaCache(stateFolder, schema);
}

export function writeSchemaCache(stateFolder: string, schema: WorkspaceSchema): Result<void, ServiceError> {
  try {
    mkdirSync(stateFolder, { recursive: true });
    writeStateIgnore(stateFolder);
    const content = { version: cacheVersion, schema: { ...schema, cached: true } };
    replaceFile(cacheFile(stateFolder, schema.environment), `${JSON.stringify(content, null, 1)}\n`);
    return ok(undefined);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err({
      code: 'STATE_NOT_WRITTEN',
      message: `The schema cache in ${stateFolder} could not be written: ${reason}. Check the folder's rights and free space.`,
      kind: 'run',
    });
  }
}

function cacheFile(stateFolder: string, environment: string): string {
  return path.join(stateFolder, `${safeFileName(environment)}.schema.json`);
}

function isCache(content: unknown): content is { readonly version: number; readonly schema: WorkspaceSchema } {
  return (
    typeof content === 'object' &&
    content !== null &&
    'version' in content &&
    content.version === cacheVersion &&
    'schema' in content
  );
}
