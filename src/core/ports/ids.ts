/** The only source of randomness in the core. */
export interface Ids {
  /** A new lower-case GUID, unique for ever. Later ones sort after earlier ones where possible (UUID version 7). */
  guid(): string;
}
