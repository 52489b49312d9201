import type { HandlerContext, Handlers } from './requestHandlers';
import type { Job } from '../core/model/job';
import { editorWords } from './editorWords';
import { ok } from '../core/result';

type Browsing =
  | 'workspace/overview'
  | 'couplings/page'
  | 'jobs/list'
  | 'job/get'
  | 'job/records'
  | 'job/errors'
  | 'schema/get'
  | 'connection/test'
  | 'connection/forget'
  | 'records/find'
  | 'records/compare';

/** Requests that only look. */
export function browseHandlers({ browser, services }: HandlerContext): Handlers<Browsing> {
  return {
    async 'workspace/overview'(address) {
      const overview = await browser.overview(address);
      if (!overview.ok) return overview;
      const mappings = overview.value.mappings.map((mapping) => ({
        ...mapping,
        lastJobs: mapping.lastJobs.map(jobForEditor),
      }));
      return ok({ ...overview.value, mappings });
    },
    'couplings/page': (query, cancel) => browser.couplings(query, cancel),
    async 'jobs/list'(query) {
      const jobs = await browser.jobs(query);
      return jobs.ok ? ok({ jobs: jobs.value.map(jobForEditor) }) : jobs;
    },
    async 'job/get'(query) {
      const job = await browser.job(query, query.id);
      return job.ok ? ok(jobForEditor(job.value)) : job;
    },
    'job/records': (query) => browser.jobRecords(query),
    'job/errors': (query) => browser.jobErrors(query),
    'schema/get': (query, cancel) => browser.schema(query, query.refresh, cancel),
    'connection/test': (address, cancel) => browser.testConnection(address, cancel),
    async 'connection/forget'(address) {
      const found = browser.environmentOf(address);
      if (!found.ok) return found;
      services.gate.forget();
      await browser.forgetSystems();
      return ok(null);
    },
    'records/find': (query, cancel) => browser.findRecords(query, cancel),
    'records/compare': (query, cancel) => browser.compareRecords(query, cancel),
  };
}

/** A job whose message, if any, is in an editor's words. */
export function jobForEditor(job: Job): Job {
  return job.message === '' ? job : { ...job, message: editorWords(job.message) };
}
