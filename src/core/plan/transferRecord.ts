import type { CompiledField, CompiledMapping } from './compiledMapping';
import { fieldLabel, fieldOnSide } from './compiledMapping';
import { destinationSide, sourceSide } from '../model/side';
import { err, ok } from '../result';
import { isBlank, isEmptyValue, sameValue } from '../model/value';
import type { FieldDescription } from '../model/schema';
import type { LookupAnswer } from './lookupAnswer';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { RunDirection } from '../model/side';
import type { TableRecord } from '../model/record';
import type { Value } from '../model/value';
import { allows } from '../model/side';
import { fingerprint, fingerprintAt } from '../transfer/fingerprint';
import { must } from '../assert';

/** Fills the place of a field whose value was never synchronized; equals no real fingerprint. */
export const unknownFingerprint = '.......';

export interface TransferRequest {
  readonly compiled: CompiledMapping;
  readonly direction: RunDirection;
  readonly source: TableRecord;
  /** Null when the destination record is to be created. */
  readonly destination: TableRecord | null;
  /** The fields' fingerprints as of the last synchronization, in the mapping's present shape; null when there was none. */
  readonly base: BaseFingerprints | null;
  readonly lookUp: (field: CompiledField, value: string) => LookupAnswer;
  /** What becomes of a field changed on both sides: the record fails, the source wins, or the other pass decides. */
  readonly onConflict: 'fail' | 'write' | 'leave';
  /** The user's word: the source's values are written wherever they differ. */
  readonly overwrite: boolean;
}

export interface BaseFingerprints {
  readonly source: string;
  readonly destination: string;
}

/** What a pass does to one destination record. Fingerprints are what the coupling is to remember if nothing is written. */
export interface Transfer {
  readonly writes: readonly FieldWrite[];
  /** Fields changed on both sides to different values. */
  readonly conflicts: readonly CompiledField[];
  /** Changes on the destination's side wait for the pass in the other direction. */
  readonly left: boolean;
  /** Lookups left out or cleared because their target is not coupled yet. */
  readonly pendingLookups: boolean;
  readonly fingerprints: BaseFingerprints;
}

export interface FieldWrite {
  /** Position of the field mapping among the mapping's fields. */
  readonly index: number;
  readonly field: FieldDescription;
  readonly value: Value;
}

/**
 * Decides field by field (DESIGN 5.4): what the source alone changed is written, what the destination alone changed is left
 * for the other pass, what both changed to different values is a conflict. One-way fields and constants are put right
 * wherever they differ, but never emptied by a source that was empty all along. Decides by content; stamps play no part here.
 */
export function transferRecord(request: TransferRequest): Result<Transfer, RecordFailure> {
  const { compiled, direction, source, destination, base } = request;
  const sourcePositions = compiled.sides[sourceSide(direction)].positions;
  const destinationPositions = compiled.sides[destinationSide(direction)].positions;
  const writes: FieldWrite[] = [];
  const conflicts: CompiledField[] = [];
  let left = false;
  let pendingLookups = false;
  let sourceFingerprints = '';
  let destinationFingerprints = '';

  for (let index = 0; index < compiled.fields.length; index++) {
    const field = must(compiled.fields[index], 'field');
    const sourceValue = valueAt(source, sourcePositions[index]);
    const destinationValue = destination ? valueAt(destination, destinationPositions[index]) : null;
    const sourceNow = fingerprint(sourceValue);
    const destinationNow = sameValue(sourceValue, destinationValue) ? sourceNow : fingerprint(destinationValue);
    const sourceThen = base ? fingerprintAt(base.source, index) : unknownFingerprint;
    const destinationThen = base ? fingerprintAt(base.destination, index) : unknownFingerprint;

    const decided = transferField(request, {
      field,
      sourceValue,
      destinationValue,
      sourceNow,
      sourceThen,
      destinationNow,
      destinationThen,
    });
    if (!decided.ok) return decided;
    const { verdict, value, pending } = decided.value;
    if (pending) pendingLookups = true;
    if (verdict === 'write' || (verdict === 'conflict' && request.onConflict === 'write')) {
      writes.push({ index, field: must(fieldOnSide(field, destinationSide(direction)), 'destination field'), value });
    }
    if (verdict === 'conflict') conflicts.push(field);
    // What is left for the other pass must find the same base there that it found here.
    const isLeft = verdict === 'leave' || (verdict === 'conflict' && request.onConflict !== 'write');
    if (isLeft && (sourceNow !== sourceThen || destinationNow !== destinationThen)) left = true;
    sourceFingerprints += isLeft ? sourceThen : sourceNow;
    destinationFingerprints += isLeft ? destinationThen : destinationNow;
  }

  const fingerprints = { source: sourceFingerprints, destination: destinationFingerprints };
  return ok({ writes, conflicts, left, pendingLookups, fingerprints });
}

interface FieldState {
  readonly field: CompiledField;
  readonly sourceValue: Value;
  readonly destinationValue: Value;
  readonly sourceNow: string;
  readonly sourceThen: string;
  readonly destinationNow: string;
  readonly destinationThen: string;
}

/** keep: nothing to write, both sides stand as they are · leave: for the other pass. */
interface FieldVerdict {
  readonly verdict: 'keep' | 'write' | 'leave' | 'conflict';
  readonly value: Value;
  readonly pending: boolean;
}

const keep: Result<FieldVerdict, never> = ok({ verdict: 'keep', value: null, pending: false });
const keepPending: Result<FieldVerdict, never> = ok({ verdict: 'keep', value: null, pending: true });
const leave: Result<FieldVerdict, never> = ok({ verdict: 'leave', value: null, pending: false });

