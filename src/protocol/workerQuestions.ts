import type { Cloud } from '../core/model/serviceAddress';
import type { Side } from '../core/model/side';

/**
 * What the worker asks the editor in the midst of a request: people, their accounts and their secrets are there alone. Answers may
 * take as long as a person takes. Secrets and tokens stay in memory on both sides.
 */
export interface WorkerQuestions {
  /** May Tandem talk to this host? */
  'host/confirm': { params: HostQuestion; result: boolean };
  /** A token of the person's account; null where nobody is signed in and nobody could be asked, or would. */
  'signIn/token': { params: TokenQuestion; result: AccountToken | null };
  /** The secret of an application or a user; null likewise. */
  'signIn/secret': { params: SecretQuestion; result: string | null };
}

export type QuestionName = keyof WorkerQuestions;

interface ServiceQuestion {
  /** Where the service is, in lower case. */
  readonly host: string;
  /** What people call it. */
  readonly service: string;
  readonly environment: string;
  /** Whether the user started what this is for, and may be asked. */
  readonly attended: boolean;
}

export interface HostQuestion extends ServiceQuestion {
  readonly side: Side;
  /** As tandem.yaml says it, in a few words. */
  readonly system: string;
  /** The host is Microsoft's, so that the organization or tenant is what counts. */
  readonly isMicrosoft: boolean;
}

export interface TokenQuestion extends ServiceQuestion {
  readonly scope: string;
  readonly cloud: Cloud['name'];
  readonly clientId?: string;
  readonly tenant?: string;
  /** The service refused the last one. */
  readonly renew: boolean;
}

export interface AccountToken {
  readonly token: string;
  readonly account: string;
}

export interface SecretQuestion extends ServiceQuestion {
  readonly kind: 'clientSecret' | 'password';
  /** Whose secret it is: an application's id, or a user. */
  readonly owner: string;
  /** The last one was refused. */
  readonly renew: boolean;
}
