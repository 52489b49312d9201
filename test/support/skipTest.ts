import type { Context } from 'mocha';

/** Leaves out a test that this machine cannot run; the run's last lines tell why. Call it from the test or its setup. */
export function skipTest(context: Context, reason: string): never {
  const test: (typeof context.currentTest & { skipReason?: string }) | undefined = context.currentTest ?? context.test;
  if (test) test.skipReason = reason;
  return context.skip();
}
