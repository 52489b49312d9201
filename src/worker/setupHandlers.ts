import type { HandlerContext, Handlers } from './requestHandlers';
import type { ServiceError } from '../service/workspaceService';
import type { TemplateName } from '../service/templateFiles';
import { createWorkspace } from '../service/createWorkspace';
import { err, ok } from '../core/result';
import { neverCancelled } from '../core/ports/cancelSignal';
import { openWorkspace } from '../service/openWorkspace';
import { loadSqlJs } from '../files/loadSqlJs';
import { templateFiles } from '../service/templateFiles';

type SettingUp = 'mappings/allowNew' | 'template/files' | 'workspace/create';

/** Requests about a workspace's files. */
export function setupHandlers({ browser, mediaFolder }: HandlerContext): Handlers<SettingUp> {
  return {
    async 'mappings/allowNew'(params) {
      const changed = await browser.allowNew(params, params.mappings);
      return changed.ok ? ok({ changedFiles: changed.value }) : changed;
    },
    async 'template/files'({ template }) {
      const files = await templateFiles(mediaFolder, template as TemplateName);
      if (!files) return err(templateNotFound(template));
      return ok({ files: files.map(({ path, content }) => ({ path, text: String(content) })) });
    },
    async 'workspace/create'({ folder, template, sample }) {
      const sqlJs = await loadSqlJs();
      const options = { folder, template: template as TemplateName, sample, mediaFolder, sqlJs };
      const created = await createWorkspace(options);
      if (!created.ok) return err({ ...created.error, kind: 'usage' });
      // The sample's tables are there already: with them cached, its files are checked in full from the first look on.
      const opened = sample ? await openWorkspace({ folder, command: 'VS Code' }) : undefined;
      if (opened?.ok) await opened.value.schema({ refresh: true }, neverCancelled);
      return ok({ files: created.value.files });
    },
  };
}

function templateNotFound(template: string): ServiceError {
  const message = `There is no template ${template}. Choose dataverse, sales or blank.`;
  return { code: 'TEMPLATE_NOT_FOUND', message, kind: 'usage' };
}
