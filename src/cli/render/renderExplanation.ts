import { actionColour } from './renderPlan';
import { directionText } from './directionText';
import { formatTime } from './formatTime';
import { printable } from './printable';
import { textTable } from './textTable';
import type { RecordExplanation } from '../../service/workspaceService';
import type { RenderContext } from './renderContext';

/** A record's story: which it is, what decides about it, what to do, and what jobs did to it. */
export function renderExplanation(explained: RecordExplanation, context: RenderContext): readonly string[] {
  const { style } = context;
  const { mapping, facts, nextStep } = explained;
  const name = explained.localTitle ?? explained.integrationTitle ?? explained.localId ?? explained.integrationId ?? '';
  return [
    `${style.paint('bold', printable(name))}  ${printable(mapping)}, ${explained.state}`,
    `  local        ${idText(explained.localId)}`,
    `  integration  ${idText(explained.integrationId)}`,
    '',
    ...facts.map(({ text }) => `  - ${printable(text)}`),
    '',
    `  ${style.paint('bold', printable(nextStep))}`,
    ...eventLines(explained, context),
  ];
}

/** More are in `--json`. */
const mostEvents = 20;

function eventLines({ events }: RecordExplanation, { style, width }: RenderContext): readonly string[] {
  if (events.length === 0) return ['', 'No job in the log touched it.'];
  const rows = events
    .slice(0, mostEvents)
    .map(({ at, row }) => [
      formatTime(at),
      directionText(row.direction, style.glyphs),
      { text: row.action, colour: actionColour[row.action] },
      row.fields.map(fieldText).join(', '),
      row.reason,
    ]);
  const titles = ['when', '', 'action', 'fields', 'why'].map((title) => ({ title }));
  const left = events.length - rows.length;
  return [
    '',
    style.paint('bold', 'What jobs did to it, newest first'),
    ...textTable(titles, rows, { style, width }),
    ...(left > 0 ? [`${style.glyphs.ellipsis} and ${left} more; --json lists all`] : []),
  ];
}

type Field = RecordExplanation['events'][number]['row']['fields'][number];

function fieldText({ field, before, after }: Field): string {
  if (after === undefined) return field;
  return `${field}: ${valueText(before)} > ${valueText(after)}`;
}

function valueText(value: string | null | undefined): string {
  return value === null || value === undefined || value === '' ? '(empty)' : value;
}

function idText(id: string | null): string {
  return id === null ? '-' : printable(id);
}
