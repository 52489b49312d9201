import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Clock } from '../../core/ports/clock';
import type { Connector, ConnectorError } from '../../core/ports/connector';
import type { RecordId } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { TableSpec } from '../../core/model/schema';
import type { TitleFields } from './titleFields';
import { err, ok } from '../../core/result';
import { titleOf } from './titleFields';

/** A record as people look for it. */
export interface TitledRecord {
  readonly id: RecordId;
  /** What the table's key field holds, or the id. */
  readonly key: string;
  readonly title: string;
  /** The title in the form that searches compare. */
  readonly folded: string;
}

/** All records of a table by what people call them, for searching as one types. */
export class TitleIndex {
  /** Where keys say nothing to people, the titles' order stands for theirs. */
  private constructor(private readonly inKeyOrder: readonly TitledRecord[]) {}

  /** Reads the whole table, page by page, and lets others work in between. */
  static async read(request: TitleRequest, cancel: CancelSignal): Promise<Result<TitleIndex, ConnectorError>> {
    const { connector, table, clock } = request;
    const { fields, titled } = titleReading(table, request.fields);
    const records: TitledRecord[] = [];
    const order = { by: 'id' } as const;
    for await (const page of connector.read({ table, fields, filter: [], order, pageSize }, cancel)) {
      if (!page.ok) return page;
      for (const record of page.value) records.push(titled(record.id, record.values));
      await clock.sleep(0);
      if (cancel.aborted) return err({ code: 'CANCELLED', message: 'Cancelled.' });
    }
    const isSpeaking = request.fields.key !== undefined;
    const place = (record: TitledRecord) => (isSpeaking ? record.key : record.folded);
    records.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
    return ok(new TitleIndex(records));
  }

  /** At most `limit` records with `search` in their title or key: those that begin with it first, each in key order. */
  find(search: string, limit: number): readonly TitledRecord[] {
    const wanted = fold(search);
    const first: TitledRecord[] = [];
    const others: TitledRecord[] = [];
    for (const record of this.inKeyOrder) {
      if (first.length === limit) break;
      const at = record.folded.indexOf(wanted);
      if (at === 0) first.push(record);
      else if (at > 0 && others.length < limit) others.push(record);
    }
    return [...first, ...others].slice(0, limit);
  }

  /** The ids of all records with `search` in their title. */
  idsWith(search: string): ReadonlySet<RecordId> {
    const wanted = fold(search);
    return new Set(this.inKeyOrder.filter((record) => record.folded.includes(wanted)).map((record) => record.id));
  }
}

export interface TitleRequest {
  readonly connector: Connector;
  readonly table: TableSpec;
  readonly fields: TitleFields;
  readonly clock: Clock;
}

/** What to read of a record for its title, and how to make the title of it. */
export function titleReading(
  table: TableSpec,
  { key, name }: TitleFields,
): {
  readonly fields: readonly string[];
  readonly titled: (id: RecordId, values: readonly (string | null)[]) => TitledRecord;
} {
  const keyField = table.key === table.id ? undefined : table.key;
  const fields = [keyField, name].filter((field) => field !== undefined);
  return {
    fields,
    titled(id, values) {
      const written = keyField === undefined ? id : (values[0] ?? '');
      const title = titleOf(key === undefined ? null : written, name === undefined ? null : values[fields.length - 1]);
      const shown = title ?? id;
      return { id, key: written || id, title: shown, folded: fold(shown) };
    },
  };
}

const pageSize = 1_000;

function fold(text: string): string {
  return text.toLowerCase();
}
