import type { Action, Counters } from '../../core/model/job';
import type { PlanItem } from '../../core/plan/recordPlan';
import type { PlanSummary } from '../../protocol/workerProtocol';
import type { RunDirection } from '../../core/model/side';
import type { RunSystems } from '../run/runSystems';

/** As much of a plan as its document shows: the summary whole, records by groups and pages. */
export interface PlanPage {
  /** What was planned, as a title: `Full synchronization`. */
  readonly title: string;
  readonly systems: RunSystems;
  readonly summary: PlanSummary;
  /** Mappings and directions in the order they run, each with the place of its entry in the summary. */
  readonly sections: readonly PlanSection[];
  /** Actions shown; empty for all. */
  readonly filter: readonly Action[];
  /** The workspace ran something since the plan was made. */
  readonly outdated: boolean;
}

export interface PlanSection {
  /** Index into the summary's `mappings`. */
  readonly index: number;
  readonly mapping: string;
  readonly direction: RunDirection;
  /** The two tables, where the mapping is known. */
  readonly tables: { readonly local: string; readonly integration: string } | undefined;
  readonly counters: Counters;
  readonly groups: readonly PlanGroup[];
}

/** The records of a section with one action: the first ones, and how many there are. */
export interface PlanGroup {
  readonly action: Action;
  readonly items: readonly PlanItem[];
  readonly total: number;
}

/** The order of groups: trouble first, then what is written, then what is left out. Unchanged records are only counted. */
export const groupOrder = [
  'fail',
  'insert',
  'modify',
  'couple',
  'uncouple',
  'skip',
] as const satisfies readonly Action[];

/** The counter that says how many records a group has, at least. */
export const counterOf: { readonly [A in Action]: keyof Counters } = {
  fail: 'failed',
  insert: 'inserted',
  modify: 'modified',
  couple: 'coupled',
  uncouple: 'uncoupled',
  skip: 'skipped',
  unchanged: 'unchanged',
};
