import type { Dialogue } from './dialogue';
import type { RunScope } from '../run/runScope';
import type { Workbench } from '../workbench';

/** What a command works with: the window, the user, and what the command is about. */
export interface CommandTools {
  readonly workbench: Pick<Workbench, 'worker' | 'runs' | 'workspaces'>;
  readonly dialogue: Dialogue;
  readonly scope: RunScope;
}
