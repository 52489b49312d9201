/** One request that was sent, and how it was answered. */
export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The form's fields, where it was one. */
  readonly form: Readonly<Record<string, string>>;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface FakeNetwork {
  readonly fetch: typeof fetch;
  readonly sent: readonly SentRequest[];
}

/** A network whose every answer is the test's. */
export function fakeNetwork(
  answerTo: (request: SentRequest, count: number) => FakeAnswer | Promise<FakeAnswer>,
): FakeNetwork {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      const body = typeof init?.body === 'string' ? init.body : '';
      const request = {
        url: input instanceof Request ? input.url : String(input),
        headers: Object.fromEntries(new Headers(init?.headers)),
        form: Object.fromEntries(new URLSearchParams(body)),
      };
      sent.push(request);
      const { status = 200, headers = {}, body: answer = {} } = await answerTo(request, sent.length);
      return new Response(JSON.stringify(answer), {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      });
    },
  };
}

/** What a place that gives tokens answers. */
export function tokenAnswer(token: string, expiresInSeconds = 3600): FakeAnswer {
  return { body: { token_type: 'Bearer', access_token: token, expires_in: expiresInSeconds } };
}

/** How it refuses, with its number and words that repeat more than they should. */
export function tokenRefusal(number: number, repeated = ''): FakeAnswer {
  const error_description = `AADSTS${number}: no. ${repeated}`;
  return { status: 401, body: { error: 'invalid_client', error_codes: [number], error_description } };
}
