import type { PlanSummary } from '../../protocol/workerProtocol';
import type { RunDirection } from '../../core/model/side';
import { propertyOf } from '../commandArguments';

/** What another extension may say beside the target, so that nothing is asked. Production environments ask all the same. */
export interface RunArguments {
  readonly mode?: 'full' | 'modified';
  /** Of chosen records: where the values go. `both` merges. */
  readonly direction?: RunDirection | 'both';
  /** The caller has confirmed the full synchronization. */
  readonly confirmed?: boolean;
  /** Goes on although a side looks emptied or exchanged. */
  readonly acceptMissing?: boolean;
  /** The answer to the question whether scheduled jobs may create new records. */
  readonly allowNew?: 'yes' | 'no';
  /** A plan that is made already, to be shown; its document owns it from then on. */
  readonly plan?: PlanSummary;
  /** What was planned, as a title. */
  readonly title?: string;
}

/** Reads a caller's plain data; what is not well formed is as if it were absent. */
export function runArgumentsOf(item: unknown): RunArguments {
  const mode = oneOf(propertyOf(item, 'mode'), ['full', 'modified'] as const);
  const direction = oneOf(propertyOf(item, 'direction'), [
    'both',
    'toIntegrationTable',
    'fromIntegrationTable',
  ] as const);
  const allowNew = oneOf(propertyOf(item, 'allowNew'), ['yes', 'no'] as const);
  const plan = propertyOf(item, 'plan');
  const title = propertyOf(item, 'title');
  return {
    ...(mode && { mode }),
    ...(direction && { direction }),
    ...(allowNew && { allowNew }),
    ...(propertyOf(item, 'confirmed') === true && { confirmed: true }),
    ...(propertyOf(item, 'acceptMissing') === true && { acceptMissing: true }),
    ...(isPlan(plan) && { plan }),
    ...(typeof title === 'string' && title !== '' && { title }),
  };
}

function oneOf<const T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value);
}

function isPlan(value: unknown): value is PlanSummary {
  return typeof propertyOf(value, 'planId') === 'string' && Array.isArray(propertyOf(value, 'mappings'));
}
