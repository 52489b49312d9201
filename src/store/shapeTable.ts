import type { MappingShape } from '../core/model/coupling';
import type { StateDatabase } from './stateDatabase';

/** A shape and the mapping whose couplings it describes. */
export interface ShapeEntry {
  readonly mapping: string;
  readonly shape: MappingShape;
}

/** The shapes of fingerprints (DESIGN 5.4). Few and asked for often, so all of them are kept in memory. */
export class ShapeTable {
  private readonly byId = new Map<number, MappingShape>();
  private readonly byContent = new Map<string, MappingShape>();

  constructor(private readonly database: StateDatabase) {
    for (const [id, mapping, fields, signature] of database.rows('SELECT * FROM shapes', [])) {
      const shape = {
        id: id as number,
        fields: JSON.parse(fields as string) as string[],
        signature: signature as string,
      };
      this.keep({ mapping: mapping as string, shape });
    }
  }

  find(mapping: string, fields: readonly string[], signature: string): MappingShape | undefined {
    return this.byContent.get(contentKey(mapping, fields, signature));
  }

  findById(id: number): MappingShape | undefined {
    return this.byId.get(id);
  }

  /** The id that the next new shape gets. */
  nextId(): number {
    return Math.max(0, ...this.byId.keys()) + 1;
  }

  /** Adds a shape; one that is there already, as when a journal is read again, stays. */
  add(entry: ShapeEntry): void {
    const { id, fields, signature } = entry.shape;
    if (this.byId.has(id)) return;
    this.database.run('INSERT INTO shapes VALUES (?, ?, ?, ?)', [id, entry.mapping, JSON.stringify(fields), signature]);
    this.keep(entry);
  }

  private keep({ mapping, shape }: ShapeEntry): void {
    this.byId.set(shape.id, shape);
    this.byContent.set(contentKey(mapping, shape.fields, shape.signature), shape);
  }
}

function contentKey(mapping: string, fields: readonly string[], signature: string): string {
  return JSON.stringify([mapping, signature, ...fields]);
}
