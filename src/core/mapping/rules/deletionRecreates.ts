import type { MappingRule } from './mappingRule';

/** A coupling removed for a deletion leaves a record that counts as new in the next run, as Business Central warns too. */
export const deletionRecreates: MappingRule = ({ mapping, source }, report) => {
  if (mapping.deletionConflict !== 'removeCoupling' || mapping.synchOnlyCoupledRecords) return;
  const message =
    'With synchOnlyCoupledRecords: false, a record that loses its coupling is created again by the next run. ' +
    'Set synchOnlyCoupledRecords to true, or deletionConflict to none or restoreRecords.';
  report('DELETION_RECREATES', source.keys.get('deletionConflict')?.value.range ?? source.name, message);
};
