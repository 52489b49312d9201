import type { CandidatePage } from './candidates';
import type { CompiledField } from '../plan/compiledMapping';
import type { Coupling } from '../model/coupling';
import type { RecordId, TableRecord } from '../model/record';
import { attemptOf, destinationId, rememberInStep, sourceId } from './pass';
import { baseFingerprints, isInStep } from './inStep';
import { decideRecord, isCoupled } from '../plan/decideRecord';
import type { BatchQuestion } from '../plan/recordQuestion';
import { err, ok } from '../result';
import type { JobFailure } from './jobFailure';
import type { LookupAnswer } from '../plan/lookupAnswer';
import type { Pass } from './pass';
import type { Result } from '../result';
import type { Verdict } from '../plan/verdict';
import { allows } from '../model/side';
import { applyVerdicts, report } from './applyVerdicts';
import { findMatch, prepareMatches } from './findMatches';
import { isBlank } from '../model/value';
import { getAll, getFrom } from './revisited';
import { settleGone } from './settleGone';

/** One page of candidates from reading to checkpoint: sort out what is known, read counterparts, decide, apply. */
export async function processPage(pass: Pass, page: CandidatePage): Promise<Result<void, JobFailure>> {
  const settled = page.gone ? await settleGone(pass, page.gone, batchOf(pass)) : ok(undefined);
  if (!settled.ok) return settled;
  const full = page.read === 'heads' ? await readOpenHeads(pass, page.records) : ok(page.records);
  if (!full.ok) return full;
  const { name } = pass.compiled.mapping;
  const ids = full.value.map((record) => record.id);
  const couplings = pass.context.store.couplingsByIds(name, pass.source.side, ids);
  const open = page.whatever
    ? full.value
    : full.value.filter((record) => !isKnown(pass, page, record, couplings.get(record.id)));
  const verdicts = await decideAll(pass, open, couplings);
  if (!verdicts.ok) return verdicts;
  const applied = await applyVerdicts(pass, verdicts.value);
  if (!applied.ok) return applied;

  pass.done += page.records.length;
  for (const cursor of page.cursors ?? []) pass.checkpoint.moveCursor(name, cursor);
  return ok(undefined);
}

/** Passes over the pairs that the first pass of this run found or put in step, and reads the others whole. */
async function readOpenHeads(
  pass: Pass,
  heads: readonly TableRecord[],
): Promise<Result<readonly TableRecord[], JobFailure>> {
  const open: RecordId[] = [];
  const inStep: RecordId[] = [];
  for (const head of heads) (pass.inStep.has(head.id, head.modifiedOn) ? inStep : open).push(head.id);
  if (pass.context.rehearsal) tellInStep(pass, inStep);
  else pass.tally.count('unchanged', inStep.length);
  const full = await getAll(pass, open);
  return full.ok ? ok([...full.value.values()]) : full;
}

/** A plan lists unchanged records, too. */
function tellInStep(pass: Pass, ids: readonly RecordId[]): void {
  const couplings = pass.context.store.couplingsByIds(pass.compiled.mapping.name, pass.source.side, ids);
  for (const coupling of couplings.values()) countUnchanged(pass, coupling);
}

/** The coupling saw this very stamp: nothing has changed since, and nothing is counted (DESIGN 5.3). */
function isKnown(pass: Pass, page: CandidatePage, record: TableRecord, coupling: Coupling | undefined): boolean {
  if (!coupling) return false;
  // Set aside, and not touched since the last run: it was counted when it was set aside, and is in every full run.
  if (coupling.skipped) return record.modifiedOn === null || (page.seenUpTo ?? '') >= record.modifiedOn;
  if (!isCoupled(coupling)) return false;
  const stamp = pass.source.side === 'local' ? coupling.localModifiedOn : coupling.integrationModifiedOn;
  return stamp !== null && stamp === record.modifiedOn && coupling.failures[pass.direction] === null;
}

async function decideAll(
  pass: Pass,
  records: readonly TableRecord[],
  couplings: ReadonlyMap<RecordId, Coupling>,
): Promise<Result<readonly Verdict[], JobFailure>> {
  if (records.length === 0) return ok([]);
  const known = records.map((record) => couplings.get(record.id));
  const counterparts: RecordId[] = [];
  for (const coupling of known) {
    const id = coupling && sourceId(pass, coupling) !== null ? destinationId(pass, coupling) : null;
    if (id !== null) counterparts.push(id);
  }
  const destinations = await getFrom(pass, 'destination', counterparts);
  if (!destinations.ok) return destinations;
  const loaded = await loadLookups(pass, records);
  if (!loaded.ok) return loaded;
  const prepared = await prepareMatches(pass, records, couplings);
  if (!prepared.ok) return prepared;

  const batch = batchOf(pass);
  const verdicts: Verdict[] = [];
  for (const [index, source] of records.entries()) {
    const coupling = known[index];
    const destination = coupling && destinations.value.get(destinationId(pass, coupling) ?? '');
    const base = coupling ? baseFingerprints(pass, coupling) : null;
    if (
      coupling &&
      destination &&
      base &&
      isInStep(pass, { source, destination, coupling, base, lookUp: batch.lookUp })
    ) {
      countInStep(pass, coupling);
      continue;
    }
    const match = coupling && isCoupled(coupling) ? null : findMatch(pass, source);
    verdicts.push(...decideRecord({ batch, source, coupling, destination, base, match }));
  }
  return ok(verdicts);
}

function batchOf(pass: Pass): BatchQuestion {
  const { context, compiled } = pass;
  return {
    compiled,
    fieldLists: pass.fieldLists,
    attempt: attemptOf(pass),
    shape: pass.shape.id,
    lookUp: (field: CompiledField, value: string) => lookUp(pass, field, value),
    createNew: context.createNew || !compiled.mapping.synchOnlyCoupledRecords,
    chosen: context.records !== null,
    overwrite: context.overwrite,
    chosenSides: context.chosenSides,
    detailed: context.rehearsal,
  };
}

function countInStep(pass: Pass, coupling: Coupling): void {
  rememberInStep(pass, coupling);
  countUnchanged(pass, coupling);
}

/** The common case of a full run: nothing to log, and nothing held back that it could be part of. */
function countUnchanged(pass: Pass, coupling: Coupling): void {
  if (!pass.context.rehearsal && pass.held.size === 0) return pass.tally.count('unchanged');
  const { localId, integrationId } = coupling;
  report(pass, { action: 'unchanged', localId, integrationId, reason: 'in step', fields: [] });
}

async function loadLookups(pass: Pass, records: readonly TableRecord[]): Promise<Result<void, JobFailure>> {
  for (const [index, field] of pass.compiled.fields.entries()) {
    if (field.lookup.length === 0 || !allows(field.direction, pass.direction)) continue;
    const position = pass.source.positions[index] ?? -1;
    const values = new Set<string>();
    for (const record of records) {
      const value = record.values[position] ?? null;
      if (!isBlank(value)) values.add(value);
    }
    const loaded = await pass.resolver.load(field, pass.direction, values);
    if (!loaded.ok) return err(loaded.error);
  }
  return ok(undefined);
}

function lookUp(pass: Pass, field: CompiledField, value: string): LookupAnswer {
  const answer = pass.resolver.answer(field, pass.direction, value);
  return answer.kind === 'failed' && pass.isLater(field) ? { kind: 'later' } : answer;
}
