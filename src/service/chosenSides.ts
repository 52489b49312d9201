import type { ChosenSides } from '../core/plan/transferRecord';
import type { CompiledMapping } from '../core/plan/compiledMapping';
import type { Result } from '../core/result';
import type { ServiceError, TakenField } from './workspaceService';
import type { Side } from '../core/model/side';
import { err, ok } from '../core/result';
import { fieldLabel } from '../core/plan/compiledMapping';
import { usageError } from './serviceErrors';

/** A request's word for single fields, by the field mappings it means. */
export function chosenSides(
  compiled: CompiledMapping,
  taken: readonly TakenField[],
): Result<ChosenSides, ServiceError> {
  const chosen = new Map<string, Side>();
  for (const { names, side } of taken) {
    const meant = compiled.fields.flatMap(({ local, integration }, index) =>
      names.every((name) => name === local?.name || name === integration?.name)
        ? (compiled.fieldKeys[index] ?? [])
        : [],
    );
    if (meant.length === 0) return err(fieldNotFound(compiled, names));
    for (const key of meant) chosen.set(key, side);
  }
  return ok(chosen);
}

function fieldNotFound(compiled: CompiledMapping, names: readonly string[]): ServiceError {
  const known = compiled.fields.map(fieldLabel).join(', ');
  return usageError(
    'FIELD_NOT_FOUND',
    `${compiled.mapping.name} has no field mapping with ${names.join(' and ')}. Choose one of: ${known}.`,
  );
}
