import type { CompiledField, CompiledMapping } from './compiledMapping';
import { fieldLabel, fieldOnSide } from './compiledMapping';
import { destinationSide, sourceSide } from '../model/side';
import { err, ok } from '../result';
import { isBlank, isEmptyValue, sameValue } from '../model/value';
import type { FieldDescription } from '../model/schema';
import type { LookupAnswer } from './lookupAnswer';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { RunDirection, Side } from '../model/side';
import type { TableRecord } from '../model/record';
import type { Value } from '../model/value';
import { allows } from '../model/side';
import { FingerprintWriter, blankFingerprints, fingerprintAt, isFingerprintAt } from '../transfer/fingerprint';
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
  /** The user's word for single fields of an existing record. */
  readonly chosen?: ChosenSides | undefined;
}

/** Which record's value is to stand on both sides in the end, by the key of the field mapping (`CompiledMapping.fieldKeys`). */
export type ChosenSides = ReadonlyMap<string, Side>;

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
  const state = new FieldState();
  sourcePrints.begin();
  destinationPrints.begin();

  for (let index = 0; index < compiled.fields.length; index++) {
    const field = must(compiled.fields[index], 'field');
    state.field = field;
    state.chosen = request.chosen?.get(compiled.fieldKeys[index] ?? '');
    state.sourceValue = valueAt(source, sourcePositions[index]);
    state.destinationValue = destination ? valueAt(destination, destinationPositions[index]) : null;
    state.sourceChanged = !base || !isFingerprintAt(base.source, index, state.sourceValue);
    state.destinationChanged = !base || !isFingerprintAt(base.destination, index, state.destinationValue);
    state.hasPast = base !== null && hasPast(base, index);
    state.pending = false;

    const verdict = transferField(request, state);
    if (typeof verdict !== 'string') return err(verdict);
    if (state.pending) pendingLookups = true;
    if (verdict === 'write' || (verdict === 'conflict' && request.onConflict === 'write')) {
      const destinationField = must(fieldOnSide(field, destinationSide(direction)), 'destination field');
      writes.push({ index, field: destinationField, value: state.value });
    }
    if (verdict === 'conflict') conflicts.push(field);
    // What is left for the other pass must find the same base there that it found here.
    const isLeft = verdict === 'leave' || (verdict === 'conflict' && request.onConflict !== 'write');
    if (isLeft && (state.sourceChanged || state.destinationChanged)) left = true;
    if (isLeft) sourcePrints.keep(base?.source ?? unknownFingerprint, base ? index : 0);
    else sourcePrints.add(state.sourceValue);
    if (!destination) continue;
    if (isLeft) destinationPrints.keep(base?.destination ?? unknownFingerprint, base ? index : 0);
    else destinationPrints.add(state.destinationValue);
  }

  const fingerprints = {
    source: sourcePrints.text(),
    // A record that does not exist yet has no values.
    destination: destination ? destinationPrints.text() : blankFingerprints(compiled.fields.length),
  };
  return ok({ writes, conflicts, left, pendingLookups, fingerprints });
}

const sourcePrints = new FingerprintWriter();
const destinationPrints = new FingerprintWriter();

/** Whether the field's values were ever synchronized. */
function hasPast({ source, destination }: BaseFingerprints, index: number): boolean {
  return (
    fingerprintAt(source, index) !== unknownFingerprint && fingerprintAt(destination, index) !== unknownFingerprint
  );
}

/**
 * One field's decision while it is made. One object serves all fields of a record: runs over many records spend a good part
 * of their time on what they throw away.
 */
class FieldState {
  field!: CompiledField;
  sourceValue: Value = null;
  destinationValue: Value = null;
  /** Since the last synchronization; without one both did. */
  sourceChanged = true;
  destinationChanged = true;
  hasPast = false;
  /** What the destination is to hold, once that is decided. */
  value: Value = null;
  /** The value waits for a lookup whose target is not coupled yet. */
  pending = false;
  /** Whose value the user chose. */
  chosen: Side | undefined;
}

/** keep: nothing to write, both sides stand as they are · leave: for the other pass. */
type FieldVerdict = 'keep' | 'write' | 'leave' | 'conflict';

function transferField(request: TransferRequest, state: FieldState): FieldVerdict | RecordFailure {
  const { direction, destination } = request;
  const { field } = state;
  if (!allows(field.direction, direction)) return 'leave';
  // Whether it could go over plays no part where the other record's value was chosen.
  if (state.chosen === destinationSide(direction) && destination) return 'leave';
  const desired = desireValue(request, state);
  if (desired === 'leaveAlone') return 'keep';
  if (desired !== 'value') return standing(request, state) ?? desired;

  const destinationField = must(fieldOnSide(field, destinationSide(direction)), 'destination field');
  const fitted = fitBlank(state, destinationField, destination === null);
  if (fitted === 'default') return 'keep';
  if (fitted !== 'fits') return standing(request, state) ?? fitted;
  if (destination !== null && sameValue(state.value, state.destinationValue)) return 'keep';
  if (destination === null || request.overwrite) return 'write';
  if (state.chosen) return 'write';
  if (field.direction === direction) return saysNothing(state, direction) ? 'keep' : 'write';
  switch (changed(state)) {
    case 'source':
      return 'write';
    case 'destination':
      return 'leave';
    case 'neither':
      return 'keep';
    case 'both':
      return 'conflict';
  }
}

