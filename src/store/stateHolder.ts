import type { LockOwner } from './stateLock';
import { holderName } from './stateLock';
import { isAbandoned, readLockHolder } from './lockFile';
import { stateFiles } from './stateFiles';

/**
 * Who else writes an environment's state now, for people; undefined where nobody does, or `asking` itself. Only looks:
 * by the time the answer is read the lock may be free.
 */
export function stateHolder(folder: string, environment: string, asking: LockOwner, now: string): string | undefined {
  try {
    const holder = readLockHolder(stateFiles(folder, environment).lock);
    if (!holder || isAbandoned(holder, asking, now)) return undefined;
    const isOwn =
      holder.host === asking.host && holder.pid === asking.pid && (holder.thread ?? 0) === (asking.thread ?? 0);
    return isOwn ? undefined : holderName(holder, asking.host);
  } catch {
    // Whoever wants to write is told what is wrong with the lock.
    return undefined;
  }
}
