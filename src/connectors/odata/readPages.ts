import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ExactObject } from './exactJson';
import type { Result } from '../../core/result';
import type { ServiceAnswer, ServiceClient, ServiceFailure } from './serviceCall';
import { err, ok } from '../../core/result';
import { isExactList, isExactObject, parseExactJson, textOf } from './exactJson';

export interface ServicePage {
  readonly rows: readonly ExactObject[];
  /** On the last page, where changes are tracked: where later changes follow. */
  readonly deltaLink?: string;
}

/**
 * The pages of a collection, as long as the service links to a next one. The links are opaque and used as they are; what was
 * preferred for the first page is said again for each. Ends after a failure.
 */
export async function* readPages(
  client: ServiceClient,
  first: { readonly url: string; readonly headers?: Readonly<Record<string, string>> },
  cancel: CancelSignal,
): AsyncGenerator<Result<ServicePage, ServiceFailure>> {
  const seen = new Set<string>();
  for (let url: string | undefined = first.url; url !== undefined;) {
    if (cancel.aborted) {
      yield err({ kind: 'cancelled' });
      return;
    }
    if (seen.has(url)) {
      yield err(unexpected('a page that links to itself'));
      return;
    }
    seen.add(url);
    const headers = first.headers ?? {};
    const answer: Result<ServiceAnswer, ServiceFailure> = await client.call(
      { method: 'GET', url, headers, safety: 'read' },
      cancel,
    );
    if (!answer.ok) {
      yield answer;
      return;
    }
    const page = parsePage(answer.value.body);
    if (page === undefined) {
      yield err(unexpected('something that is no page of records'));
      return;
    }
    url = page.nextLink;
    yield ok({ rows: page.rows, ...(page.deltaLink === undefined ? {} : { deltaLink: page.deltaLink }) });
  }
}

/** A page as the service sends it; undefined where the text is none. */
export function parsePage(body: string) {
  const document = parseExactJson(body);
  const value = isExactObject(document) ? document['value'] : undefined;
  if (!isExactList(value)) return undefined;
  const nextLink = textOf(document, '@odata.nextLink') ?? textOf(document, '@nextLink');
  const deltaLink = textOf(document, '@odata.deltaLink') ?? textOf(document, '@deltaLink');
  return { rows: value.filter(isExactObject), nextLink, deltaLink };
}

/** The service answered with what its documentation does not foresee. */
export function unexpected(what: string): ServiceFailure {
  return {
    kind: 'refused',
    status: 0,
    code: '',
    message: `The service answered with ${what}. Check that its address in tandem.yaml is the one of its API.`,
  };
}
