import assert from 'node:assert/strict';
import type { Scenario, ScenarioStep } from './scenarioFile';
import { couplingLine, countersText } from './scenarioText';
import { run, writesNothing } from './scenarioChecks';
import { ScenarioWorkspace } from './scenarioWorkspace';
import { carryOutStep } from './scenarioSteps';
import { neverCancelled } from '../../src/core/ports/cancelSignal';

/**
 * Plays a scenario through the real stack and tells what came of it: each step's jobs, plans and errors, then the couplings
 * and both sides as they stand. Insists at the end that there is nothing left to do.
 */
export async function scenarioStory(scenario: Scenario): Promise<string> {
  const world = await ScenarioWorkspace.create(scenario.given);
  try {
    await coupleGiven(world, scenario.given.coupled ?? {});
    const lines: string[] = [scenario.story.trim()];
    for (const [index, step] of scenario.when.entries()) {
      lines.push('', `== ${index + 1}. ${stepText(step)}`, ...(await carryOutStep(world, step)));
    }
    lines.push(...(await couplingLines(world)), ...world.systems.describe());
    await settles(world, scenario);
    return `${lines.join('\n')}\n`;
  } finally {
    world.remove();
  }
}

/** Pairs that were in step before the story begins. */
async function coupleGiven(
  world: ScenarioWorkspace,
  coupled: NonNullable<Scenario['given']['coupled']>,
): Promise<void> {
  for (const [mapping, pairs] of Object.entries(coupled)) {
    for (const [local, integration] of Object.entries(pairs)) {
      const request = { mapping, localId: world.names.idOf(local), integrationId: world.names.idOf(integration) };
      const done = await (await world.open()).couple(request, neverCancelled);
      assert.ok(done.ok, done.ok ? '' : `${local} and ${integration}: ${done.error.message}`);
    }
  }
  if (Object.keys(coupled).length === 0) return;
  const report = await run(await world.open(), 'modified');
  assert.equal(report.troubled, false, `what is given does not synchronize: ${report.firstErrors[0]?.error.message}`);
  assert.equal(report.totals.inserted, 0, `what is given creates records: ${countersText(report.totals)}`);
}

async function couplingLines(world: ScenarioWorkspace): Promise<readonly string[]> {
  const couplings = await (await world.open()).couplings({});
  assert.ok(couplings.ok, couplings.ok ? '' : couplings.error.message);
  return ['', '== couplings', ...couplings.value.map((coupling) => couplingLine(coupling, world.names))];
}

/** Runs again, modified and full: nothing is written, or the scenario says why once more, and then nothing is. */
async function settles(world: ScenarioWorkspace, { unsettled = {} }: Scenario): Promise<void> {
  for (const mode of ['modified', 'full'] as const) {
    world.clock.advance(60_000);
    if (unsettled[mode] !== undefined) await run(await world.open(), mode);
    world.clock.advance(60_000);
    await writesNothing(world, mode);
  }
}

function stepText(step: ScenarioStep): string {
  return Object.entries(step)
    .map(([key, value]) => `${key}: ${plainText(value)}`)
    .join(', ');
}

function plainText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value).trim().replaceAll(/\s+/g, ' ');
  return Object.entries(value)
    .map(([key, each]) =>
      typeof each === 'object' && each !== null ? `${key} (${plainText(each)})` : `${key}=${plainText(each)}`,
    )
    .join(' ');
}