function transferField(request: TransferRequest, state: FieldState): Result<FieldVerdict, RecordFailure> {
  const { direction, destination } = request;
  const { field } = state;
  if (!allows(field.direction, direction)) return leave;
  const desired = desiredValue(request, field, state.sourceValue);
  if (!desired.ok) return standing(request, state) ?? desired;
  const { pending } = desired.value;
  if (desired.value.kind === 'leaveAlone') return pending ? keepPending : keep;

  const destinationField = must(fieldOnSide(field, destinationSide(direction)), 'destination field');
  const fitted = fitBlank(desired.value.value, destinationField, destination === null);
  if (!fitted.ok) return fitted;
  const value = fitted.value;
  if (value === undefined || (destination !== null && sameValue(value, state.destinationValue)))
    return pending ? keepPending : keep;
  if (destination === null || request.overwrite) return ok({ verdict: 'write', value, pending });
  if (field.direction === direction)
    return saysNothing(state, direction) ? keep : ok({ verdict: 'write', value, pending });
  switch (changed(field, state.sourceValue, state)) {
    case 'source':
      return ok({ verdict: 'write', value, pending });
    case 'destination':
      return ok({ verdict: 'leave', value, pending });
    case 'neither':
      return pending ? keepPending : keep;
    case 'both':
      return ok({ verdict: 'conflict', value, pending });
  }
}

/**
 * A value that cannot go over, but has not changed since both sides were in step, need not go anywhere: nothing fails for it.
 * References are asked anew each time.
 */
function standing(request: TransferRequest, state: FieldState): Result<FieldVerdict, never> | undefined {
  const { field, sourceNow, sourceThen, destinationNow, destinationThen } = state;
  if (sourceNow !== sourceThen || field.lookup.length > 0 || request.overwrite) return undefined;
  if (destinationNow === destinationThen) return keep;
  return field.direction === request.direction ? undefined : leave;
}

/** An empty value that was empty all along, beside one that stood there all along: it was never meant to replace that. */
function saysNothing(state: FieldState, direction: RunDirection): boolean {
  const { field, sourceValue } = state;
  if (field.constant !== undefined || changed(field, sourceValue, state) !== 'neither') return false;
  return isEmptyValue(sourceValue, fieldOnSide(field, sourceSide(direction))?.type);
}

type Desired =
  | { readonly kind: 'value'; readonly value: Value; readonly pending: boolean }
  | { readonly kind: 'leaveAlone'; readonly pending: boolean };

function desiredValue(request: TransferRequest, field: CompiledField, value: Value): Result<Desired, RecordFailure> {
  if (field.constant !== undefined) return ok({ kind: 'value', value: field.constant, pending: false });
  if (field.lookup.length > 0) return referencedValue(request, field, value);
  const transfer = must(field.transfer[request.direction], 'transfer');
  const transferred = transfer(value);
  if (transferred.ok) return valueUnlessNull(field, transferred.value);
  if (field.mapping.clearValueOnFailedSync) return ok({ kind: 'value', value: null, pending: false });
  return transferred;
}

function referencedValue(request: TransferRequest, field: CompiledField, value: Value): Result<Desired, RecordFailure> {
  if (isBlank(value)) return valueUnlessNull(field, null);
  const answer = request.lookUp(field, value);
  switch (answer.kind) {
    case 'found':
      return valueUnlessNull(field, answer.value);
    case 'later':
      // The target's mapping has yet to run: the field is set when both records exist (DESIGN 5.1).
      return ok({ kind: 'leaveAlone', pending: true });
    case 'failed':
      if (field.mapping.clearValueOnFailedSync) return ok({ kind: 'value', value: null, pending: true });
      return err({ ...answer.failure, field: fieldLabel(field) });
  }
}

function valueUnlessNull(field: CompiledField, value: Value): Result<Desired, RecordFailure> {
  if (field.mapping.notNull && isBlank(value)) return ok({ kind: 'leaveAlone', pending: false });
  return ok({ kind: 'value', value, pending: false });
}

/**
 * A blank in the form the destination takes: numbers and booleans that refuse null get zero and false, as in Business
 * Central. Undefined on creation means: leave the field to its default.
 */
function fitBlank(value: Value, field: FieldDescription, creating: boolean): Result<Value | undefined, RecordFailure> {
  if (!isBlank(value)) return ok(value);
  if (creating && !field.required) return ok(undefined);
  if (field.type.kind === 'text') return ok(field.notNull || field.required ? '' : value);
  if (!field.notNull && !field.required) return ok(null);
  switch (field.type.kind) {
    case 'integer':
    case 'decimal':
      return ok('0');
    case 'boolean':
      return ok('false');
    default:
      return err({
        code: 'VALUE_REQUIRED',
        field: field.name,
        message: `${field.name} needs a value and would get none. Fill the source field, or map another one.`,
      });
  }
}

function changed(
  field: CompiledField,
  sourceValue: Value,
  prints: FieldState,
): 'source' | 'destination' | 'both' | 'neither' {
  const { sourceNow, sourceThen, destinationNow, destinationThen } = prints;
  // Without a common past nobody can say who changed the field: a person or a policy decides.
  if (sourceThen === unknownFingerprint || destinationThen === unknownFingerprint) return 'both';
  if (sourceNow === sourceThen && destinationNow === destinationThen) {
    // A reference whose target was coupled anew, or only now, differs although neither value changed. Nothing else that
    // differs in step is a change: a lossy conversion does, and so does a reference that was cleared on its way.
    return field.lookup.length > 0 && !isBlank(sourceValue) ? 'source' : 'neither';
  }
  if (destinationNow === destinationThen) return 'source';
  return sourceNow === sourceThen ? 'destination' : 'both';
}

function valueAt(record: TableRecord, position: number | undefined): Value {
  return position === undefined || position < 0 ? null : (record.values[position] ?? null);
}
