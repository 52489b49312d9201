import { plainProgress } from './plainProgress';
import { terminalProgress } from './terminalProgress';
import { textStyle } from '../render/textStyle';
import type { ProgressEvent } from '../../service/workspaceService';
import type { CommandShell } from '../commandShell';

/** Shows on standard error how a run goes on: a bar on a terminal, plain lines elsewhere. */
export interface ProgressReporter {
  readonly onProgress: (event: ProgressEvent) => void;
  /** Takes away what was only to be seen while the run went on. */
  readonly done: () => void;
}

export function progressReporter({ deps, messages }: CommandShell): ProgressReporter {
  const { stderr, env, now } = deps;
  const { glyphs } = textStyle({ isTerminal: stderr.isTerminal, env });
  const rewrites = stderr.isTerminal && env['TERM'] !== 'dumb';
  return rewrites
    ? terminalProgress({ messages, glyphs, now, columns: stderr.columns })
    : plainProgress({ messages, glyphs, now });
}
