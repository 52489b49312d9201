import type { CompiledField, CompiledMapping } from '../plan/compiledMapping';
import type { Coupling, MappingShape } from '../model/coupling';
import type { RecordId, Stamp, TableRecord } from '../model/record';
import type { RunDirection, Side } from '../model/side';
import { allows, destinationSide, otherSide, runDirections, sourceSide } from '../model/side';
import { changedFields } from './changedFields';
import { compileFilter } from '../filter/compileFilter';
import { couplingState } from '../model/coupling';
import { failureAdvice } from './failureAdvice';
import { fieldLabel, fieldOnSide } from '../plan/compiledMapping';
import { isCoupled } from '../plan/decideRecord';
import { sameValue } from '../model/value';

/** All that decides whether a run would synchronize a record, as it stands now. */
export interface RecordSituation {
  readonly compiled: CompiledMapping;
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  /** What the state knows of the pair, or of the record alone. */
  readonly coupling: Coupling | undefined;
  /** The shape of the coupling's fingerprints. */
  readonly shape: MappingShape | undefined;
  /** Both records as they are now, read with the mapping's fields; null where one does not exist. */
  readonly records: { readonly [S in Side]: TableRecord | null };
  /** The newest stamp that each direction's runs have seen; null before the first one. */
  readonly seenUpTo: { readonly [D in RunDirection]: Stamp | null };
}

export interface ExplainedRecord {
  /** The deciding fact first. */
  readonly facts: readonly ExplainedFact[];
  readonly nextStep: string;
}

export interface ExplainedFact {
  readonly kind: 'filter' | 'cursor' | 'fingerprint' | 'coupling' | 'error' | 'mapping' | 'record';
  readonly text: string;
}

/** One thing that is known, and what to do about it where it decides. */
interface Finding extends ExplainedFact {
  readonly nextStep?: string;
  /** It alone explains why the record is, or is not, synchronized. */
  readonly decides?: boolean;
}

/**
 * Why a record was, or was not, synchronized, and what the next run would do with it (DESIGN 5.3 to 5.7). Decides nothing: it
 * tells the rules that do, in the order in which they do.
 */
export function explainRecord(situation: RecordSituation): ExplainedRecord {
  return told([
    ...existence(situation),
    ...failures(situation, (direction) => situation.compiled.sides[destinationSide(direction)].table.name),
    ...filters(situation),
    ...whetherCoupled(situation),
    ...changes(situation),
    ...cursors(situation),
  ]);
}

/** What the state alone tells, where the systems are not asked. */
export function explainFromState(coupling: Coupling | undefined): ExplainedRecord {
  if (!coupling) {
    const text = 'The state knows no coupling of it, and no failure.';
    return { facts: [{ kind: 'coupling', text }], nextStep: 'Couple it, or run a synchronization.' };
  }
  const tables = { toIntegrationTable: 'the integration table', fromIntegrationTable: 'the local table' };
  return told([...failures({ coupling }, (direction) => tables[direction]), ...inState(coupling)]);
}

function told(findings: readonly Finding[]): ExplainedRecord {
  const deciding =
    findings.find((finding) => finding.decides) ?? findings.find(({ nextStep }) => nextStep !== undefined);
  const ordered = deciding ? [deciding, ...findings.filter((finding) => finding !== deciding)] : findings;
  return {
    facts: ordered.map(({ kind, text }) => ({ kind, text })),
    nextStep: deciding?.nextStep ?? 'Nothing to do: the next run looks at it again when it changes.',
  };
}

function existence({ compiled, coupling, records, localId, integrationId }: RecordSituation): readonly Finding[] {
  const { mapping, sides } = compiled;
  return (['local', 'integration'] as const).flatMap((side): readonly Finding[] => {
    const id = side === 'local' ? localId : integrationId;
    if (id === null || records[side]) return [];
    const text = `${sides[side].table.name} has no record ${id} any more.`;
    if (!coupling || !isCoupled(coupling)) {
      return [{ kind: 'record', text, decides: true, nextStep: 'Check the id.' }];
    }
    const nextStep =
      mapping.deletionConflict === 'none'
        ? 'Remove the coupling, or set deletionConflict in the mapping file.'
        : 'Run a synchronization: deletionConflict in the mapping file decides.';
    return [{ kind: 'record', text, decides: true, nextStep }];
  });
}

