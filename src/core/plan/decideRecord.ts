import type { CompiledField, CompiledMapping, CompiledSide } from './compiledMapping';
import type { Effect, Verdict } from './verdict';
import { addedOnCreation, changesOf, verdictOf } from './verdictOf';
import { afterFailure, afterSuccess, lastFailure, newCoupling } from './couplingChanges';
import type { Attempt } from './couplingChanges';
import type { Coupling } from '../model/coupling';
import type { RecordFailure } from '../model/failure';
import type { RecordReason } from '../model/job';
import type { RecordQuestion } from './recordQuestion';
import type { TableRecord } from '../model/record';
import type { Transfer } from './transferRecord';
import type { Value } from '../model/value';
import { destinationSide, sourceSide } from '../model/side';
import { fieldLabel } from './compiledMapping';
import { transferRecord } from './transferRecord';
import { unreachable } from '../assert';
import { updateConflict } from './updateConflict';

/** Decides about one source record: nothing, one verdict, or two where a match is coupled and then brought in step. */
export function decideRecord(question: RecordQuestion): readonly Verdict[] {
  const { coupling, destination } = question;
  if (coupling?.skipped) {
    // Choosing a record that was set aside is asking for another try.
    return question.batch.chosen
      ? decideRecord({ ...question, coupling: { ...coupling, skipped: false } })
      : [setAside(question, coupling)];
  }
  if (coupling && isCoupled(coupling)) {
    return [destination ? decidePair(question, coupling, destination) : decideDeleted(question, coupling)];
  }
  return decideUncoupled(question);
}

/** A pair's links are both known; only kept failures of uncoupled records lack one. */
export function isCoupled(coupling: Coupling): boolean {
  return coupling.localId !== null && coupling.integrationId !== null;
}

function setAside(question: RecordQuestion, coupling: Coupling): Verdict {
  const failure = lastFailure(coupling);
  return verdictOf(
    question,
    'skip',
    `skipped after repeated failure: ${failure?.message ?? 'unknown'}`,
    { kind: 'none' },
    {
      code: failure?.code,
      why: 'setAside',
    },
  );
}

function decideUncoupled(question: RecordQuestion): readonly Verdict[] {
  const { coupling, match } = question;
  const { compiled, attempt, chosen } = question.batch;
  // Whoever reads leaves out what is outside the filter; only a choice by id may reach there.
  if (chosen && !compiled.sides[sourceSide(attempt.direction)].passes(question.source)) {
    return [verdictOf(question, 'skip', "outside the mapping's filter", { kind: 'none' }, { why: 'outsideFilter' })];
  }
  // A kept failure was to be created by an earlier run; that decision stands (DESIGN 5.3).
  if (!question.batch.createNew && !coupling) {
    if (!chosen) return [];
    return [
      verdictOf(
        question,
        'skip',
        'not coupled, and only coupled records are synchronized',
        { kind: 'none' },
        { why: 'onlyCoupled' },
      ),
    ];
  }
  if (!match || match.kind === 'none') return [decideInsert(question, undefined)];
  if (match.kind === 'several') {
    const names = match.labels.slice(0, 3).join(', ');
    return [
      failed(question, {
        code: 'AMBIGUOUS_MATCH',
        message: `Several records match: ${names}. Couple the right one by hand, or make the match fields unique.`,
      }),
    ];
  }
  const to = question.batch.attempt.direction === 'toIntegrationTable';
  const localId = to ? question.source.id : match.record.id;
  const integrationId = to ? match.record.id : question.source.id;
  const fresh = newCoupling(question.batch.compiled.mapping.name, localId, integrationId);
  const paired = { ...question, coupling: fresh, destination: match.record, base: null };
  const effect: Effect = {
    kind: 'remember',
    coupling: { ...fresh, lastJobId: question.batch.attempt.jobId },
    settled: false,
  };
  return [
    verdictOf(paired, 'couple', `unique match on ${match.fields.join(', ')}`, effect, { why: 'matched' }),
    decidePair(paired, fresh, match.record),
  ];
}

function decideDeleted(question: RecordQuestion, coupling: Coupling): Verdict {
  const { mapping } = question.batch.compiled;
  const system = destinationTable(question);
  switch (mapping.deletionConflict) {
    case 'removeCoupling':
      return verdictOf(
        question,
        'uncouple',
        `its counterpart in ${system} was deleted`,
        { kind: 'uncouple', coupling },
        { why: 'counterpartDeleted' },
      );
    case 'restoreRecords':
      return decideInsert(question, coupling);
    case 'none':
      return failed(question, {
        code: 'COUNTERPART_DELETED',
        message: `Its counterpart in ${system} was deleted. Remove the coupling, or set deletionConflict to restoreRecords or removeCoupling.`,
      });
    default:
      return unreachable(mapping.deletionConflict);
  }
}

