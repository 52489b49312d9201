import type { Direction, RunDirection, Side } from '../model/side';
import { destinationSide, oppositeDirection, runDirections, sourceSide } from '../model/side';
import type { FieldDescription } from '../model/schema';
import type { FieldKind } from '../model/value';
import { convertibility } from '../transfer/convertibility';

/** Why a person should look twice at a pair of fields. */
export type PairDoubt =
  /** Texts longer than the destination's limit fail their record; `longest` is absent where the source has no limit. */
  | { readonly kind: 'textMayBeTooLong'; readonly to: Side; readonly longest?: number; readonly limit: number }
  /** Some values of the source cannot become values of the destination: those records fail. */
  | { readonly kind: 'valuesMayNotFit'; readonly to: Side; readonly from: FieldKind; readonly into: FieldKind }
  /** The names have words in common, no more. */
  | { readonly kind: 'onlySimilar' };

/** What may go wrong with values of a pair on their way; types of which none fits are `wayOfPair`'s concern. */
export function pairDoubts(
  local: FieldDescription,
  integration: FieldDescription,
  direction: RunDirection,
): readonly PairDoubt[] {
  const { source, destination } = rolesOf(local, integration, direction);
  if (convertibility(source.type, destination.type) === 'always') return [];
  const to = destinationSide(direction);
  if (source.type.kind === 'text' && destination.type.kind === 'text' && destination.type.maxLength !== undefined) {
    const longest = source.type.maxLength;
    const limit = destination.type.maxLength;
    return [{ kind: 'textMayBeTooLong', to, limit, ...(longest === undefined ? {} : { longest }) }];
  }
  return [{ kind: 'valuesMayNotFit', to, from: source.type.kind, into: destination.type.kind }];
}

/**
 * The direction in which a pair can go: the mapping's, or of both ways the one that works. Undefined where none does.
 * A reference is translated, so that its type does not matter.
 */
export function wayOfPair(
  local: FieldDescription,
  integration: FieldDescription,
  mapping: Direction,
  isReference: boolean,
): Direction | undefined {
  const open = runDirections(mapping).filter((direction) => {
    const { source, destination } = rolesOf(local, integration, direction);
    if (destination.readOnly) return false;
    return isReference || convertibility(source.type, destination.type) !== 'never';
  });
  const [first] = open;
  if (first === undefined) return undefined;
  return open.includes(oppositeDirection(first)) ? 'bidirectional' : first;
}

function rolesOf(local: FieldDescription, integration: FieldDescription, direction: RunDirection) {
  const sides = { local, integration };
  return { source: sides[sourceSide(direction)], destination: sides[destinationSide(direction)] };
}
