import type { SecretQuestion, TokenQuestion } from '../../protocol/workerQuestions';

/** As VS Code has both: what is remembered by key, on this machine and for all its workspaces. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

export interface SecretStore {
  get(key: string): Thenable<string | undefined>;
  store(key: string, value: string): Thenable<void>;
  delete(key: string): Thenable<void>;
}

/** What signing in remembers between windows. Secrets are in the system's own store; the rest holds none. */
export interface SignInMemory {
  isConfirmed(host: string): boolean;
  confirm(host: string): Promise<void>;
  /** The account that was used there last, by VS Code's id for it. */
  account(question: AccountKey): string | undefined;
  rememberAccount(question: AccountKey, accountId: string): Promise<void>;
  secret(question: SecretKey): Promise<string | undefined>;
  rememberSecret(question: SecretKey, secret: string): Promise<void>;
  forgetSecret(question: SecretKey): Promise<void>;
  /** Forgets everything; says how many secrets, hosts and accounts that was. */
  forgetAll(): Promise<Forgotten>;
  /** How many there are to forget. */
  counts(): Forgotten;
}

export interface Forgotten {
  readonly secrets: number;
  readonly hosts: number;
  readonly accounts: number;
}

export type AccountKey = Pick<TokenQuestion, 'host' | 'clientId' | 'tenant'>;
export type SecretKey = Pick<SecretQuestion, 'kind' | 'host' | 'owner'>;

export function createSignInMemory(memory: Memory, secrets: SecretStore): SignInMemory {
  const list = (key: string): readonly string[] => memory.get<readonly string[]>(key) ?? [];
  const add = async (key: string, value: string): Promise<void> => {
    if (!list(key).includes(value)) await memory.update(key, [...list(key), value]);
  };
  const accounts = (): Readonly<Record<string, string>> => memory.get<Record<string, string>>(accountsKey) ?? {};
  const counts = (): Forgotten => ({
    secrets: list(secretsKey).length,
    hosts: list(hostsKey).length,
    accounts: Object.keys(accounts()).length,
  });
  return {
    isConfirmed: (host) => list(hostsKey).includes(host),
    confirm: (host) => add(hostsKey, host),
    account: (question) => accounts()[accountKey(question)],
    async rememberAccount(question, accountId) {
      if (accounts()[accountKey(question)] === accountId) return;
      await memory.update(accountsKey, { ...accounts(), [accountKey(question)]: accountId });
    },
    secret: async (question) => secrets.get(secretKey(question)),
    async rememberSecret(question, secret) {
      // Its name first: a secret whose name nobody knows could never be forgotten.
      await add(secretsKey, secretKey(question));
      await secrets.store(secretKey(question), secret);
    },
    forgetSecret: async (question) => secrets.delete(secretKey(question)),
    async forgetAll() {
      const forgotten = counts();
      for (const key of list(secretsKey)) await secrets.delete(key);
      for (const key of [secretsKey, hostsKey, accountsKey]) await memory.update(key, undefined);
      return forgotten;
    },
    counts,
  };
}

const hostsKey = 'signIn.hosts';
const accountsKey = 'signIn.accounts';
/** The names of secrets, since the store does not list them. */
const secretsKey = 'signIn.secrets';

function accountKey({ host, clientId = '', tenant = '' }: AccountKey): string {
  return [host, clientId, tenant].join('|');
}

/** By host and owner, not by workspace: the same server has one password, wherever it is written down. */
function secretKey({ kind, host, owner }: SecretKey): string {
  return ['signIn', kind, host, owner].join('|');
}
