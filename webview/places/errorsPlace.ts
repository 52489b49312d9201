import type { FailureCode } from '../../src/core/model/failure';
import type { ErrorGroup, Opened } from '../../src/protocol/resultsProtocol';
import type { Question } from '../answers';
import { valueOf } from '../answers';
import { h } from '../html';
import type { VNode } from '../html';
import { badge, button } from '../kit';
import { safeText } from '../safeText';
import type { View } from '../view';
import { fill } from '../words';
import { recordTitle } from '../recordName';
import { aboutRun } from './aboutRun';
import { actionButton, empty, linkButton, missing, resolveButton } from './parts';

/** What a coupling made by hand resolves. */
const resolvedByCoupling: readonly FailureCode[] = ['AMBIGUOUS_MATCH', 'NO_MATCH', 'MATCH_ALREADY_COUPLED'];

/** Failures by code, each with what it means and what resolves it. */
export function errorsPlace(view: View, opened: Extract<Opened, { readonly place: 'errors' }>): readonly VNode[] {
  const { runId, jobId } = opened;
  const params = { runId, ...(jobId === undefined ? {} : { jobId }) };
  const question: Question = { name: 'errors', params };
  const answer = valueOf(view.state.answers, 'errors', params);
  if (answer === undefined) return [missing(view, question)];
  if (answer.groups.length === 0) return [empty(view.words.noErrors)];
  const about = aboutRun(view, opened, answer.groups[0]?.example);
  return [...(about ? [about] : []), ...answer.groups.map((group) => errorGroup(view, group, params))];
}

function errorGroup(view: View, group: ErrorGroup, run: { readonly runId: string; readonly jobId?: string }): VNode {
  const { words, format } = view;
  const { code, example } = group;
  const { mapping, localId, integrationId } = example;
  const record = { mapping, localId, integrationId };
  const id = `error ${code}`.replaceAll(' ', '-');
  const isPair = localId !== null && integrationId !== null;
  const field = example.fields[0]?.field;
  return h(
    'section',
    { key: code, class: 'card', 'aria-labelledby': id },
    h('h2', { id }, h('code', {}, safeText(code)), ' ', badge(format.count(group.count))),
    h('p', { class: 'quiet' }, fill(words.inMappings, safeText(group.mappings.join(', ')))),
    h(
      'dl',
      {},
      h('dt', {}, words.cause),
      h('dd', {}, safeText(group.cause)),
      h('dt', {}, words.example),
      h(
        'dd',
        {},
        linkButton(
          recordTitle(
            localId ?? integrationId,
            localId === null ? example.integrationTitle : example.localTitle,
            words.none,
          ),
          () => view.open({ place: 'story', ...record }),
        ),
        ' ',
        safeText(example.reason),
      ),
      h('dt', {}, words.nextStep),
      h('dd', {}, safeText(group.nextStep)),
    ),
    h(
      'div',
      { class: 'buttons' },
      code === 'UPDATE_CONFLICT' && isPair && resolveButton(view, { mapping, localId, integrationId }, true),
      code === 'LOOKUP_NOT_COUPLED' &&
        actionButton(view, words.coupleDependency, { name: 'coupleDependency', ...record }, true),
      resolvedByCoupling.includes(code) && actionButton(view, words.couple, { name: 'couple', ...record }, true),
      actionButton(view, words.retryThese, { name: 'retry', ...run, code }),
      actionButton(view, words.goToMapping, {
        name: 'openMapping',
        mapping,
        ...(field === undefined ? {} : { field }),
      }),
      !resolvedByCoupling.includes(code) && actionButton(view, words.openCoupling, { name: 'openCoupling', ...record }),
      isPair && actionButton(view, words.compare, { name: 'compare', ...record }),
      button(words.showRecords, () => view.open({ place: 'records', ...run, counter: 'failed', code })),
    ),
  );
}
