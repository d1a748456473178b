// SSO applications: list, wizard, settings, groups, preview, files.
import { type Application, type ApplicationSummary, searchCatalogue } from '@keyshift/directory';
import type { applicationEndpoints } from '@keyshift/web-api';
import type { Site } from '../deps.ts';
import { previewAssertion } from '../sso/preview/preview-assertion.ts';
import { encodeLogo } from './encode-logo.ts';
import type { HandlersOf } from './handler.ts';
import { keyHandlers } from './keys.ts';
import { reviewSpMetadata } from './review-sp-metadata.ts';

type Names = keyof typeof applicationEndpoints;

function logoUrl(logoId: string | null): string | null {
  return logoId === null ? null : `/api/v1/logos/${logoId}`;
}

function present(application: Application) {
  return { ...application, logoUrl: logoUrl(application.logoId) };
}

function urlsOf(site: Site, { kind, ssoPath }: Pick<Application, 'kind' | 'ssoPath'>) {
  if (kind === 'bookmark') return { sso: null, metadata: null, slo: null };
  const sso = `${site.origin}/saml2/${ssoPath}`;
  return { sso, metadata: `${sso}/metadata`, slo: `${sso}/slo` };
}

function summarize(site: Site, application: ApplicationSummary) {
  return { ...application, logoUrl: logoUrl(application.logoId), metadataUrl: urlsOf(site, application).metadata };
}

/** By id, or by name, so that scripts need not look it up. Throws `directory.not_found`. */
async function findApplication(site: Site, idOrName: string): Promise<Application> {
  return (await site.directory.applications.find({ name: idOrName })) ?? site.directory.applications.get(idOrName);
}

/** The metadata address is what other products use as our entity id, too. */
function entityIdOf(site: Site): (ssoPath: string) => string {
  return (ssoPath) => `${site.origin}/saml2/${ssoPath}/metadata`;
}

const files: HandlersOf<'exportApplication' | 'importApplication' | 'setLogo' | 'removeLogo' | 'getLogo'> = {
  async exportApplication({ site, params }) {
    const { id, name } = await findApplication(site, params.id);
    const content = JSON.stringify(await site.directory.applications.exportFile(id), undefined, 2);
    return { fileName: `keyshift-${name}.json`, content };
  },
  async importApplication({ site, caller, body }) {
    const { file, dryRun, label, ssoPath } = body;
    const { actor } = caller;
    const result = await site.directory.applications.importFile(file, {
      ...{ dryRun, actor, label, ssoPath },
      ...(label !== undefined && { entityIdOf: entityIdOf(site) }),
    });
    return { application: result.application && present(result.application), findings: result.findings };
  },
  async setLogo({ site, caller, params, body }) {
    const png = await encodeLogo(body.base64);
    return present(await site.directory.applications.setLogo(params.id, png, caller.actor));
  },
  removeLogo: async ({ site, caller, params }) =>
    present(await site.directory.applications.setLogo(params.id, null, caller.actor)),
  getLogo: async ({ site, params }) => ({
    fileName: `${params.id}.png`,
    content: await site.directory.applications.getLogo(params.id),
  }),
};

const changing: HandlersOf<
  'createApplication' | 'updateApplication' | 'setApplicationState' | 'deleteApplications' | 'cloneApplication'
> = {
  createApplication: async ({ site, caller, body }) =>
    present(await site.directory.applications.create({ ...body, entityIdOf: entityIdOf(site) }, caller.actor)),
  updateApplication: async ({ site, caller, params, body, version }) =>
    present(await site.directory.applications.update(params.id, body, { version, actor: caller.actor })),
  setApplicationState: async ({ site, caller, params, body }) =>
    present(await site.directory.applications.setState(params.id, body.state, caller.actor)),
  async deleteApplications({ site, caller, body }) {
    const { ids, count } = body;
    return { deleted: await site.directory.applications.removeMany(ids, { count, actor: caller.actor }) };
  },
  cloneApplication: async ({ site, caller, params, body }) =>
    present(
      await site.directory.applications.clone(params.id, { ...body, entityIdOf: entityIdOf(site) }, caller.actor),
    ),
};

export const applicationHandlers: HandlersOf<Names> = {
  ...files,
  ...changing,
  ...keyHandlers,
  listCatalogue: async ({ query }) => ({ items: searchCatalogue(query.search) }),
  async listApplications({ site, query }) {
    const page = await site.directory.applications.page(query);
    return { ...page, items: page.items.map((one) => summarize(site, one)) };
  },
  async checkSsoPath({ site, query }) {
    const verdict = await site.directory.applications.checkSsoPath(query.value);
    return { ...verdict, url: `${site.origin}/saml2/${query.value}` };
  },
  async getApplication({ site, params }) {
    const application = await findApplication(site, params.id);
    const findings = await site.directory.applications.findings(application.id);
    return { ...present(application), urls: urlsOf(site, application), findings };
  },
  listApplicationGroups: async ({ site, params, query }) => ({
    items: await site.directory.applications.groupAccess(params.id, query.search),
  }),
  setApplicationGroups: async ({ site, caller, params, body }) => ({
    items: await site.directory.applications.changeGroups(params.id, body, caller.actor),
  }),
  async previewAssertion({ site, params, body }) {
    const { ssoPath } = await site.directory.applications.get(params.id);
    const access = await site.directory.applications.access({ personId: body.personId, ssoPath });
    const { settings } = body;
    const ssoUrl = `${site.origin}/saml2/${ssoPath}`;
    return previewAssertion(site, { access, ssoUrl, ...(settings !== undefined && { settings }) });
  },
  async reviewSpMetadata({ site, params, body }) {
    const application = await site.directory.applications.get(params.id);
    return reviewSpMetadata({ application, now: site.now(), fetchText: site.fetchText, ...body });
  },
  listExpiring: async ({ site }) => ({ items: await site.directory.keys.expiring() }),
};
