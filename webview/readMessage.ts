import type { ToView } from '../src/protocol/resultsProtocol';
import { opened, runningRun } from './modelShapes';
import { count, either, flag, list, nullable, object, oneOf, text } from '../src/core/shapes';
import type { Shape } from '../src/core/shapes';

const shown = object(
  {
    kind: oneOf('shown'),
    workspace: object({ name: text, environment: text, production: flag, mappings: list(text), trusted: flag }),
  },
  { open: opened },
);
const isTrue = (value: unknown): value is true => value === true;
const isFalse = (value: unknown): value is false => value === false;
const anything = (value: unknown): value is unknown => value !== undefined;
const answer = either(
  object({ kind: oneOf('answer'), id: count, ok: isTrue, value: anything }),
  object({ kind: oneOf('answer'), id: count, ok: isFalse, message: text }),
);
const told = either(object({ kind: oneOf('changed') }), object({ kind: oneOf('running'), run: nullable(runningRun) }));
const toView: Shape<ToView> = either(either(shown, answer), told);

/** What the host said; undefined for whatever this view does not know. An answer's value is checked by who asked. */
export function readMessage(data: unknown): ToView | undefined {
  return toView(data) ? data : undefined;
}
