import type { HandlerContext, Handlers } from './requestHandlers';
import type { ServiceError } from '../service/workspaceService';
import type { TemplateLocal, TemplateName } from '../service/templateFiles';
import { createWorkspace } from '../service/createWorkspace';
import { err, ok } from '../core/result';
import { freePort } from './freePort';
import { neverCancelled } from '../core/ports/cancelSignal';
import { openWorkspace } from '../service/openWorkspace';
import { loadSqlJs } from '../files/loadSqlJs';
import { sampleServicesPort } from '../protocol/sampleServices';
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
    async 'workspace/create'({ folder, template, local, sample, sampleServices }) {
      const created = await createWorkspace({
        folder,
        template: template as TemplateName,
        ...(local !== undefined && { local: local as TemplateLocal }),
        sample,
        ...(sampleServices && { sampleServices: { port: await freePort(sampleServicesPort) } }),
        mediaFolder,
        sqlJs: await loadSqlJs(),
      });
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
