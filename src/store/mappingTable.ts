import type { StateDatabase } from './stateDatabase';
import { rowsPerMapping } from './schema';

/** One mapping's number, and how many of its couplings have both ids: counted as they change, never scanned. */
export interface MappingEntry {
  readonly name: string;
  readonly number: number;
  coupled: number;
  /** The row number that the mapping's next coupling gets. */
  nextRow: number;
}

/** The mappings that ever had a coupling. Few, so all of them are kept in memory. */
export class MappingTable {
  private readonly byName = new Map<string, MappingEntry>();
  private readonly entries: MappingEntry[] = [];
  private readonly changed = new Set<MappingEntry>();

  constructor(private readonly database: StateDatabase) {
    for (const [number, name, coupled] of database.rows('SELECT number, name, coupled FROM mappings', [])) {
      this.keep(name as string, number as number, coupled as number);
    }
  }

  find(name: string): MappingEntry | undefined {
    return this.byName.get(name);
  }

  /** Numbers begin with 1 and have no holes. */
  byNumber(number: number): MappingEntry | undefined {
    return this.entries[number];
  }

  /** The mapping of this name; a new one gets a number. */
  entry(name: string): MappingEntry {
    const known = this.byName.get(name);
    if (known) return known;
    const number = this.byName.size + 1;
    this.database.run('INSERT INTO mappings VALUES (?, ?, 0)', [number, name]);
    return this.keep(name, number, 0);
  }

  /** In the order pages list them. */
  inOrder(): readonly MappingEntry[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  count(entry: MappingEntry, difference: number): void {
    entry.coupled += difference;
    this.changed.add(entry);
  }

  /** Writes the counts that changed, as the last step of a transaction. */
  saveCounts(): void {
    for (const { number, coupled } of this.changed) {
      this.database.run('UPDATE mappings SET coupled = ? WHERE number = ?', [coupled, number]);
    }
    this.changed.clear();
  }

  private keep(name: string, number: number, coupled: number): MappingEntry {
    const first = number * rowsPerMapping;
    const end = first + rowsPerMapping;
    const last = (table: 'couplings' | 'former') =>
      this.database.row(`SELECT max(row) FROM ${table} WHERE row >= ? AND row < ?`, [first, end])?.[0] as number | null;
    const nextRow = Math.max(last('couplings') ?? first, last('former') ?? first) + 1;
    const entry = { name, number, coupled, nextRow };
    this.byName.set(name, entry);
    this.entries[number] = entry;
    return entry;
  }
}