function decideInsert(question: RecordQuestion, deleted: Coupling | undefined): Verdict {
  const { compiled, attempt, lookUp, overwrite, fieldLists } = question.batch;
  const { direction } = attempt;
  const { source } = question;
  const result = transferRecord({
    compiled,
    direction,
    source,
    destination: null,
    base: null,
    lookUp,
    onConflict: 'write',
    overwrite,
  });
  if (!result.ok) return failed(question, result.error);
  const transfer = result.value;
  const values: Value[] = transfer.writes.map((write) => write.value);
  const added: CompiledSide['onCreate'][number][] = [];
  for (const entry of compiled.sides[destinationSide(direction)].onCreate) {
    if (transfer.writes.some((write) => write.field.name === entry.field)) continue;
    added.push(entry);
    values.push(entry.value);
  }
  const fields = fieldLists.of(
    transfer.writes,
    added.map((entry) => entry.field),
  );
  const coupling = deleted ? undefined : question.coupling;
  const write = { source, destination: null, fields, values, transfer, coupling, replaces: deleted };
  const reason = deleted ? `its counterpart in ${destinationTable(question)} was deleted` : 'not coupled yet';
  const changes = [...changesOf(question, transfer, null), ...addedOnCreation(question, added)];
  return verdictOf(
    question,
    'insert',
    reason,
    { kind: 'write', write },
    { fields: changes, why: deleted ? 'restored' : 'new' },
  );
}

function decidePair(question: RecordQuestion, coupling: Coupling, destination: TableRecord): Verdict {
  const { compiled, attempt, lookUp, overwrite, shape, fieldLists, chosenSides: chosen } = question.batch;
  const { source, base } = question;
  const { direction } = attempt;
  const onConflict = overwrite ? 'write' : conflictRule(compiled, attempt);
  const result = transferRecord({
    ...{ compiled, direction, source, destination, base, lookUp },
    ...{ onConflict, overwrite, chosen },
  });
  if (!result.ok) return failed(question, result.error);
  const transfer = result.value;

  if (transfer.conflicts.length > 0 && onConflict === 'fail')
    return failed(question, updateConflict(question, transfer, destination));
  if (transfer.conflicts.length > 0 && onConflict === 'leave' && transfer.writes.length === 0) {
    return verdictOf(
      question,
      'skip',
      `${labels(transfer.conflicts)} changed on both sides, the other direction wins`,
      { kind: 'none' },
      { why: 'conflictLost' },
    );
  }
  if (transfer.writes.length === 0) {
    const state = { source, destination, shape, ...transfer };
    const after = afterSuccess(coupling, attempt, state, coupling.failures[attempt.direction] !== null);
    const effect: Effect = { kind: 'remember', coupling: after, settled: !transfer.left && !transfer.pendingLookups };
    return verdictOf(question, 'unchanged', 'in step', effect, {});
  }
  const fields = fieldLists.of(transfer.writes, []);
  const values = transfer.writes.map((each) => each.value);
  const write = { source, destination, fields, values, transfer, coupling, replaces: undefined };
  const [why, reason] = modifyReason(question, transfer);
  const detail = { fields: changesOf(question, transfer, destination), why };
  return verdictOf(question, 'modify', reason, { kind: 'write', write }, detail);
}

function conflictRule(compiled: CompiledMapping, attempt: Attempt): 'fail' | 'write' | 'leave' {
  // Only a mapping that goes both ways can have changes in the destination worth keeping (DESIGN 5.4).
  switch (compiled.mapping.updateConflict) {
    case 'none':
      return 'fail';
    case 'sendUpdateToIntegration':
      return attempt.direction === 'toIntegrationTable' ? 'write' : 'leave';
    case 'getUpdateFromIntegration':
      return attempt.direction === 'fromIntegrationTable' ? 'write' : 'leave';
    default:
      return unreachable(compiled.mapping.updateConflict);
  }
}

/** A record's failure: remembered, so that it is retried, and set aside when it repeats. */
export function failed(question: RecordQuestion, failure: RecordFailure): Verdict {
  const to = question.batch.attempt.direction === 'toIntegrationTable';
  const kept =
    question.coupling ??
    newCoupling(question.batch.compiled.mapping.name, to ? question.source.id : null, to ? null : question.source.id);
  const coupling = afterFailure(kept, question.batch.attempt, failure);
  const effect: Effect = { kind: 'remember', coupling, settled: false };
  return verdictOf(question, coupling.skipped ? 'skip' : 'fail', failure.message, effect, { code: failure.code });
}

function modifyReason(question: RecordQuestion, transfer: Transfer): readonly [RecordReason, string] {
  const source = question.batch.attempt.direction === 'toIntegrationTable' ? 'local' : 'integration';
  if (question.batch.overwrite) return ['asked', `the ${source} record's values were asked for`];
  if (question.batch.chosenSides) return ['asked', 'a choice was made for each field'];
  const wins = conflictRule(question.batch.compiled, question.batch.attempt) === 'write';
  if (transfer.conflicts.length > 0 && wins) return ['conflictWon', `changed on both sides, ${source} wins`];
  if (question.base === null) return ['firstTime', 'first synchronization of the pair'];
  return transfer.left
    ? ['merged', 'changed on both sides in different fields']
    : ['changed', `${source} record changed, or its values were overwritten`];
}

function destinationTable(question: RecordQuestion): string {
  return question.batch.compiled.sides[destinationSide(question.batch.attempt.direction)].table.name;
}

function labels(fields: readonly CompiledField[]): string {
  return fields.map(fieldLabel).join(', ');
}
