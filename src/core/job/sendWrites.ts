import type { Connector, ConnectorError, RecordWrite, WriteOutcome, WriteRequest } from '../ports/connector';
import type { AskContext } from './askAgain';
import type { Result } from '../result';
import { askAgain } from './askAgain';
import { err, ok } from '../result';
import { getByIds } from './getByIds';
import { must } from '../assert';
import { holdsWritten, withFirstValues } from '../model/record';

/**
 * Sends writes, and again after a passing fault (DESIGN 6). What was sent may have arrived although its answer did not: it is
 * sent again with the same ids, and says so. A create whose id the destination gives cannot be: it is never repeated, and what
 * became of it is `unknown`, which leaves it to its intent. One outcome per write, in order. An error means that nothing is
 * known of any of them.
 */
export async function sendWrites(
  context: AskContext,
  connector: Connector,
  request: WriteRequest,
): Promise<Result<readonly WriteOutcome[], ConnectorError>> {
  const { writes } = request;
  const outcomes = new Map<number, WriteOutcome>();
  /** Sent before, without an answer. */
  const doubtful = new Set<number>();
  let open = writes.map((_, index) => index);

  const attempt = async (): Promise<Result<void, ConnectorError>> => {
    const again = open.map((index) => asSentAgain(must(writes[index], 'write'), doubtful.has(index)));
    const answer = await connector.write({ ...request, writes: again }, context.cancel);
    if (!answer.ok) {
      if (answer.error.code !== 'THROTTLED') for (const index of open) doubtful.add(index);
      return answer;
    }
    open.forEach((index, at) => outcomes.set(index, must(answer.value[at], 'outcome')));
    open = open.filter((index) => outcomes.get(index)?.kind === 'unknown' && writes[index]?.id !== null);
    for (const index of open) doubtful.add(index);
    return open.length === 0 ? ok(undefined) : err(someUnanswered);
  };
  const sent = await askAgain(context, attempt, (error) => mayRepeat(error, open, writes));
  if (!sent.ok && outcomes.size === 0) return sent;
  await recogniseArrived(context, connector, request, outcomes, doubtful);
  return ok(writes.map((_, index) => outcomes.get(index) ?? { kind: 'unknown' }));
}

const someUnanswered: ConnectorError = {
  code: 'OUTCOME_UNKNOWN',
  message: 'The answer to some writes was lost. They are sent again.',
};

function mayRepeat({ code }: ConnectorError, open: readonly number[], writes: readonly RecordWrite[]): boolean {
  if (code === 'THROTTLED') return true;
  return (code === 'UNREACHABLE' || code === 'OUTCOME_UNKNOWN') && open.every((index) => writes[index]?.id !== null);
}

function asSentAgain(write: RecordWrite, before: boolean): RecordWrite {
  return before && write.kind === 'insert' ? { ...write, resent: true } : write;
}

/**
 * A change that arrived the first time is refused the second time, since the record has changed: by us. Where all that was
 * sent stands there it was written; where it does not, its intent tells the next run which of the changes are ours.
 */
async function recogniseArrived(
  context: AskContext,
  connector: Connector,
  { table, writes, readBack }: WriteRequest,
  outcomes: Map<number, WriteOutcome>,
  doubtful: ReadonlySet<number>,
): Promise<void> {
  const refused = [...doubtful].filter((index) => {
    const outcome = outcomes.get(index);
    return outcome?.kind === 'failed' && outcome.failure.code === 'CHANGED_MEANWHILE';
  });
  if (refused.length === 0) return;
  const fields = [...new Set([...readBack, ...refused.flatMap((index) => writes[index]?.fields ?? [])])];
  const ids = refused.flatMap((index) => writes[index]?.id ?? []);
  const found = await getByIds(context, connector, { table, fields, ids });
  for (const index of refused) {
    const write = must(writes[index], 'write');
    const record = found.ok ? found.value.get(write.id ?? '') : undefined;
    const arrived = record && holdsWritten(record, fields, write);
    outcomes.set(
      index,
      arrived ? { kind: 'written', record: withFirstValues(record, readBack.length) } : { kind: 'unknown' },
    );
  }
}
