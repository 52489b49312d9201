import type { Context } from 'mocha';

/**
 * Leaves out a test that this machine cannot run; the run's last lines tell why. Call it from the test or its setup, or from
 * the setup of a suite to leave out all of its tests.
 */
export function skipTest(context: Context, reason: string): never {
  const { currentTest, test } = context;
  const leavesOutSuite = test?.title.startsWith('"before all" hook');
  const leftOut = leavesOutSuite ? test?.parent : (currentTest ?? test);
  if (leftOut) Object.assign(leftOut, { skipReason: reason });
  return context.skip();
}