/** `goal` names the table that a direction leads to. */
function failures(
  { coupling }: Pick<RecordSituation, 'coupling'>,
  goal: (direction: RunDirection) => string,
): readonly Finding[] {
  if (!coupling) return [];
  const found = (['toIntegrationTable', 'fromIntegrationTable'] as const).flatMap((direction): readonly Finding[] => {
    const failure = coupling.failures[direction];
    if (!failure) return [];
    const when = `on its way to ${goal(direction)}, ${momentText(failure.at)}`;
    const text = `It failed ${when} (${failure.code}): ${failure.message}`;
    return [{ kind: 'error', text, decides: true, nextStep: failureAdvice(failure.code).nextStep }];
  });
  if (!coupling.skipped) return found;
  const text = 'It is set aside: it failed repeatedly, and runs leave it alone until somebody retries it.';
  const cause = found[0]?.nextStep;
  const nextStep = cause ? `${cause} Then give it back with Retry.` : 'Give it back with Retry.';
  return [{ kind: 'coupling', text, decides: true, nextStep }, ...found];
}

/** Filters keep uncoupled records from being created, and changed ones out of modified runs (DESIGN 5.2). */
function filters({ compiled, records }: RecordSituation): readonly Finding[] {
  return (['local', 'integration'] as const).flatMap((side): readonly Finding[] => {
    const record = records[side];
    const { filter, readFields, table } = compiled.sides[side];
    if (!record || filter.length === 0) return [];
    if (!runDirections(compiled.mapping.direction).some((direction) => sourceSide(direction) === side)) return [];
    const written = side === 'local' ? compiled.mapping.tableFilter : compiled.mapping.integrationTableFilter;
    const broken = filter.flatMap(({ field, type, expression }) => {
      const value = record.values[readFields.indexOf(field)] ?? null;
      if (compileFilter(expression, type)(value)) return [];
      const wanted = written.find((part) => part.field === field)?.expression ?? '';
      return [`${field} is ${shown(value)}, and the filter wants ${wanted === '' ? 'nothing' : wanted}`];
    });
    if (broken.length === 0) return [{ kind: 'filter', text: `It is within the filter on ${table.name}.` }];
    const text = `It is outside the filter on ${table.name}: ${broken.join('; ')}.`;
    const nextStep = `Change the record or the filter of ${compiled.mapping.name}, then run again.`;
    return [{ kind: 'filter', text, decides: true, nextStep }];
  });
}

function whetherCoupled({ compiled, coupling, records }: RecordSituation): readonly Finding[] {
  const { mapping } = compiled;
  if (coupling && isCoupled(coupling)) return inState(coupling);
  const side = records.local ? 'local' : 'integration';
  const direction: RunDirection = side === 'local' ? 'toIntegrationTable' : 'fromIntegrationTable';
  if (!allows(mapping.direction, direction)) {
    const goal = compiled.sides[destinationSide(direction)].table.name;
    const text = `It is not coupled, and ${mapping.name} does not go to ${goal}.`;
    const nextStep = `Couple it with a record on the other side, or set the direction of ${mapping.name}.`;
    return [{ kind: 'mapping', text, decides: true, nextStep }];
  }
  if (mapping.synchOnlyCoupledRecords) {
    const text = `It is not coupled, and ${mapping.name} synchronizes only coupled records.`;
    const nextStep = 'Couple it, run a full synchronization, or set synchOnlyCoupledRecords: false.';
    return [{ kind: 'mapping', text, decides: true, nextStep }];
  }
  const other = compiled.sides[otherSide(side)].table.name;
  const nextStep = `Run a synchronization: it is created in ${other}.`;
  return [{ kind: 'coupling', text: 'It is not coupled yet.', nextStep }];
}

function inState(coupling: Coupling): readonly Finding[] {
  if (!isCoupled(coupling)) return [{ kind: 'coupling', text: 'It is not coupled yet.' }];
  if (coupling.fingerprints === null) {
    const nextStep = 'Run a synchronization: it takes part.';
    return [{ kind: 'coupling', text: 'It is coupled, and was never synchronized.', nextStep }];
  }
  const state = couplingState(coupling);
  return [{ kind: 'coupling', text: `It is coupled${state === 'ok' ? '' : ` (${state})`}.` }, ...whatWaits(coupling)];
}

