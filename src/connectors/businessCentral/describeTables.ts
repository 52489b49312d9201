import type { EdmEntityType, EdmModel } from '../odata/edmx';
import type { FieldDescription, SystemSchema, TableDescription } from '../../core/model/schema';
import type { Identity, ServiceField, ServiceTable } from './serviceTable';
import { composedIdentity, singleIdentity } from './identity';
import { serviceField } from './fieldTypes';
import { wireCodec } from './wireValues';

/** Where the tables of one metadata document are, and what they are called. */
export interface TablePlace {
  /** Below the service's root, without a slash at its end. */
  readonly route: string;
  /** Below the route, before the entity set: `companies(…)/`. */
  readonly owner: string;
  /** Before the entity set in the table's name: empty, or `publisher/group/version/`. */
  readonly prefix: string;
  /** Entity sets that belong to the service and not to a company. */
  readonly leftOut: ReadonlySet<string>;
  /** Names of fields that hold a stamp to the moment, the best first. */
  readonly stamps: readonly string[];
  /** Names of fields that people call a record by, the best first. */
  readonly keys: readonly string[];
  /** A day is no stamp, but better to point at than nothing where a mapping needs a name for one. */
  readonly days: readonly string[];
}

/** The tables of one metadata document. Those whose records nothing tells apart are left out. */
export function tablesIn(model: EdmModel, place: TablePlace): readonly ServiceTable[] {
  return model.entitySets.flatMap(({ name, type }) => {
    const entity = model.entityTypes.get(type);
    const table = entity && !place.leftOut.has(name) ? serviceTable(name, entity, model, place) : undefined;
    return table ? [table] : [];
  });
}

export function schemaOf(tables: Iterable<ServiceTable>): SystemSchema {
  return { tables: [...tables].map((table) => table.description) };
}

function serviceTable(
  set: string,
  entity: EdmEntityType,
  model: EdmModel,
  place: TablePlace,
): ServiceTable | undefined {
  const fields = new Map<string, ServiceField>();
  for (const property of entity.properties) {
    const field = serviceField(property, model);
    if (field) fields.set(property.name, field);
  }
  const identity = identityOf(entity.key, fields);
  if (!identity) return undefined;
  const stamp = place.stamps.find((name) => fields.get(name)?.description.type.kind === 'dateTime');
  settle(fields, identity, stamp);
  const keyField = place.keys.find((name) => fields.has(name)) ?? (identity.isContent ? identity.field : undefined);
  // Every table needs the name of a stamp. Without one all its records count as changed, and content decides: which field is
  // named plays no part then.
  const modifiedOnField = stamp ?? place.days.find((name) => fields.has(name)) ?? identity.field;
  const description: TableDescription = {
    name: `${place.prefix}${set}`,
    fields: [...fields.values()].map((field) => field.description),
    idField: identity.field,
    ...(keyField !== undefined && { keyField }),
    modifiedOnField,
  };
  const path = `${place.owner}${set}`;
  return { description, route: place.route, path, fields, identity, ...(stamp !== undefined && { stamp }) };
}

function identityOf(key: readonly string[], fields: Map<string, ServiceField>): Identity | undefined {
  const parts = key.flatMap((name): [string, ServiceField][] => {
    const field = fields.get(name);
    return field ? [[name, field]] : [];
  });
  const [first] = parts;
  if (!first || parts.length !== key.length) return undefined;
  if (parts.length > 1) return composedIdentity(key.join('|'), parts);
  // The service makes the ids that are GUIDs; any other key is entered by people.
  return singleIdentity(first[0], first[1], first[1].description.type.kind !== 'guid');
}

/** Says of the id and the stamp what metadata does not; a key of several fields becomes a field that can be read. */
function settle(fields: Map<string, ServiceField>, identity: Identity, stamp: string | undefined): void {
  const change = (name: string, more: Partial<FieldDescription>) => {
    const field = fields.get(name);
    if (field) fields.set(name, { ...field, description: { ...field.description, ...more } });
  };
  if (identity.properties.length > 1) {
    const type = { kind: 'text' } as const;
    const description = { name: identity.field, type, required: false, readOnly: true, unique: true };
    fields.set(identity.field, { description, codec: wireCodec(type), composed: true });
  } else change(identity.field, { unique: true, ...(!identity.isContent && { readOnly: true }) });
  if (stamp !== undefined) change(stamp, { readOnly: true });
}
