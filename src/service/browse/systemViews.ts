import path from 'node:path';
import type { Connector } from '../../core/ports/connector';
import type { FileIdentity } from '../../files/fileIdentity';
import type { Result } from '../../core/result';
import type { ServiceError } from '../workspaceService';
import type { Side } from '../../core/model/side';
import type { SideConfiguration } from '../../core/model/workspace';
import type { SystemSchema } from '../../core/model/schema';
import type { WorkspaceSession } from '../workspaceSession';
import type { TitleIndex } from './titleIndex';
import { err, ok } from '../../core/result';
import { fileIdentity, isSameFile } from '../../files/fileIdentity';
import { neverCancelled } from '../../core/ports/cancelSignal';
import { openSide } from '../openSides';
import { sideOptionsOf } from '../workspaceSession';
import { runError } from '../serviceErrors';

/** A system held open for looking up records. */
export interface SystemView {
  readonly connector: Connector;
  readonly schema: SystemSchema;
  /** By table and fields; made when first searched. */
  readonly titles: Map<string, TitleIndex>;
}

export interface SystemViewOptions {
  /** A system that nobody asked for so long is closed. */
  readonly idleMs: number;
  /** How old a view may be while a run keeps changing its file. */
  readonly staleMs: number;
  /** How old a view of a service may be: its tables and titles change without a sign. */
  readonly serviceMs: number;
}

export const usualSystemViews: SystemViewOptions = { idleMs: 60_000, staleMs: 2_000, serviceMs: 5 * 60_000 };

/**
 * The systems whose records are being looked up: each is opened once and used until its file changes or nobody asks for a while.
 * Opening takes no lock and changes nothing.
 */
export class SystemViews {
  private readonly open = new Map<string, Promise<Result<HeldSystem, ServiceError>>>();
  private closing: NodeJS.Timeout | undefined;

  constructor(private readonly options: SystemViewOptions) {}

  /** Hands the system over for as long as `work` goes on. `busy` says that a run is changing it. */
  async use<T>(
    session: WorkspaceSession,
    side: Side,
    busy: boolean,
    work: (view: SystemView) => Promise<Result<T, ServiceError>>,
  ): Promise<Result<T, ServiceError>> {
    const held = await this.hold(session, side, busy);
    if (!held.ok) return held;
    try {
      return await work(held.value.view);
    } finally {
      held.value.users--;
      held.value.usedAtMs = session.clock.monotonicMs();
      if (held.value.replaced) await closeUnused(held.value);
      this.closeLater(session);
    }
  }

  /** Closes all that nobody uses just now; what is in use is closed when it is given back. */
  async close(): Promise<void> {
    clearTimeout(this.closing);
    const all = [...this.open.values()];
    this.open.clear();
    for (const each of all) await giveUp(each);
  }

  /** A view that is good, counted as used by one more. */
  private async hold(session: WorkspaceSession, side: Side, busy: boolean): Promise<Result<HeldSystem, ServiceError>> {
    const configuration = session.environment[side];
    // Where it stands in tandem.yaml does not matter.
    const key = JSON.stringify([session.files.folder, side, { ...configuration, range: undefined }]);
    const isGoodFor = (held: HeldSystem) =>
      isGood(held, session, busy ? this.options.staleMs : 0, this.options.serviceMs);
    for (;;) {
      const known = this.open.get(key);
      const opening = known ?? openSystem(session, configuration, side);
      this.open.set(key, opening);
      const held = await opening;
      // While this one waited, others may have replaced what it waited for.
      if (this.open.get(key) === opening) {
        if (held.ok && (opening !== known || isGoodFor(held.value))) {
          held.value.users++;
          return held;
        }
        // A failure is not kept: the next request looks again.
        this.open.delete(key);
        await giveUp(opening);
        if (opening !== known) return held;
      }
    }
  }

  private closeLater(session: WorkspaceSession): void {
    clearTimeout(this.closing);
    this.closing = setTimeout(() => void this.closeIdle(session), this.options.idleMs).unref();
  }

  private async closeIdle(session: WorkspaceSession): Promise<void> {
    for (const [key, each] of this.open) {
      const held = await each;
      const isIdle = held.ok && session.clock.monotonicMs() - held.value.usedAtMs >= this.options.idleMs;
      if (!isIdle || held.value.users > 0) continue;
      this.open.delete(key);
      await closeUnused(held.value);
    }
    if (this.open.size > 0) this.closeLater(session);
  }
}

interface HeldSystem {
  readonly view: SystemView;
  readonly file: string | undefined;
  /** Before the file was read: what is read later is at most newer. */
  readonly identity: FileIdentity | undefined;
  readonly openedAtMs: number;
  usedAtMs: number;
  users: number;
  /** Nobody is handed it any more. */
  replaced: boolean;
}

async function openSystem(
  session: WorkspaceSession,
  configuration: SideConfiguration,
  side: Side,
): Promise<Result<HeldSystem, ServiceError>> {
  const { files, clock } = session;
  const file = configuration.connector === 'sqlite' ? path.resolve(files.folder, configuration.file) : undefined;
  const identity = file === undefined ? undefined : fileIdentity(file);
  const opened = await openSide(configuration, side, sideOptionsOf(session));
  if (!opened.ok) return opened;
  const connector = opened.value;
  const described = await connector.describe(neverCancelled);
  if (!described.ok) {
    await connector.close();
    return err(runError(described.error));
  }
  const view = { connector, schema: described.value, titles: new Map<string, TitleIndex>() };
  const now = clock.monotonicMs();
  return ok({ view, file, identity, openedAtMs: now, usedAtMs: now, users: 0, replaced: false });
}

function isGood(
  { file, identity, openedAtMs }: HeldSystem,
  { clock }: WorkspaceSession,
  staleMs: number,
  serviceMs: number,
): boolean {
  if (file === undefined) return clock.monotonicMs() - openedAtMs < serviceMs;
  const now = fileIdentity(file);
  const isUnchanged = now !== undefined && identity !== undefined && isSameFile(now, identity);
  return isUnchanged || clock.monotonicMs() - openedAtMs < staleMs;
}

async function giveUp(opening: Promise<Result<HeldSystem, ServiceError>>): Promise<void> {
  const held = await opening;
  if (!held.ok) return;
  held.value.replaced = true;
  await closeUnused(held.value);
}

async function closeUnused(held: HeldSystem): Promise<void> {
  if (held.users === 0) await held.view.connector.close();
}