function whatWaits({ pending }: Coupling): readonly Finding[] {
  if (!pending.toIntegrationTable && !pending.fromIntegrationTable) return [];
  const text =
    'The next run looks at it again: a record it refers to is not coupled yet, or its counterpart was deleted.';
  return [
    { kind: 'coupling', text, nextStep: 'Synchronize; where a record it refers to is not coupled, couple that first.' },
  ];
}

/** What differs from the last synchronization, side by side: content decides, not stamps (DESIGN 5.4). */
function changes(situation: RecordSituation): readonly Finding[] {
  const { compiled, coupling, shape, records } = situation;
  if (!coupling?.fingerprints || !records.local || !records.integration) return [];
  const changed = changedFields(compiled, coupling.fingerprints, shape, records);
  const both = changed.local.filter(
    (field) => changed.integration.includes(field) && field.direction === 'bidirectional' && differs(field, situation),
  );
  const told = (['local', 'integration'] as const).flatMap((side): readonly Finding[] => {
    const { name } = compiled.sides[side].table;
    if (changed[side].length === 0) {
      return [{ kind: 'fingerprint', text: `${name}: nothing changed since the last synchronization.` }];
    }
    const text = `${name}: ${labelsOn(side, changed[side])} changed since the last synchronization.`;
    const goesOn = changed[side].some((field) =>
      runDirections(field.direction).some((direction) => sourceSide(direction) === side),
    );
    const nextStep = goesOn
      ? 'Run a synchronization: it takes the change over.'
      : 'Run a full synchronization if the change is to be put back: the field goes the other way only.';
    return [{ kind: 'fingerprint', text, nextStep }];
  });
  if (both.length === 0) return told;
  const text = `Both records changed: ${both.map(fieldLabel).join(', ')}.`;
  const nextStep =
    compiled.mapping.updateConflict === 'none'
      ? failureAdvice('UPDATE_CONFLICT').nextStep
      : 'Run a synchronization: updateConflict in the mapping file decides.';
  return [{ kind: 'fingerprint', text, nextStep }, ...told];
}

function labelsOn(side: Side, fields: readonly CompiledField[]): string {
  return fields.map((field) => fieldOnSide(field, side)?.name ?? fieldLabel(field)).join(', ');
}

function differs(field: CompiledField, { compiled, records }: RecordSituation): boolean {
  const index = compiled.fields.indexOf(field);
  const valueOn = (side: Side) => records[side]?.values[compiled.sides[side].positions[index] ?? -1] ?? null;
  return !sameValue(valueOn('local'), valueOn('integration'));
}

/** Whether the next modified run reads the record because of its stamp (DESIGN 5.3). */
function cursors({ compiled, records, seenUpTo }: RecordSituation): readonly Finding[] {
  return runDirections(compiled.mapping.direction).flatMap((direction): readonly Finding[] => {
    const side = sourceSide(direction);
    const record = records[side];
    if (!record) return [];
    const { name } = compiled.sides[side].table;
    const seen = seenUpTo[direction];
    const to = compiled.sides[destinationSide(direction)].table.name;
    if (seen === null) {
      return [{ kind: 'cursor', text: `No run has gone from ${name} to ${to} yet: the next one reads all records.` }];
    }
    if (record.modifiedOn === null) {
      return [{ kind: 'cursor', text: `${name} does not tell when it changed: every run compares it.` }];
    }
    const isNewer = record.modifiedOn > seen;
    const [changedAt, readUpTo] = [momentText(record.modifiedOn), momentText(seen)];
    const text = isNewer
      ? `${name} changed ${changedAt}, after the last run had read up to ${readUpTo}: the next one reads it.`
      : `${name} changed ${changedAt}; runs have read up to ${readUpTo}, so a modified run does not read it again.`;
    return [{ kind: 'cursor', text }];
  });
}

function shown(value: string | null): string {
  return value === null || value === '' ? 'empty' : `‘${value}’`;
}

/** `2026-11-28 19:03:47 UTC`; stamps that are no moments, such as days, stay as they are. */
function momentText(stamp: Stamp): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/.exec(stamp) ?? [];
  return day === undefined || time === undefined ? stamp : `${day} ${time} UTC`;
}
