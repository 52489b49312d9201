import { processDependencies } from './processDependencies';
import { runCommandLine } from './runCommandLine';

/**
 * Something to wait for while a command works. Without it Node takes each pause for the end, and waits there for V8 to finish
 * optimizing the SQLite engine in the background.
 */
const awake = setInterval(() => undefined, 2 ** 30);

/**
 * The command line's bundle: `node dist/cli.js`. The process ends by itself once all output is written; ending it here
 * would cut off what a slow reader has not taken yet.
 */
void runCommandLine(process.argv.slice(2), processDependencies()).then((exitCode) => {
  // A failure to write the answer has set a code already, and outweighs the command's own.
  process.exitCode ??= exitCode;
  clearInterval(awake);
});
