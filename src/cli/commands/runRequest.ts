import { InvalidArgumentError, Option } from 'commander';
import { directionOption, repeatedMapping, repeatedRecord, wrongUsage } from '../commandOptions';
import type { Command } from 'commander';
import type { RunDirection, Side } from '../../core/model/side';
import type { RunRequest, TakenField } from '../../service/workspaceService';

/** The flags that `plan` and `sync` share: the plan of a run is asked for in the words of the run. */
export interface RunFlags {
  readonly full?: true;
  readonly mapping: readonly string[];
  readonly record: readonly string[];
  readonly direction?: RunDirection;
  readonly take?: readonly TakenField[];
  readonly findDeleted?: true;
}

export function addRunFlags(command: Command): Command {
  return command
    .option('--full', 'compare every record, not only those that changed since the last run')
    .addOption(repeatedMapping())
    .addOption(repeatedRecord())
    .addOption(directionOption('only this direction; with --record its values are written, conflict or not'))
    .addOption(
      new Option(
        '--take <field=side>',
        'with --record: settles a conflict in this field by the value of one side, local or integration; may be repeated',
      )
        .argParser(takenField)
        .conflicts(['direction', 'full']),
    )
    .addOption(
      new Option(
        '--find-deleted',
        'look through the ids of both sides for deleted records, also where no record changed; deletionConflict decides about them',
      ).conflicts('record'),
    );
}

export function runRequest({ full, mapping, record, direction, take, findDeleted }: RunFlags): RunRequest {
  return {
    mode: full ? 'full' : 'modified',
    mappings: mapping,
    records: record,
    ...(direction === undefined ? {} : { direction }),
    ...(take === undefined ? {} : { take }),
    ...(findDeleted && { findDeleted }),
  };
}

/** Says what the flags one by one cannot tell. */
export function checkRunFlags({ take, record }: RunFlags, command: Command): void {
  if (take !== undefined && record.length !== 1) {
    wrongUsage(
      command,
      "option '--take <field=side>' needs '--record <localId>' once: it settles the conflict of one record",
    );
  }
}

function takenField(value: string, previous: readonly TakenField[] = []): readonly TakenField[] {
  const [, field, side] = /^(.+)=(local|integration)$/.exec(value) ?? [];
  if (field === undefined) throw new InvalidArgumentError('It must be a field and a side, such as Name=local.');
  return [...previous, { names: [field], side: side as Side }];
}

/** `Full synchronization`, `Synchronization of 2 records`, `Modified synchronization`. */
export function runTitle({ full, record }: RunFlags): string {
  if (record.length > 0) return `Synchronization of ${record.length === 1 ? 'one record' : `${record.length} records`}`;
  return full ? 'Full synchronization' : 'Modified synchronization';
}
