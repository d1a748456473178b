// What is odd about an assertion that would be issued, though nothing forbids it.
import type { Finding } from '@keyshift/base';
import type { SsoContext } from '../context.ts';
import type { EvaluatedAttribute } from '../evaluate-attributes.ts';

// The Python driver reads its listener's socket once; what a single segment of the loopback device (64 KiB) does not
// hold may be cut off. The request's own head needs some of it.
const DRIVER_BYTES = 60_000;

const shortName = (name: string) => name.slice(name.lastIndexOf('/') + 1);

function collapsed({ mapping, input, values }: EvaluatedAttribute): Finding[] {
  if (mapping.source.kind !== 'groups' || values.length >= input.length) return [];
  return [
    {
      level: 'warning',
      code: 'preview.groups_collapse',
      where: shortName(mapping.name),
      what: `${input.length} groups become ${values.length}`,
      why: 'two of their names are the same after the transforms',
      fix: 'rename a group, or change the transforms',
    },
  ];
}

function empty({ mapping, values, note }: EvaluatedAttribute): Finding[] {
  if (values.length > 0) return [];
  return [
    {
      level: 'info',
      code: 'preview.attribute_empty',
      where: shortName(mapping.name),
      what: 'the attribute is left out',
      why: note ?? 'it has no value for this person',
      fix: 'fill in the field, or remove the attribute',
    },
  ];
}

/** The body of the form as the browser posts it. */
function postedBytes(samlResponse: string, relayState: string | undefined): number {
  const fields = { SAMLResponse: samlResponse, ...(relayState !== undefined && { RelayState: relayState }) };
  return new URLSearchParams(fields).toString().length;
}

function tooLong(c: SsoContext): Finding[] {
  if (c.application?.connector !== 'redshift' || c.issued === undefined) return [];
  const bytes = postedBytes(c.issued.samlResponse, c.answerRelayState);
  if (bytes <= DRIVER_BYTES) return [];
  return [
    {
      level: 'warning',
      code: 'preview.driver_budget',
      where: 'DbGroups',
      what: `the browser would post ${bytes} bytes to the driver`,
      why: `the Python driver may lose what goes beyond ${DRIVER_BYTES}`,
      fix: 'send fewer groups, with a filter or with fewer groups tied to the application',
    },
  ];
}

function certificate(c: SsoContext): Finding[] {
  if (c.issued?.isCertificateExpired !== true) return [];
  return [
    {
      level: 'warning',
      code: 'application.certificate_expired',
      where: 'keys',
      what: 'service providers may refuse this sign-in',
      why: 'the active certificate has expired',
      fix: 'generate a key, give its metadata to the service provider, then activate it',
    },
  ];
}

function assumedProof(c: SsoContext): Finding[] {
  const methods = c.session?.methods ?? [];
  if (methods.every((method) => method === 'password')) return [];
  return [
    {
      level: 'info',
      code: 'preview.proof_assumed',
      where: 'authnContext',
      what: `a sign-in with ${methods.join(' and ')} is assumed`,
      why: `the application takes nobody who proves less than ${c.application?.authnContext}`,
      fix: 'see under Users whether the person has set up what they need',
    },
  ];
}

export function previewFindings(c: SsoContext): Finding[] {
  const { evaluated = [] } = c;
  return [
    ...evaluated.flatMap(collapsed),
    ...evaluated.flatMap(empty),
    ...assumedProof(c),
    ...tooLong(c),
    ...certificate(c),
  ];
}
