import type { AskContext } from './askAgain';
import type { Connector, ConnectorError } from '../ports/connector';
import type { Result } from '../result';
import { askAgain } from './askAgain';
import { ok } from '../result';

/** Asks a system about any number of keys: in pieces that it takes, each asked again after a passing fault. */
export async function askInPieces<T>(
  context: AskContext,
  { capabilities: { batchSize } }: Pick<Connector, 'capabilities'>,
  keys: readonly string[],
  ask: (piece: readonly string[]) => Promise<Result<ReadonlyMap<string, T>, ConnectorError>>,
): Promise<Result<ReadonlyMap<string, T>, ConnectorError>> {
  const answers = new Map<string, T>();
  for (let at = 0; at < keys.length; at += batchSize) {
    const piece = keys.slice(at, at + batchSize);
    const found = await askAgain(context, () => ask(piece));
    if (!found.ok || keys.length <= batchSize) return found;
    for (const [key, answer] of found.value) answers.set(key, answer);
  }
  return ok(answers);
}
