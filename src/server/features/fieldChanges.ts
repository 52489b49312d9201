import type { ArrowText } from '../../core/mapping/parseArrow';
import { directionOfArrow } from '../../core/mapping/parseArrow';
import { removeFieldOption, setFieldOption } from '../../core/mapping/edits/fieldOptions';
import { isWrittenHere } from '../../core/mapping/edits/mapEntries';
import type { Direction } from '../../core/model/side';
import type { FieldInFile, NamedChange } from './codeActionContext';

export function disable(text: string, { field, node }: FieldInFile): NamedChange {
  const changes = field.enabled ? setFieldOption(text, node, 'enabled', 'false') : undefined;
  return { title: 'Disable the field', changes };
}

/** Enabled is what nothing is said of. */
export function enable(text: string, { field, node }: FieldInFile): NamedChange {
  return { title: 'Enable the field', changes: field.enabled ? undefined : removeFieldOption(text, node, 'enabled') };
}

/** Points the arrow another way; not of a constant, whose arrow points at its only field. */
export function turnArrow(text: string, { field, place, node }: FieldInFile, direction: Direction): NamedChange {
  const arrow = arrowTexts.find((each) => directionOfArrow[each] === direction) ?? '<->';
  const { start, end } = place.arrow;
  const written = text.slice(start.offset, end.offset);
  // Escapes hide where in its text the arrow stands.
  const isHere = written === place.arrowText && isWrittenHere(text, node.item);
  const isPair = field.localField !== undefined && field.integrationField !== undefined;
  const changes =
    isHere && isPair && arrow !== written ? [{ start: start.offset, end: end.offset, newText: arrow }] : undefined;
  return { title: `Turn the arrow: ${arrow}`, changes };
}

const arrowTexts: readonly ArrowText[] = ['<->', '->', '<-'];
