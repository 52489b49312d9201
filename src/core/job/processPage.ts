import type { CandidatePage } from './candidates';
import type { CompiledField } from '../plan/compiledMapping';
import type { Coupling } from '../model/coupling';
import type { RecordId, TableRecord } from '../model/record';
import { attemptOf, destinationId, sourceId } from './pass';
import { baseFingerprints, isInStep } from './inStep';
import { decideRecord, isCoupled } from '../plan/decideRecord';
import type { BatchQuestion } from '../plan/decideRecord';
import { err, ok } from '../result';
import { getAll, getFrom } from './candidates';
import type { JobFailure } from './jobFailure';
import type { LookupAnswer } from '../plan/lookupAnswer';
import type { Pass } from './pass';
import type { Result } from '../result';
import type { Verdict } from '../plan/verdict';
import { allows } from '../model/side';
import { applyVerdicts, report } from './applyVerdicts';
import { findMatch, prepareMatches } from './findMatches';
import { isBlank } from '../model/value';
import { forgetGone } from './forgetGone';

/** One page of candidates from reading to checkpoint: sort out what is known, read counterparts, decide, apply. */
export async function processPage(pass: Pass, page: CandidatePage): Promise<Result<void, JobFailure>> {
  const couplings = pass.context.store.couplingsByIds(
    pass.compiled.mapping.name,
    pass.source.side,
    page.records.map((record) => record.id),
  );
  forgetGone(pass, page.gone ?? []);

  const open = await openCandidates(pass, page, couplings);
  if (!open.ok) return open;
  const verdicts = await decideAll(pass, open.value, couplings);
  if (!verdicts.ok) return verdicts;
  const applied = await applyVerdicts(pass, verdicts.value);
  if (!applied.ok) return applied;

  pass.done += page.records.length;
  if (page.cursor !== undefined) pass.checkpoint.moveCursor(pass.compiled.mapping.name, pass.direction, page.cursor);
  return ok(undefined);
}

/** Leaves out what needs no look: echoes of Tandem's own writes, and pairs the first pass of this run found in step. */
async function openCandidates(
  pass: Pass,
  page: CandidatePage,
  couplings: ReadonlyMap<RecordId, Coupling>,
): Promise<Result<readonly TableRecord[], JobFailure>> {
  if (page.read === 'heads') {
    const open = page.records.filter((head) => !countWhenInStep(pass, head, couplings.get(head.id)));
    const full = await getAll(
      pass,
      open.map((head) => head.id),
    );
    return full.ok ? ok([...full.value.values()]) : full;
  }
  if (page.whatever) return ok(page.records);
  return ok(page.records.filter((record) => !isKnown(pass, record, couplings.get(record.id))));
}

/** The coupling saw this very stamp: nothing has changed since, and nothing is counted (DESIGN 5.3). */
function isKnown(pass: Pass, record: TableRecord, coupling: Coupling | undefined): boolean {
  if (!coupling || !isCoupled(coupling)) return coupling?.skipped === true;
  const stamp = pass.source.side === 'local' ? coupling.localModifiedOn : coupling.integrationModifiedOn;
  return stamp !== null && stamp === record.modifiedOn && coupling.failures[pass.direction] === null;
}

function countWhenInStep(pass: Pass, head: TableRecord, coupling: Coupling | undefined): boolean {
  if (!coupling?.integrationId || coupling.integrationModifiedOn !== head.modifiedOn) return false;
  if (!pass.inStep.has(coupling.integrationId)) return false;
  countUnchanged(pass, coupling);
  return true;
}

async function decideAll(
  pass: Pass,
  records: readonly TableRecord[],
  couplings: ReadonlyMap<RecordId, Coupling>,
): Promise<Result<readonly Verdict[], JobFailure>> {
  if (records.length === 0) return ok([]);
  const counterparts = records.flatMap((record) => {
    const coupling = couplings.get(record.id);
    return (coupling && sourceId(pass, coupling) !== null && destinationId(pass, coupling)) || [];
  });
  const destinations = await getFrom(pass, 'destination', counterparts);
  if (!destinations.ok) return destinations;
  const loaded = await loadLookups(pass, records);
  if (!loaded.ok) return loaded;
  const prepared = await prepareMatches(pass, records, couplings);
  if (!prepared.ok) return prepared;

  const { context, compiled } = pass;
  const batch: BatchQuestion = {
    compiled,
    fieldLists: pass.fieldLists,
    attempt: attemptOf(pass),
    shape: pass.shape.id,
    lookUp: (field: CompiledField, value: string) => lookUp(pass, field, value),
    createNew: context.createNew || !compiled.mapping.synchOnlyCoupledRecords,
    chosen: context.records !== null,
    overwrite: context.overwrite,
    detailed: context.rehearsal,
  };
  const verdicts: Verdict[] = [];
  for (const source of records) {
    const coupling = couplings.get(source.id);
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

function countInStep(pass: Pass, coupling: Coupling): void {
  if (coupling.integrationId !== null) pass.inStep.add(coupling.integrationId);
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
