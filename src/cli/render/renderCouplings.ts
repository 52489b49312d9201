import { couplingState } from '../../core/model/coupling';
import { newestFailure } from '../documents/couplingsDocument';
import { formatCount } from './formatCount';
import { printable } from './printable';
import { textTable } from './textTable';
import type { Coupling, CouplingState } from '../../core/model/coupling';
import type { RenderContext } from './renderContext';
import type { Colour, TextStyle } from './textStyle';

/** The couplings as a table, and what can be done about those that are not well. */
export function renderCouplings(
  couplings: readonly Coupling[],
  { style, commandLine }: RenderContext,
): readonly string[] {
  if (couplings.length === 0) return ['No couplings to show.'];
  const rows = couplings.map((coupling) => {
    const state = couplingState(coupling);
    return [
      coupling.mapping,
      coupling.localId ?? '(not coupled)',
      coupling.integrationId ?? '(not coupled)',
      { text: state, colour: stateColour[state] },
    ];
  });
  const [titles = '', ...lines] = textTable(columns, rows, { style });
  const skipped = couplings.find(({ skipped }) => skipped);
  return [
    titles,
    ...lines.flatMap((line, at) => [line, ...failureLines(couplings[at], style)]),
    '',
    stateCounts(couplings),
    ...(skipped
      ? [`Give skipped records back to the next run: ${style.paint('cyan', commandLine(retryArguments(couplings)))}`]
      : []),
  ];
}

/** Below its coupling: a message beside it would be cut or broken on most screens. */
function failureLines(coupling: Coupling | undefined, { paint }: TextStyle): readonly string[] {
  const failure = coupling && newestFailure(coupling);
  return failure ? [`    ${paint('red', failure.code)}  ${printable(failure.message)}`] : [];
}

const columns = [{ title: 'mapping' }, { title: 'local' }, { title: 'integration' }, { title: 'state' }] as const;

const stateColour: Readonly<Record<CouplingState, Colour>> = { ok: 'green', failed: 'red', skipped: 'yellow' };

function stateCounts(couplings: readonly Coupling[]): string {
  const counted = (state: CouplingState): number =>
    couplings.reduce((sum, coupling) => sum + (couplingState(coupling) === state ? 1 : 0), 0);
  const states: readonly CouplingState[] = ['ok', 'failed', 'skipped'];
  return states.map((state) => `${formatCount(counted(state))} ${state}`).join(', ');
}

function retryArguments(couplings: readonly Coupling[]): readonly string[] {
  const names = [...new Set(couplings.filter(({ skipped }) => skipped).map(({ mapping }) => mapping))];
  return names.length === 1 && names[0] !== undefined ? ['retry', '--mapping', names[0]] : ['retry', '--all'];
}
