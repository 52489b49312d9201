import type { Action, JobRecord, RecordReason } from '../core/model/job';
import type { FieldValuesItem } from './fieldValues';

/**
 * Consecutive records that had the same done to them, for one reason and to one field list: the row of the first, then each
 * row's distance from the one before. A record costs two or three bytes instead of two ids and a list of names.
 */
export type RecordBlock = readonly RecordGroup[];
export type RecordGroup = readonly [WhatAndWhy, fieldList: number, ...rows: number[]];

/** `modify/changed`; before version 2, and where an error says why, without the reason. */
type WhatAndWhy = Action | `${Action}/${RecordReason}`;

/** The values of a block's records, by their place in it; most have none. */
export type ValuesBlock = readonly (readonly [place: number, readonly FieldValuesItem[]])[];

export function whatAndWhy({ action, reason }: JobRecord): WhatAndWhy {
  return reason ? `${action}/${reason}` : action;
}

export function actionAndReason([what]: RecordGroup): Pick<JobRecord, 'action' | 'reason'> {
  const [action, reason] = what.split('/') as [Action, RecordReason?];
  return reason ? { action, reason } : { action };
}

/** The row numbers of a group, one a record. */
export function rowsOf([, , ...steps]: RecordGroup): readonly number[] {
  let row = 0;
  return steps.map((step) => (row += step));
}
