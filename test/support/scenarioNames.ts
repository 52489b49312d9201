/**
 * Short names for records: goldens say `C1 → A1` where the systems hold GUIDs. Given records bring their names; records that
 * a run creates are called by their table and a number in order of appearance, `account+1`.
 */
export class ScenarioNames {
  private readonly idByName = new Map<string, string>();
  private readonly nameById = new Map<string, string>();
  private readonly createdIn = new Map<string, number>();

  /** Gives a named record its id: the same for the same position in every run. */
  add(name: string): string {
    const id = `5c000000-0000-4000-8000-${(this.idByName.size + 1).toString().padStart(12, '0')}`;
    this.know(name, id);
    return id;
  }

  know(name: string, id: string): void {
    if (this.idByName.has(name)) throw new Error(`Two records are called ${name}.`);
    this.idByName.set(name, id);
    // Numbers and codes are names already, and the same one may stand in several tables.
    if (guid.test(id)) this.nameById.set(id, name);
  }

  /** Names a record met for the first time. */
  meet(table: string, id: string): void {
    if (this.nameById.has(id) || !guid.test(id)) return;
    const number = (this.createdIn.get(table) ?? 0) + 1;
    this.createdIn.set(table, number);
    this.know(`${table}+${number}`, id);
  }

  /** The id of a named record; a name nobody has is taken for an id. */
  idOf(name: string): string {
    return this.idByName.get(name) ?? name;
  }

  nameOf(id: string): string {
    return this.nameById.get(id) ?? id;
  }

  /** The ids of all records met so far. */
  known(): ReadonlySet<string> {
    return new Set(this.idByName.values());
  }

  /** A text with names where ids stood. */
  shorten(text: string): string {
    return text.replaceAll(anyGuid, (id) => this.nameOf(id));
  }

  /** A text with ids where `$name` stood. */
  expand(text: string): string {
    return text.replaceAll(/\$([\w+]+)/g, (whole, name: string) => this.idByName.get(name) ?? whole);
  }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const anyGuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
