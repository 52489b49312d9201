import type { PlanSummary } from '../../protocol/workerProtocol';
import type { RunRequest } from './makePlan';
import type { RunScope } from './runScope';
import type { Workbench } from '../workbench';

/** What the run commands work with. */
export interface RunTools {
  readonly workbench: Workbench;
  readonly preview: PlanViewer;
}

/** Shows plans as documents. */
export interface PlanViewer {
  /** Opens the plan, and closes it in the worker when its last tab is closed. */
  show(shown: ShownPlan): Promise<void>;
}

/** A plan with what it takes to read it and to make it again. */
export interface ShownPlan {
  readonly scope: RunScope;
  readonly plan: PlanSummary;
  /** What was planned; absent where others made the plan, which then cannot be made again from the document. */
  readonly request?: RunRequest;
  /** What was planned, as a title: `Full synchronization of sample`. */
  readonly title: string;
}
