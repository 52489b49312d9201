import type { ShapeEntry } from './shapeTable';

/** Outcomes that the tables show already, in a transaction that is still open, and that the next commit makes durable. */
export interface Stage {
  /** What the journal is to hold of them; none in a reader. */
  readonly steps: Uint8Array[];
  /** Made since the commit before. */
  readonly shapes: ShapeEntry[];
  prepared: boolean;
}
