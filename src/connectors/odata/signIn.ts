import type { Authorize } from './serviceAccess';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';

/** The sign-in that all calls of a client share. */
export interface SignIn {
  /** The `Authorization` header. `refused`: the service did not take the last one. */
  header(refused: boolean): Promise<Result<string, ConnectorError>>;
}

/** Many calls may be refused at once; one renewal serves them all. */
export function createSignIn(authorize: Authorize): SignIn {
  let renewal: Promise<Result<string, ConnectorError>> | undefined;
  return {
    async header(refused) {
      if (!refused) return authorize({ renew: false });
      renewal ??= authorize({ renew: true }).finally(() => (renewal = undefined));
      return renewal;
    },
  };
}
