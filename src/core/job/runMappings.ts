import type { CompiledField, CompiledMapping } from '../plan/compiledMapping';
import type { Job } from '../model/job';
import type { Pass } from './pass';
import type { RunContext } from './runContext';
import type { RunDirection } from '../model/side';
import { IdSet } from './idSet';
import { LookupResolver } from './lookupResolver';
import { createPass } from './pass';
import { newJob } from './newJob';
import { closeHeld, revisitHeld } from './heldOutcomes';
import { runDirections } from '../model/side';
import { runPass } from './runPass';
import { tellPlans } from './tellPlans';

export interface RunSelection {
  /** The mappings that take part, in synchronization order. */
  readonly mappings: readonly CompiledMapping[];
  /** Only passes in this direction; absent: all that each mapping makes. */
  readonly direction?: RunDirection;
}

/**
 * Runs mappings in their order, each as one or two passes (DESIGN 5.1), then looks again at the records whose lookups had
 * to wait for a later mapping. A mapping whose dependency aborted does not start; failed records block nobody. Returns the
 * jobs in the order they began.
 */
export async function runMappings(context: RunContext, selection: RunSelection): Promise<readonly Job[]> {
  const resolver = new LookupResolver(context);
  const passes: Pass[] = [];
  const aborted = new Set<string>();
  const open = new Set(selection.mappings.map((compiled) => compiled.mapping.name));
  const planned = selection.mappings.flatMap((compiled) =>
    runDirections(compiled.mapping.direction)
      .filter((direction) => selection.direction === undefined || direction === selection.direction)
      .map((direction) => ({ compiled, direction })),
  );

  for (const [number, { compiled, direction }] of planned.entries()) {
    const { name } = compiled.mapping;
    await context.clock.sleep(0);
    if (context.cancel.aborted) break;
    const last = planned[number + 1]?.compiled !== compiled;
    const first = passes.find((pass) => pass.compiled === compiled);
    const inStep = first?.inStep ?? new IdSet();
    const isLater = (field: CompiledField) => field.lookup.some((lookup) => open.has(lookup.mapping));
    resolver.beginPass();
    const pass = createPass(context, {
      compiled,
      direction,
      resolver,
      inStep,
      setAside: first?.setAside ?? [],
      isLater,
      guarded: first?.job.status === 'finished',
      job: newJob(context, { mapping: name, type: 'synchronization', mode: context.mode, direction }),
    });
    passes.push(pass);
    context.events.jobStarted(pass.job, number + 1, planned.length);
    const blocker = abortedDependency(compiled, aborted);
    // What may have been created there, and is not coupled, must not be taken for somebody's new record.
    const isInDoubt = first?.checkpoint.leavesCreatesInDoubt() ?? false;
    if (blocker !== undefined) await abort(pass, notStarted(name, blocker));
    else if (isInDoubt) await abort(pass, leftInDoubt);
    else await runPass(pass);
    if (pass.job.status === 'aborted') aborted.add(name);
    context.events.jobFinished(pass.job);
    if (last) open.delete(name);
  }

  await revisitAll(context, passes);
  if (context.rehearsal) tellPlans(passes);
  return passes.map((pass) => pass.job);
}

async function revisitAll(context: RunContext, passes: readonly Pass[]): Promise<void> {
  for (const pass of passes) {
    const others = passes.filter((other) => other.compiled === pass.compiled && other !== pass);
    const leftBehind = pass.direction === 'toIntegrationTable' ? others.flatMap((other) => other.leftBehind) : [];
    if (pass.held.size === 0 && leftBehind.length === 0) continue;
    if (pass.job.status === 'finished' && !context.cancel.aborted) pass.job = await revisitHeld(pass, leftBehind);
    else pass.job = await closeHeld(pass);
    context.events.jobFinished(pass.job);
  }
}

function abortedDependency(compiled: CompiledMapping, aborted: ReadonlySet<string>): string | undefined {
  const { mapping, fields } = compiled;
  const needed = [...mapping.dependsOn, ...fields.flatMap((field) => field.lookup.map((lookup) => lookup.mapping))];
  return (
    needed.find((name) => name !== mapping.name && aborted.has(name)) ??
    (aborted.has(mapping.name) ? mapping.name : undefined)
  );
}

function notStarted(name: string, blocker: string): string {
  if (blocker === name)
    return 'Not started, since the job in the other direction was aborted. Resolve that, then run again.';
  return `Not started, since ${name} depends on ${blocker}, which was aborted. Resolve ${blocker}, then run again.`;
}

const leftInDoubt =
  'Not started, since the answer to some creates of the job in the other direction was lost. Run again: it finds out first.';

async function abort(pass: Pass, message: string): Promise<void> {
  pass.job = { ...pass.job, status: 'aborted', finishedAt: pass.context.clock.now(), message };
  await pass.context.store.commit({ jobs: [pass.job] });
}
