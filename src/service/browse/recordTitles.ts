import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Clock } from '../../core/ports/clock';
import type { CompiledMapping } from '../../core/plan/compiledMapping';
import type { ConnectorError } from '../../core/ports/connector';
import type { RecordId } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { Side } from '../../core/model/side';
import type { SystemView } from './systemViews';
import type { TitleFields } from './titleFields';
import { fieldOnSide } from '../../core/plan/compiledMapping';
import { getByIds } from '../../core/job/getByIds';
import { ok } from '../../core/result';
import { titleFields } from './titleFields';
import { TitleIndex, titleReading } from './titleIndex';

/** The titles of chosen records; records that do not exist are absent. */
export async function readTitles(
  view: SystemView,
  compiled: CompiledMapping,
  side: Side,
  ids: readonly RecordId[],
  clock: Clock,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<RecordId, string>, ConnectorError>> {
  const { table } = compiled.sides[side];
  const { fields, titled } = titleReading(table, titleFieldsOf(compiled, side));
  const asking = { clock, cancel, events: { waiting: () => undefined } };
  const found = await getByIds(asking, view.connector, { table, fields, ids });
  if (!found.ok) return found;
  return ok(new Map([...found.value].map(([id, record]) => [id, titled(id, record.values).title])));
}

/** All records of a mapping's table by title: read with the first search, and kept as long as the system is. */
export async function titleIndexOf(
  view: SystemView,
  compiled: CompiledMapping,
  side: Side,
  clock: Clock,
  cancel: CancelSignal,
): Promise<Result<TitleIndex, ConnectorError>> {
  const { table } = compiled.sides[side];
  const fields = titleFieldsOf(compiled, side);
  const key = JSON.stringify([table, fields]);
  const known = view.titles.get(key);
  if (known) return ok(known);
  const read = await TitleIndex.read({ connector: view.connector, table, fields, clock }, cancel);
  if (read.ok) view.titles.set(key, read.value);
  return read;
}

function titleFieldsOf(compiled: CompiledMapping, side: Side): TitleFields {
  const { table, description } = compiled.sides[side];
  return titleFields(
    description,
    table,
    compiled.fields.map((field) => fieldOnSide(field, side)?.name),
  );
}
