/**
 * The two sides of a mapping are fixed; the roles source and destination depend on the direction of a pass.
 * Never mix the words: a side is `local` or `integration`, a role is `source` or `destination`.
 */
export type Side = 'local' | 'integration';

/** The direction of one job: where the records go. */
export type RunDirection = 'toIntegrationTable' | 'fromIntegrationTable';

/** The direction a mapping or a field allows. */
export type Direction = 'bidirectional' | RunDirection;

export function sourceSide(direction: RunDirection): Side {
  return direction === 'toIntegrationTable' ? 'local' : 'integration';
}

export function destinationSide(direction: RunDirection): Side {
  return direction === 'toIntegrationTable' ? 'integration' : 'local';
}

export function otherSide(side: Side): Side {
  return side === 'local' ? 'integration' : 'local';
}

export function oppositeDirection(direction: RunDirection): RunDirection {
  return direction === 'toIntegrationTable' ? 'fromIntegrationTable' : 'toIntegrationTable';
}

/** The passes a mapping makes, in their order: to the integration table first (DESIGN 5.1). */
export function runDirections(direction: Direction): readonly RunDirection[] {
  return direction === 'bidirectional' ? ['toIntegrationTable', 'fromIntegrationTable'] : [direction];
}

export function allows(direction: Direction, run: RunDirection): boolean {
  return direction === 'bidirectional' || direction === run;
}
