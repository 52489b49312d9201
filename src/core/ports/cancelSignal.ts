/** Asks for a stop at the next safe point. A real AbortSignal fits structurally. */
export interface CancelSignal {
  readonly aborted: boolean;
}

export const neverCancelled: CancelSignal = { aborted: false };
