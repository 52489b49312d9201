import type { JobRecord, RecordReason } from '../model/job';
import type { RunDirection } from '../model/side';
import { sourceSide } from '../model/side';

/** Why a job did to a record what it did, in a few words for a person. Empty where the log does not say. */
export function reasonText({ action, reason }: JobRecord, direction: RunDirection): string {
  if (reason) return reasons[reason](sourceSide(direction));
  return action === 'insert' ? reasons.new('local') : '';
}

const reasons: { readonly [R in RecordReason]: (source: 'local' | 'integration') => string } = {
  new: () => 'It was not coupled yet.',
  restored: () => 'Its counterpart was deleted.',
  asked: () => 'Its values were asked for.',
  conflictWon: (source) => `Both records changed; the ${source} one wins.`,
  firstTime: () => 'The pair was synchronized for the first time.',
  merged: () => 'Both records changed, in different fields.',
  changed: (source) => `The ${source} record changed, or its values were overwritten.`,
  setAside: () => 'It was set aside after it failed repeatedly.',
  outsideFilter: () => 'It is outside the mapping’s filter.',
  onlyCoupled: () => 'It is not coupled, and only coupled records are synchronized.',
  conflictLost: () => 'Both records changed; the other direction wins.',
  matched: () => 'It is the only record that matches.',
  counterpartDeleted: () => 'Its counterpart was deleted.',
};
