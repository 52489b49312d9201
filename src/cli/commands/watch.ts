import { Option } from 'commander';
import { defaultSchedule } from '../../core/schedule/schedule';
import { exitCodes } from '../../protocol/exitCodes';
import { answerError, answerJsonLine, errorExitCode } from '../commandShell';
import { errorDocument } from '../documents/problemDocument';
import { watchDocument } from '../documents/watchDocument';
import { durationMs, durationMsOrNever } from '../durationOption';
import { helpNotes, wrongUsage } from '../commandOptions';
import { intervalText, logLines, renderWatch } from '../render/renderWatch';
import { runExitCode } from '../runExitCode';
import type { Command } from 'commander';
import type { ScheduleSettings } from '../../core/schedule/schedule';
import type { ExitCode } from '../../protocol/exitCodes';
import type { StartCommand } from '../commandOptions';
import type { CommandShell } from '../commandShell';
import type { WatchTurn, WatchWord } from '../../service/watchWorkspace';

interface WatchFlags {
  readonly interval: number;
  readonly inactivity: number;
  readonly once?: true;
}

/** `watch`: modified synchronizations on schedule, for a server or a container. */
export function addWatchCommand(program: Command, start: StartCommand): void {
  const { intervalMs, inactivityMs } = defaultSchedule;
  program
    .command('watch')
    .description(
      'Synchronize modified records again and again, until stopped. A changed data or mapping file brings the next run forward.',
    )
    .addOption(
      new Option('--interval <time>', 'from the end of a run to the next: 90s, 30m, 2h')
        .argParser(durationMs)
        .default(intervalMs, intervalText(intervalMs)),
    )
    .addOption(
      new Option('--inactivity <time>', 'the same after a run that found nothing to do; 0 waits for a change')
        .argParser(durationMsOrNever)
        .default(inactivityMs, `${intervalText(inactivityMs)}, or the interval where that is longer`),
    )
    .option('--once', 'end after one run, with its exit code; a run going on elsewhere is no error')
    .addHelpText('after', `${jsonNote}\n${helpNotes({ examples, exits })}`)
    .action(async ({ interval, inactivity, once }: WatchFlags, command: Command) => {
      const given = command.getOptionValueSource('inactivity') === 'cli';
      if (given && inactivity !== 0 && inactivity < interval) {
        wrongUsage(command, "option '--inactivity' must not be shorter than '--interval'");
      }
      const settings = {
        intervalMs: interval,
        inactivityMs: inactivity === 0 ? 0 : Math.max(inactivity, interval),
        firstRunAfterMs: 0,
      };
      await start('watch', (shell) => watch(shell, settings, once === true));
    });
}

const jsonNote =
  '\nWith --json each run is one JSON document on a line of its own (NDJSON); the log goes to standard error.';
const examples = ['tandem watch', 'tandem watch --interval 5m --inactivity 2h', 'tandem watch --once --json'];
const exits = [
  '0    stopped by Ctrl+C or SIGTERM, after the batch was finished and saved; with --once: all well',
  '1    with --once: finished, but records failed or are skipped',
  '2    wrong usage, or files with errors at the start',
  '3    the first run met what waiting does not mend: a missing or unusable system or state',
  '130  stopped at once by a second Ctrl+C or SIGTERM; with --once: cancelled',
];

async function watch(shell: CommandShell, settings: ScheduleSettings, once: boolean): Promise<ExitCode> {
  const { deps, folder, context } = shell;
  let environment = shell.environment ?? '';
  let before: WatchTurn | undefined;
  const log = (lines: readonly string[]): void => {
    if (shell.json) shell.messages.note(lines);
    else deps.stdout.write(lines.map((line) => `${line}\n`).join(''));
  };
  const say = (text: string): void => log(logLines(new Date(deps.now()).toISOString(), [text], context));
  const tell = (word: WatchWord): void => {
    if (word.kind === 'started') environment = word.environment;
    log(renderWatch(word, { at: new Date(deps.now()).toISOString(), settings, once, before }, context));
    if (word.kind !== 'turnEnded' || word.putOff) return;
    before = word;
    if (shell.json) answerJsonLine(shell, watchDocument(environment, word));
  };

  const stop = new AbortController();
  const stopListening = deps.onInterrupt(() => {
    if (stop.signal.aborted) return deps.exitNow(exitCodes.cancelled);
    say('Stopping: a run that goes on finishes its batch. Ask again to stop at once.');
    stop.abort();
  });
  try {
    const ended = await deps.watchWorkspace({
      folder,
      ...(shell.environment === undefined ? {} : { environment: shell.environment }),
      command: `tandem ${shell.command}`,
      allowedHosts: shell.allowedHosts,
      ...{ settings, once, stop: stop.signal, tell },
    });
    if (!ended.ok) {
      if (shell.json) answerJsonLine(shell, errorDocument(ended.error));
      return answerError({ ...shell, json: false }, ended.error);
    }
    if (!once) say('Stopped.');
    return once ? onceExitCode(ended.value, stop.signal.aborted) : exitCodes.ok;
  } finally {
    stopListening();
  }
}

function onceExitCode(turn: WatchTurn | undefined, stopAsked: boolean): ExitCode {
  if (!turn) return exitCodes.cancelled;
  if (turn.putOff) return exitCodes.ok;
  return turn.result.ok ? runExitCode(turn.result.value, { stopAsked }) : errorExitCode(turn.result.error);
}
