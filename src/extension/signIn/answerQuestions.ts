import type {
  AccountToken,
  HostQuestion,
  QuestionName,
  SecretQuestion,
  TokenQuestion,
  WorkerQuestions,
} from '../../protocol/workerQuestions';
import type { SignInMemory } from './signInMemory';

/** The person of this window and their accounts; tests bring one that answers from a script. */
export interface SignInPerson {
  /** Asks in a dialog. */
  confirmHost(question: HostQuestion): Promise<boolean>;
  /** Undefined where it was cancelled. */
  askSecret(question: SecretQuestion): Promise<string | undefined>;
  /** The account's session without a word; undefined where it takes one. */
  silentSession(question: TokenQuestion, accountId: string | undefined): Promise<AccountSession | undefined>;
  /** The same with a dialog. `anew`: the token that is there was refused. */
  session(
    question: TokenQuestion,
    options: { readonly accountId: string | undefined; readonly anew: boolean },
  ): Promise<AccountSession | undefined>;
}

export interface AccountSession {
  readonly token: string;
  readonly accountId: string;
  readonly account: string;
}

export type QuestionAnswers = {
  readonly [N in QuestionName]: (params: WorkerQuestions[N]['params']) => Promise<WorkerQuestions[N]['result']>;
};

/**
 * Answers the worker: from memory first, and by asking the person only where they started something. The same question while a
 * dialog is open waits for that dialog.
 */
export function createQuestionAnswers(memory: SignInMemory, person: SignInPerson): QuestionAnswers {
  const asking = new Map<string, Promise<unknown>>();
  /** By what it is for; to tell a token that was refused from a new one. */
  const given = new Map<string, string>();

  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const open = asking.get(key) ?? ask().finally(() => asking.delete(key));
    asking.set(key, open);
    return open as Promise<T>;
  };
  const confirmAndRemember = async (question: HostQuestion): Promise<boolean> => {
    const isConfirmed = await person.confirmHost(question);
    if (isConfirmed) await memory.confirm(question.host);
    return isConfirmed;
  };
  const askAndRemember = async (question: SecretQuestion): Promise<string | null> => {
    const secret = await person.askSecret(question);
    if (secret === undefined) return null;
    await memory.rememberSecret(question, secret);
    return secret;
  };
  const signIn = async (question: TokenQuestion): Promise<AccountToken | null> => {
    const { host, scope, clientId, tenant, renew, attended } = question;
    const key = JSON.stringify([host, scope, clientId, tenant]);
    const accountId = memory.account(question);
    const silent = await person.silentSession(question, accountId);
    const isRefused = renew && silent !== undefined && silent.token === given.get(key);
    const session = silent && !isRefused ? silent : undefined;
    const asked = session ?? (attended ? await person.session(question, { accountId, anew: isRefused }) : undefined);
    if (!asked) return null;
    given.set(key, asked.token);
    await memory.rememberAccount(question, asked.accountId);
    return { token: asked.token, account: asked.account };
  };

  return {
    async 'host/confirm'(question) {
      if (memory.isConfirmed(question.host)) return true;
      return question.attended ? once(`host ${question.host}`, () => confirmAndRemember(question)) : false;
    },
    'signIn/token': (question) =>
      once(JSON.stringify([question.host, question.clientId, question.tenant, question.attended]), () =>
        signIn(question),
      ),
    async 'signIn/secret'(question) {
      const kept = question.renew ? undefined : await memory.secret(question);
      if (kept !== undefined) return kept;
      if (!question.attended) return null;
      return once(JSON.stringify([question.kind, question.host, question.owner]), () => askAndRemember(question));
    },
  };
}
