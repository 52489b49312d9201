import type { ServiceTarget } from './serviceGate';

/** What the command line takes from the environment's variables. Secrets come from there and from nowhere else. */
export type SignInVariable = 'CLIENT_SECRET' | 'PASSWORD' | 'CLIENT_ID' | 'TENANT';

export type Variables = Readonly<Record<string, string | undefined>>;

export interface FoundVariable {
  /** Its full name, for messages. */
  readonly name: string;
  readonly value: string;
}

/** The variable for this side of this environment, or else the one for all. Empty ones count as absent. */
export function findVariable(env: Variables, target: ServiceTarget, what: SignInVariable): FoundVariable | undefined {
  for (const name of variableNames(target, what)) {
    const value = env[name];
    if (value !== undefined && value !== '') return { name, value };
  }
  return undefined;
}

/** `TANDEM_PRODUCTION_INTEGRATION_CLIENT_SECRET`, `TANDEM_CLIENT_SECRET`: the narrow one counts. */
export function variableNames({ environment, side }: ServiceTarget, what: SignInVariable): readonly [string, string] {
  const word = environment.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  return [`TANDEM_${word}_${side.toUpperCase()}_${what}`, `TANDEM_${what}`];
}

/** For messages: how to give what is missing. */
export function variableHint(target: ServiceTarget, what: SignInVariable): string {
  const [narrow, general] = variableNames(target, what);
  return `${general}, or ${narrow} for this side alone`;
}
