import { h } from '../html';
import type { VNode } from '../html';
import { dropdown } from '../kit';
import { safeText } from '../safeText';
import { jobStatuses } from '../state';
import type { View } from '../view';

const spans = ['1', '7', '30'] as const;

/** What the list of jobs is narrowed by. */
export function jobFilters({ state, words, tell }: View): VNode {
  const { mapping, status, days } = state.filters;
  const mappings = (state.workspace?.mappings ?? []).map((name) => ({ value: name, label: safeText(name) }));
  const statuses = jobStatuses.map((value) => ({ value, label: words[`status.${value}`] }));
  const times = spans.map((value) => ({ value, label: words[`day${value}`] }));
  return h(
    'div',
    { class: 'tools', role: 'group' },
    dropdown(words.mapping, mapping, [{ value: '', label: words.allMappings }, ...mappings], (value) =>
      tell({ kind: 'filter', filters: { mapping: value } }),
    ),
    dropdown(words.status, status, [{ value: '', label: words.allStatuses }, ...statuses], (value) =>
      tell({ kind: 'filter', filters: { status: jobStatuses.find((each) => each === value) ?? '' } }),
    ),
    dropdown(words.time, days, [{ value: '', label: words.anyTime }, ...times], (value) =>
      tell({ kind: 'filter', filters: { days: spans.find((each) => each === value) ?? '' } }),
    ),
  );
}
