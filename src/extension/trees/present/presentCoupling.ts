import type { CouplingLine } from '../../../protocol/workerProtocol';
import type { CouplingState } from '../../../core/model/coupling';
import type { Row, RowIcon, ShownFailure } from '../treeNode';
import { escapeMarkdown } from './escapeMarkdown';
import { failurePhrase } from './failurePhrase';
import { joined } from './phrases';
import type { Wording } from './wording';

/** A pair of records: both titles, and in words its state and what went wrong. `withMapping` where several mappings mix. */
export function presentCoupling(line: CouplingLine, withMapping: boolean, words: Wording): Row {
  const { t } = words;
  const local = line.localTitle ?? line.localId ?? t('not coupled');
  const integration = line.integrationTitle ?? line.integrationId ?? t('not coupled');
  const state = stateWords(line, words);
  return {
    label: `${local} ↔ ${integration}`,
    description: joined([withMapping ? line.mapping : '', line.state === 'ok' ? '' : state]),
    icon: icons[line.state],
    contextValue: `coupling.${line.state}`,
    accessibleLabel: t('{0}: {1} and {2}, {3}', line.mapping, local, integration, state),
    tooltip: () => tooltip(line, state, words),
  };
}

/** A state in a word, as filters and lines name it. */
export function couplingStateWord(state: CouplingState, { t }: Wording): string {
  const states: Readonly<Record<CouplingState, string>> = {
    ok: t('in step'),
    failed: t('failed'),
    skipped: t('skipped'),
  };
  return states[state];
}

/** What a coupling's failure has to tell; undefined where it has none. */
export function couplingFailure(line: CouplingLine): ShownFailure | undefined {
  if (!line.failure) return undefined;
  return {
    mapping: line.mapping,
    localId: line.localId,
    integrationId: line.integrationId,
    title: line.localTitle ?? line.integrationTitle ?? line.localId ?? line.integrationId ?? '',
    state: line.state,
    ...line.failure,
  };
}

function stateWords(line: CouplingLine, words: Wording): string {
  const state = couplingStateWord(line.state, words);
  return line.failure ? words.t('{0}: {1}', state, failurePhrase(line.failure.code, words.t)) : state;
}

function tooltip(line: CouplingLine, state: string, words: Wording): string {
  const { t } = words;
  const lines = [
    `**${escapeMarkdown(line.mapping)}** · ${escapeMarkdown(state)}`,
    t('Local: {0}', side(line.localTitle, line.localId, words)),
    t('Integration: {0}', side(line.integrationTitle, line.integrationId, words)),
    ...(line.failure ? [escapeMarkdown(line.failure.message), escapeMarkdown(words.instant(line.failure.at))] : []),
  ];
  return lines.join('\n\n');
}

function side(title: string | null, id: string | null, { t }: Wording): string {
  if (id === null) return t('not coupled');
  return title === null || title === id ? escapeMarkdown(id) : `${escapeMarkdown(title)} (${escapeMarkdown(id)})`;
}

const icons: Readonly<Record<CouplingState, RowIcon>> = {
  ok: { name: 'link' },
  failed: { name: 'error', color: 'problemsErrorIcon.foreground' },
  skipped: { name: 'debug-step-over', color: 'problemsWarningIcon.foreground' },
};
