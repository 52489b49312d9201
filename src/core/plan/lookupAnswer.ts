import type { RecordFailure } from '../model/failure';

/** What a lookup knows of one reference value. */
export type LookupAnswer =
  | { readonly kind: 'found'; readonly value: string }
  /** Not coupled yet, but its mapping is still to run: the lookup gives way for now. */
  | { readonly kind: 'later' }
  | { readonly kind: 'failed'; readonly failure: RecordFailure };
