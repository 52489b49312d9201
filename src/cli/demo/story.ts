import { formatDuration } from '../render/formatDuration';
import { commandLineHints } from '../render/renderContext';
import { textStyle } from '../render/textStyle';
import { runCommandLine } from '../runCommandLine';
import { shorten } from './shorten';
import type { JobDocument, JobsDocument } from '../../protocol/commandDocuments';
import type { ExitCode } from '../../protocol/exitCodes';
import type { CliDependencies } from '../cliDependencies';

/** What the commands of the story print, and what went otherwise than told. */
export class Story {
  private readonly style;
  private readonly surprises: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly deps: CliDependencies,
  ) {
    this.style = textStyle({ isTerminal: deps.stdout.isTerminal, env: deps.env });
  }

  print(line: string): void {
    this.deps.stdout.write(`${line}\n`);
  }

  say(text: string): void {
    this.print(`\n${this.style.paint('bold', text)}`);
  }

  /** Runs a command as a user would, showing it first; of a long answer only the first `lines` of each section. */
  async run(args: readonly string[], show: { readonly lines?: number } = {}): Promise<ExitCode> {
    this.print(this.style.paint('cyan', `$ ${commandLineHints({})(args)}`));
    let output = '';
    const stdout = { ...this.deps.stdout, write: (text: string) => void (output += text) };
    const exitCode = await runCommandLine(args, { ...this.deps, stdout });
    this.deps.stdout.write(shorten(output, show.lines ?? Infinity, this.style.glyphs.ellipsis));
    return exitCode;
  }

  /** Runs a command with `--json` and shows nothing; gives its document. */
  async ask(args: readonly string[]): Promise<unknown> {
    let output = '';
    const stdout = { ...this.deps.stdout, write: (text: string) => void (output += text) };
    await runCommandLine(['-C', this.folder, '--json', ...args], { ...this.deps, stdout });
    return JSON.parse(output);
  }

  async jobs(): Promise<readonly JobDocument[]> {
    return ((await this.ask(['jobs'])) as Partial<JobsDocument>).jobs ?? [];
  }

  expect(what: string, exitCode: ExitCode, expected: readonly ExitCode[]): void {
    if (!expected.includes(exitCode))
      this.surprises.push(`${what}: exit code ${exitCode}, expected ${expected.join(' or ')}`);
  }

  expectJobs(what: string, jobs: readonly JobDocument[], holds: (totals: Totals) => boolean): void {
    const sum = (name: keyof Totals): number => jobs.reduce((total, job) => total + job[name], 0);
    const totals = { inserted: sum('inserted'), modified: sum('modified'), failed: sum('failed') };
    const finished = jobs.length > 0 && jobs.every(({ status }) => status === 'finished');
    if (!finished || !holds(totals)) this.surprises.push(`${what}: it did not (${JSON.stringify(totals)})`);
  }

  /** Says where to go from here; true when all went as told. */
  end(durationMs: number): boolean {
    const commandLine = commandLineHints({ folder: this.folder });
    const duration = formatDuration(durationMs);
    if (this.surprises.length > 0) {
      this.say(`The demo went otherwise than told (${duration}):`);
      for (const surprise of this.surprises) this.print(`  ${surprise}`);
      return false;
    }
    this.say(`All as expected, in ${duration}. The folder stays; go on with it (tandem stands for node dist/cli.js):`);
    for (const args of nextCommands) this.print(`  ${this.style.paint('cyan', commandLine(args))}`);
    return true;
  }
}

type Totals = Pick<JobDocument, 'inserted' | 'modified' | 'failed'>;

const nextCommands = [
  ['couplings', '--state', 'failed'],
  ['plan', '--full', '--json'],
  ['schema'],
  ['validate'],
] as const;
