import { randomUUID } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import type { Clock } from '../core/ports/clock';
import type { Err, Result } from '../core/result';
import type { LockHolder } from './lockFile';
import type { StoreError } from '../core/ports/stateStore';
import { isAbandoned, linkExclusively, lockText, readLockHolder } from './lockFile';
import { ok } from '../core/result';
import { processStart } from './processIdentity';
import { storeError } from './storeError';

export interface LockRequest {
  readonly file: string;
  /** For messages: whose state the lock guards. */
  readonly environment: string;
  readonly owner: LockOwner;
  readonly clock: Clock;
}

/** The process that wants to write. `command` is what its user would recognise, such as `tandem sync`. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** Node's number of the thread that works; absent or 0 where the process itself does. */
  readonly thread?: number;
  readonly command: string;
}

/** The right to write one state, held by one process at a time (DESIGN 6). */
export class StateLock {
  /** Open on the lock file itself: a renewal never touches the lock of whoever took it over. */
  private readonly descriptor: number;

  constructor(
    private readonly request: LockRequest,
    private readonly holder: LockHolder,
  ) {
    this.descriptor = openSync(request.file, 'r+');
  }

  /** False once another process has taken the lock over; it stays lost then. Not to be able to tell is as bad. */
  isHeld(): boolean {
    try {
      return readLockHolder(this.request.file)?.token === this.holder.token;
    } catch {
      return false;
    }
  }

  /** Puts the expiry off, for processes on other machines. Throws what the file system says. */
  renew(): void {
    const expiresAt = laterBy(this.request.clock.now(), leaseMs);
    writeSync(this.descriptor, lockText({ ...this.holder, expiresAt }), 0);
  }

  release(): void {
    closeSync(this.descriptor);
    if (!this.isHeld()) return;
    try {
      rmSync(this.request.file, { force: true });
    } catch {
      // It stays behind as the lock of a process that will be gone, which the next one takes over.
    }
  }
}

/**
 * Takes the lock, or says who holds it. An abandoned lock is taken over. Throws what the file system says where the folder
 * cannot be written.
 */
export function acquireLock(request: LockRequest): Result<StateLock, StoreError> {
  const { file, owner, clock } = request;
  const now = clock.now();
  const token = randomUUID();
  const holder: LockHolder = {
    ...{ host: owner.host, pid: owner.pid, start: processStart(owner.pid), command: owner.command },
    ...(owner.thread && { thread: owner.thread }),
    ...{ token, acquiredAt: now, expiresAt: laterBy(now, leaseMs) },
  };
  const candidate = `${file}.${token}`;
  writeFileSync(candidate, lockText(holder), { flag: 'wx' });
  try {
    for (let attempt = 1; ; attempt++) {
      if (linkExclusively(candidate, file)) return ok(new StateLock(request, holder));
      const other = readLockHolder(file);
      // Between the two looks the lock was given back, or somebody is just taking it over: look again, a few times.
      if (!other && attempt < attempts) continue;
      if (!other || !isAbandoned(other, owner, now)) return locked(request, other);
      if (takeOver(other, candidate, request)) return ok(new StateLock(request, holder));
      if (attempt >= attempts) return locked(request, readLockHolder(file));
    }
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** A lock on another machine counts as abandoned this long after its last renewal. */
const leaseMs = 120_000;
const attempts = 5;

/**
 * Replaces an abandoned lock by the candidate; false when another process is about it. Several may find the lock abandoned
 * at once: whoever makes the claim file, which is named after that very lock, may replace it. Should a claimer die half-way,
 * the next claim in the row counts, so no file that others may rely on is ever removed while the old lock stands.
 */
function takeOver(abandoned: LockHolder, candidate: string, { file, owner, clock }: LockRequest): boolean {
  for (let number = 0; ; number++) {
    const claim = `${file}.${abandoned.token}.${number}`;
    if (linkExclusively(candidate, claim)) {
      // The lock may have been replaced, and the claims be gone, since it was read.
      const stillThere = readLockHolder(file)?.token === abandoned.token;
      if (stillThere) renameSync(candidate, file);
      for (let made = stillThere ? 0 : number; made <= number; made++) {
        rmSync(`${file}.${abandoned.token}.${made}`, { force: true });
      }
      return stillThere;
    }
    const claimer = readLockHolder(claim);
    if (!claimer || !isAbandoned(claimer, owner, clock.now())) return false;
  }
}

function locked({ environment, owner, file }: LockRequest, holder: LockHolder | undefined): Err<StoreError> {
  if (!holder) return storeError('STATE_LOCKED', `The state of ${environment} is in use (${file}). Try again.`);
  return storeError(
    'STATE_LOCKED',
    `The state of ${environment} is in use by ${holderName(holder, owner.host)} since ${holder.acquiredAt}. Wait until it has finished, or stop it, then try again.`,
  );
}

/** Who holds a lock, as seen from a machine: `tandem sync (process 4711)`. */
export function holderName(holder: LockHolder, host: string): string {
  const machine = holder.host === host ? '' : ` on ${holder.host || 'an unknown machine'}`;
  return `${holder.command} (process ${holder.pid}${machine})`;
}

function laterBy(now: string, milliseconds: number): string {
  return new Date(Date.parse(now) + milliseconds).toISOString();
}
