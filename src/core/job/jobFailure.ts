import type { ConnectorError } from '../ports/connector';
import type { EmptiedSide } from '../plan/recordPlan';
import type { StoreError } from '../ports/stateStore';

/** What ends a whole job, as opposed to one record's failure. The code is the connector's, the store's or one of these. */
export interface JobFailure {
  readonly code: ConnectorError['code'] | StoreError['code'] | 'SIDE_LOOKS_EMPTIED' | 'CANCELLED';
  /** For the user: what happened and what to do next. */
  readonly message: string;
  /** Present with SIDE_LOOKS_EMPTIED. */
  readonly emptied?: EmptiedSide;
}
