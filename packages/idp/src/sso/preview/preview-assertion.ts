// What a person would get, through the very steps of a sign-in; nothing is issued, stored or recorded.
import type { Finding } from '@keyshift/base';
import type { Access, ApplicationChange, TraceStep } from '@keyshift/directory';
import type { Session } from '../../session/session-rules.ts';
import { addSeconds } from '../../session/session-rules.ts';
import { administratorWords } from '../administrator-words.ts';
import { findWay } from '../authn-context.ts';
import type { NameId, SsoContext, SsoDeps } from '../context.ts';
import { runSteps } from '../pipeline.ts';
import { prettyXml, unsignedAssertion } from './pretty-xml.ts';
import { previewFindings } from './preview-findings.ts';

export type PreviewInput = {
  /** Of the person at the application, from `directory.applications.access`. */
  readonly access: Access;
  /** Settings that are not saved yet. */
  readonly settings?: ApplicationChange;
  readonly ssoUrl: string;
};
export type AssertionPreview = {
  readonly allowed: boolean;
  readonly refusal: { readonly code: string; readonly what: string; readonly why: string; readonly fix: string } | null;
  readonly steps: readonly TraceStep[];
  readonly nameId: NameId | null;
  readonly attributes: readonly {
    readonly name: string;
    readonly source: string;
    readonly input: readonly string[];
    readonly values: readonly string[];
    readonly note: string | null;
  }[];
  /** The assertion as it would be issued, unsigned and indented. */
  readonly xml: string | null;
  /** Characters of base64 that would be posted. */
  readonly responseBytes: number | null;
  readonly findings: readonly Finding[];
};

export const NAME_TO_COME = '_made-at-the-first-sign-in';
const SESSION_SECONDS = 3_600;

function withSettings(access: Access, settings: ApplicationChange | undefined): Access {
  if (access.application === null || settings === undefined) return access;
  const named = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return { ...access, application: { ...access.application, ...named } };
}

// As somebody who signed in strongly enough, by the least that is: who proves less is refused, which a finding says.
function methodsOf({ application }: Access): Session['methods'] {
  return (application && findWay({ setting: application.authnContext, requested: undefined })) ?? ['password'];
}

function sessionOf(access: Access, now: Date): Session {
  const moments = { authenticatedAt: now, lastSeenAt: now, expiresAt: addSeconds(now, SESSION_SECONDS) };
  return {
    sessionIndex: 'ses_preview',
    personId: access.person?.id ?? '',
    ...moments,
    provedAt: now,
    idleSeconds: SESSION_SECONDS,
    methods: methodsOf(access),
  };
}

function describe({ evaluated = [], nameId, issued }: SsoContext) {
  return {
    nameId: nameId ?? null,
    attributes: evaluated.map(({ mapping, source, input, values, note }) => {
      return { name: mapping.name, source, input, values, note };
    }),
    xml: issued === undefined ? null : prettyXml(unsignedAssertion(issued.plainXml())),
    responseBytes: issued?.samlResponse.length ?? null,
  };
}

async function recordNothing(): Promise<never> {
  throw new TypeError('a preview records nothing');
}

export async function previewAssertion(
  deps: Pick<SsoDeps, 'random' | 'now' | 'elapsed'> & { readonly directory: Pick<SsoDeps['directory'], 'keys'> },
  input: PreviewInput,
): Promise<AssertionPreview> {
  const now = deps.now();
  const access = withSettings(input.access, input.settings);
  const session = sessionOf(access, now);
  const start = {
    flow: 'idp',
    now,
    receivedAt: now,
    ssoUrl: input.ssoUrl,
    relayState: undefined,
    secondFactor: 'optional',
    access,
    session,
  } as const;
  const { context, refusal } = await runSteps('preview', start, {
    ...deps,
    directory: {
      keys: deps.directory.keys,
      applications: { pairwiseName: async () => NAME_TO_COME },
      audit: { append: recordNothing, appendRefusal: recordNothing },
    },
  });
  return {
    allowed: refusal === undefined,
    refusal: refusal === undefined ? null : { code: refusal.code, ...administratorWords(context, refusal) },
    steps: context.steps ?? [],
    ...describe(context),
    findings: previewFindings(context),
  };
}
