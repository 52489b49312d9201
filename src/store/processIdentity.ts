import { readFileSync } from 'node:fs';
import { errorCode } from './storeError';

/**
 * When a process of this machine started, as text to compare with: a process number is used again after some time, and
 * for certain after a restart. Null where the system does not tell (only Linux does without running a program).
 */
export function processStart(pid: number): string | null {
  const fields = statFields(pid);
  if (!fields) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[startTime]}`;
  } catch {
    return null;
  }
}

/** Whether a process with this number runs on this machine. A killed one that nobody has waited for does not. */
export function isRunning(pid: number): boolean {
  const state = statFields(pid)?.[0];
  if (state === 'Z' || state === 'X') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

// Field 22 of proc(5); the fields below count from the third.
const startTime = 19;

/** The fields of /proc/PID/stat after the program's name, which may hold spaces and brackets itself. */
function statFields(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
