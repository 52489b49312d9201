import type { FieldWrite } from './transferRecord';

/**
 * Gives equal lists of written fields one array, so that connectors can prepare work per list and logs can keep each once.
 * Keyed by the positions of the field mappings: making the key costs less than naming the fields.
 */
export class FieldLists {
  private readonly lists = new Map<string, readonly string[]>();

  /** The names of the fields written, followed by `added`, of which there is one list per instance. */
  of(writes: readonly FieldWrite[], added: readonly string[]): readonly string[] {
    let key = added.length > 0 ? '+' : '';
    for (const write of writes) key += String.fromCharCode(write.index + 48);
    let list = this.lists.get(key);
    if (!list) {
      list = [...writes.map((write) => write.field.name), ...added];
      this.lists.set(key, list);
    }
    return list;
  }
}
