import type { DeletionConflict, UpdateConflict } from '../model/tableMapping';
import type { Direction } from '../model/side';

/** The words of the mapping language, in documentation order: what files may say, and what editors offer. */
export const mappingKeys = [
  'name',
  'table',
  'integrationTable',
  'direction',
  'synchOnlyCoupledRecords',
  'tableFilter',
  'integrationTableFilter',
  'updateConflict',
  'deletionConflict',
  'dependsOn',
  'matching',
  'onCreate',
  'fields',
] as const;

export type MappingKey = (typeof mappingKeys)[number];

/** The keys of a field mapping's long form. */
export const fieldKeys = [
  'map',
  'constant',
  'enabled',
  'lookup',
  'values',
  'transform',
  'match',
  'notNull',
  'clearValueOnFailedSync',
] as const;

export type FieldKey = (typeof fieldKeys)[number];

export const directionWords: readonly Direction[] = ['bidirectional', 'toIntegrationTable', 'fromIntegrationTable'];

export const updateConflictWords: readonly UpdateConflict[] = [
  'none',
  'sendUpdateToIntegration',
  'getUpdateFromIntegration',
];

export const deletionConflictWords: readonly DeletionConflict[] = ['none', 'restoreRecords', 'removeCoupling'];
