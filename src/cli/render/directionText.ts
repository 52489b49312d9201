import { destinationSide } from '../../core/model/side';
import type { RunDirection } from '../../core/model/side';
import type { Glyphs } from './textStyle';

/** Where a job's records go: `→ integration` or `→ local`. */
export function directionText(direction: RunDirection, glyphs: Glyphs): string {
  return `${glyphs.arrow} ${destinationSide(direction)}`;
}
