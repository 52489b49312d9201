import { dueMs } from '../../core/schedule/schedule';
import { errorDocument } from './problemDocument';
import { runDocument } from './jobDocument';
import type { WatchDocument } from '../../protocol/commandDocuments';
import type { WatchTurn } from '../../service/watchWorkspace';

/** One run of `watch`, or why it could not run. */
export function watchDocument(environment: string, turn: WatchTurn): WatchDocument {
  const { result, startedAt, endedAt, schedule } = turn;
  const due = schedule && dueMs(schedule);
  const nextRunAt = due === undefined ? null : new Date(due).toISOString();
  const document = result.ok ? runDocument(result.value) : errorDocument(result.error);
  return { ...document, environment, startedAt, endedAt, nextRunAt };
}
