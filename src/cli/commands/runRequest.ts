import { directionOption, repeatedMapping, repeatedRecord } from '../commandOptions';
import type { Command } from 'commander';
import type { RunDirection } from '../../core/model/side';
import type { RunRequest } from '../../service/workspaceService';

/** The flags that `plan` and `sync` share: the plan of a run is asked for in the words of the run. */
export interface RunFlags {
  readonly full?: true;
  readonly mapping: readonly string[];
  readonly record: readonly string[];
  readonly direction?: RunDirection;
}

export function addRunFlags(command: Command): Command {
  return command
    .option('--full', 'compare every record, not only those that changed since the last run')
    .addOption(repeatedMapping())
    .addOption(repeatedRecord())
    .addOption(directionOption('only this direction; with --record its values are written, conflict or not'));
}

export function runRequest({ full, mapping, record, direction }: RunFlags): RunRequest {
  return {
    mode: full ? 'full' : 'modified',
    mappings: mapping,
    records: record,
    ...(direction === undefined ? {} : { direction }),
  };
}

/** `Full synchronization`, `Synchronization of 2 records`, `Modified synchronization`. */
export function runTitle({ full, record }: RunFlags): string {
  if (record.length > 0) return `Synchronization of ${record.length === 1 ? 'one record' : `${record.length} records`}`;
  return full ? 'Full synchronization' : 'Modified synchronization';
}
