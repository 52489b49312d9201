// The gate: types, lint, format and build, then every ring. One line a stage; the output of a stage is shown where it fails.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { closingLine, countsOf, hostRing, rings } from './rings.mjs';

const tool = (name) => `node_modules/${name}`;

/** Independent of each other; nothing after them is worth running while one fails. */
const checks = [
  { name: 'lint', args: [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'types', args: [tool('typescript/bin/tsc'), '-b'] },
  { name: 'format', args: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'build', args: ['esbuild.mjs'] },
];
const ringStage = (ring) => ({ name: ring, args: ['test/run.mjs', '--built', ring] });

// The rings keep files of their own and wait for other processes rather than for time, so they may share the machine.
const workers = Math.min(availableParallelism(), 4);

/** Runs it all; tells whether all went well. A stage without counts of its own that fails counts as one failure. */
export async function runGate() {
  const began = performance.now();
  const checked = await runStages(checks, { stopAtFailure: true });
  const allChecked = checked.every((result) => result.succeeded);
  const tested = allChecked ? await runStages(rings.map(ringStage), { stopAtFailure: false }) : [];
  const hosted = allChecked ? await runStages([ringStage(hostRing)], { stopAtFailure: false }) : [];
  const results = [...checked, ...tested, ...hosted];
  console.log(`\n${allChecked ? 'Total' : 'Stopped'} after ${seconds(performance.now() - began).trim()}`);
  const total = (key) => results.reduce((sum, { counts }) => sum + counts[key], 0);
  console.log(closingLine({ passed: total('passed'), failed: total('failed'), skipped: total('skipped') }));
  return results.every((result) => result.succeeded);
}

async function runStages(stages, { stopAtFailure }) {
  const waiting = [...stages];
  const results = [];
  const work = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
      const result = await runStage(stage);
      results.push(result);
      tell(stage, result);
      if (stopAtFailure && !result.succeeded) waiting.length = 0;
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

function runStage({ args }) {
  const began = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.on('close', (code) => {
      const lines = output.trimEnd().split('\n');
      const told = countsOf(lines.at(-1));
      // Only the gate's own last line is to read like counts.
      if (told) lines.pop();
      // A ring may die with all its tests passed so far, and a tool has no counts: that is one failure all the same.
      const failed = Math.max(told?.failed ?? 0, code === 0 ? 0 : 1);
      const counts = { passed: told?.passed ?? 0, skipped: told?.skipped ?? 0, failed };
      const notes = lines.filter((line) => /^(skipped|measured): /.test(line));
      resolve({ succeeded: failed === 0, told, counts, notes, lines, durationMs: performance.now() - began });
    });
  });
}

function tell({ name }, { succeeded, told, counts, notes, lines, durationMs }) {
  const outcome = told ? closingLine(counts) : succeeded ? 'ok' : 'failed';
  console.log(`${name.padEnd(14)}${seconds(durationMs)}  ${outcome}`);
  for (const note of notes) console.log(`  ${note}`);
  if (!succeeded) console.log(`\n${lines.join('\n').trim()}\n`);
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
}