/**
 * A value that cannot go over, but has not changed since both sides were in step, need not go anywhere: nothing fails for it.
 * References are asked anew each time.
 */
function standing(request: TransferRequest, state: FieldState): FieldVerdict | undefined {
  const { field, sourceChanged, destinationChanged } = state;
  if (sourceChanged || field.lookup.length > 0 || request.overwrite) return undefined;
  if (!destinationChanged) return 'keep';
  return field.direction === request.direction ? undefined : 'leave';
}

/** An empty value that was empty all along, beside one that stood there all along: it was never meant to replace that. */
function saysNothing(state: FieldState, direction: RunDirection): boolean {
  const { field, sourceValue } = state;
  if (field.constant !== undefined || changed(state) !== 'neither') return false;
  return isEmptyValue(sourceValue, fieldOnSide(field, sourceSide(direction))?.type);
}

type Desired = 'value' | 'leaveAlone' | RecordFailure;

/** Sets what the destination is to hold, or says that it is to be left alone, or why it cannot be told. */
function desireValue(request: TransferRequest, state: FieldState): Desired {
  const { field } = state;
  if (field.constant !== undefined) {
    state.value = field.constant;
    return 'value';
  }
  if (field.lookup.length > 0) return desireReference(request, state);
  const transferred = must(field.transfer[request.direction], 'transfer')(state.sourceValue);
  if (transferred.ok) return desireUnlessNull(state, transferred.value);
  if (!field.mapping.clearValueOnFailedSync) return transferred.error;
  state.value = null;
  return 'value';
}

function desireReference(request: TransferRequest, state: FieldState): Desired {
  const { field, sourceValue } = state;
  if (isBlank(sourceValue)) return desireUnlessNull(state, null);
  const answer = request.lookUp(field, sourceValue);
  switch (answer.kind) {
    case 'found':
      return desireUnlessNull(state, answer.value);
    case 'later':
      // The target's mapping has yet to run: the field is set when both records exist (DESIGN 5.1).
      state.pending = true;
      return 'leaveAlone';
    case 'failed':
      if (!field.mapping.clearValueOnFailedSync) return { ...answer.failure, field: fieldLabel(field) };
      state.pending = true;
      state.value = null;
      return 'value';
  }
}

function desireUnlessNull(state: FieldState, value: Value): Desired {
  if (state.field.mapping.notNull && isBlank(value)) return 'leaveAlone';
  state.value = value;
  return 'value';
}

/**
 * Puts a blank into the form the destination takes: numbers and booleans that refuse null get zero and false, as in Business
 * Central. On creation a blank leaves the field to its default.
 */
function fitBlank(state: FieldState, field: FieldDescription, creating: boolean): 'fits' | 'default' | RecordFailure {
  if (!isBlank(state.value)) return 'fits';
  if (creating && !field.required) return 'default';
  const refusesNull = field.notNull === true || field.required;
  if (field.type.kind === 'text') {
    if (refusesNull) state.value = '';
    return 'fits';
  }
  state.value = null;
  if (!refusesNull) return 'fits';
  switch (field.type.kind) {
    case 'integer':
    case 'decimal':
      state.value = '0';
      return 'fits';
    case 'boolean':
      state.value = 'false';
      return 'fits';
    case 'date':
    case 'dateTime':
    case 'guid':
    case 'option':
      return {
        code: 'VALUE_REQUIRED',
        field: field.name,
        message: `${field.name} needs a value and would get none. Fill the source field, or map another one.`,
      };
  }
}

function changed(state: FieldState): 'source' | 'destination' | 'both' | 'neither' {
  const { field, sourceValue, sourceChanged, destinationChanged } = state;
  // Without a common past nobody can say who changed the field: a person or a policy decides.
  if (!state.hasPast) return 'both';
  if (!sourceChanged && !destinationChanged) {
    // A reference whose target was coupled anew, or only now, differs although neither value changed. Nothing else that
    // differs in step is a change: a lossy conversion does, and so does a reference that was cleared on its way.
    return field.lookup.length > 0 && !isBlank(sourceValue) ? 'source' : 'neither';
  }
  if (!destinationChanged) return 'source';
  return sourceChanged ? 'both' : 'destination';
}

function valueAt(record: TableRecord, position: number | undefined): Value {
  return position === undefined || position < 0 ? null : (record.values[position] ?? null);
}
