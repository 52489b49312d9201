import { failedSearch, recordChoices } from './recordChoices';
import { nameOfRecord } from './recordLikeness';
import { stepAnswer } from '../quickSteps/asker';
import type { Asked, Choice } from '../quickSteps/asker';
import type { CommandTools } from '../quickSteps/commandTools';
import type { FoundRecord, MappingOverview } from '../../protocol/workerProtocol';
import type { Side } from '../../core/model/side';
import type { StepAnswer, StepPlace } from '../quickSteps/runSteps';
import type * as vscode from 'vscode';

/** A record that was chosen, or that the command was given. */
export interface ChosenRecord {
  readonly id: string;
  readonly title: string;
  /** Its name without the key, to find its counterpart by. */
  readonly name: string;
}

export interface RecordQuestion {
  readonly title: string;
  readonly mapping: MappingOverview;
  readonly side: Side;
  /** The answer given before. */
  readonly chosen: ChosenRecord | undefined;
  /** The record that a counterpart is chosen for. */
  readonly counterpart: ChosenRecord | undefined;
}

/** Records of one search that the list shows. */
const shownRecords = 100;

/** Asks for a record of one side, with search in the system; starts with what is most likely meant. */
export async function askRecord<S>(
  tools: CommandTools,
  question: RecordQuestion,
  state: S,
  place: StepPlace,
  taken: (record: ChosenRecord) => S,
): Promise<StepAnswer<S>> {
  const { ask, locale } = tools.dialogue;
  const { mapping, side, chosen, counterpart } = question;
  const table = side === 'local' ? mapping.table : mapping.integrationTable;
  const first = chosen?.name ?? counterpart?.name ?? '';
  const prompt =
    counterpart === undefined
      ? locale.t('Which record of {0}? Type part of its key or name.', table)
      : locale.t('Which record of {0} belongs to {1}?', table, counterpart.title);
  const asked: Asked<FoundRecord> = await ask.search({
    title: question.title,
    prompt,
    place,
    search: first,
    find: (search, token) => findRecords(tools, question, { search, isFirst: search === first }, token),
  });
  return stepAnswer(asked, state, (record) =>
    taken({ id: record.id, title: record.title, name: nameOfRecord(record) }),
  );
}

async function findRecords(
  { workbench, dialogue, scope }: CommandTools,
  { mapping, side, counterpart }: RecordQuestion,
  { search, isFirst }: { readonly search: string; readonly isFirst: boolean },
  token: vscode.CancellationToken,
): Promise<readonly Choice<FoundRecord>[]> {
  const table = side === 'local' ? mapping.table : mapping.integrationTable;
  const about = { mapping: mapping.name, table, likeTo: counterpart?.name };
  // A counterpart is rarely spelled the same: the words we put there ourselves are tried less and less literally.
  const searches = isFirst ? [...new Set([search, longestWord(search), ''])] : [search];
  for (const words of searches) {
    const query = { ...scope.workspace.address(), mapping: mapping.name, side, search: words, limit: shownRecords };
    const answer = await workbench.worker.request('records/find', query, token);
    if (!answer.ok) return failedSearch(answer.error);
    const missed = words === search || search === '' ? {} : { missed: search };
    if (answer.value.records.length > 0 || words === searches.at(-1)) {
      return recordChoices({ ...answer.value, ...missed }, about, dialogue.locale);
    }
  }
  return [];
}

function longestWord(text: string): string {
  return text.split(/\s+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}
