import type { Direction } from '../src/core/model/side';

/** From the local side, which stands on the left, to the integration side. */
export const directionSigns: Readonly<Record<Direction, string>> = {
  toIntegrationTable: '→',
  fromIntegrationTable: '←',
  bidirectional: '↔',
};
