// What happens to a request, in order: cheap and certain refusals first, nothing is read before it is trusted enough.
import {
  AwsFault,
  createQueryReader,
  decodeJson,
  decodeQuery,
  findHeader,
  findSignature,
  type QueryParameters,
} from '@keyshift/aws-protocol';
import { isAppError } from '@keyshift/base';
import type { Service } from './action/action.ts';
import { checkAuthorized } from './action/authorize.ts';
import { createInput, type InputDialect } from './action/input.ts';
import { authenticate } from './credentials/authenticate.ts';
import { signatureFaults } from './credentials/faults.ts';
import { readBody } from './server/body.ts';
import { type ChainDeps, type Exchange, partOf, signedRequestOf } from './server/exchange.ts';

export type Step = {
  readonly name: string;
  readonly run: (exchange: Exchange, deps: ChainDeps) => void | Promise<void>;
};

export const REQUEST_CHAIN: readonly Step[] = [
  { name: 'size', run: readWithinSize },
  { name: 'method', run: checkMethod },
  { name: 'content type', run: checkContentType },
  { name: 'syntax', run: decodeParameters },
  { name: 'service and action', run: findAction },
  { name: 'authentication', run: authenticateCaller },
  { name: 'input', run: readInput },
  { name: 'authorization', run: authorizeCaller },
  { name: 'handle', run: handle },
];

const MAX_BODY_BYTES = 1_048_576;
const JSON_TYPE = /^application\/x-amz-json-1\.1$/i;
const FORM = /^application\/x-www-form-urlencoded(\s*;\s*charset=utf-8)?$/i;

async function readWithinSize(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange.req, MAX_BODY_BYTES);
  if (body === undefined)
    throw refusal('RequestEntityTooLarge', 413, `The request has more than ${MAX_BODY_BYTES} bytes.`);
  exchange.body = body;
  exchange.signature = findSignature(signedRequestOf(exchange));
}

function isPresigned({ req, signature }: Exchange): boolean {
  return req.method === 'GET' && signature?.kind === 'signed' && signature.signature.form === 'query';
}

function checkMethod(exchange: Exchange): void {
  if (exchange.path !== '/') throw refusal('NotFound', 404, 'The AWS API is at the path /.');
  if (exchange.req.method !== 'POST' && !isPresigned(exchange)) {
    throw refusal('MethodNotAllowed', 405, 'Send requests by POST, or presigned ones by GET.');
  }
}

function contentTypeOf(exchange: Exchange): string {
  return findHeader(signedRequestOf(exchange), 'content-type') ?? '';
}

function isJson(exchange: Exchange): boolean {
  return !isPresigned(exchange) && JSON_TYPE.test(contentTypeOf(exchange));
}

function checkContentType(exchange: Exchange): void {
  if (isPresigned(exchange) || isJson(exchange)) return;
  if (!FORM.test(contentTypeOf(exchange))) {
    const message =
      'Send application/x-www-form-urlencoded, or application/x-amz-json-1.1 to CloudTrail: the rehearsal speaks no others.';
    throw refusal('UnsupportedMediaType', 415, message);
  }
}

function decodeParameters(exchange: Exchange): void {
  try {
    const body = Buffer.from(partOf(exchange, 'body')).toString('utf8');
    // Presigned parameters travel in the query, beside those of the signature.
    const parameters = isJson(exchange) ? decodeJson(body) : decodeQuery(isPresigned(exchange) ? exchange.query : body);
    exchange.parameters = new Map([...parameters].filter(([name]) => !name.startsWith('X-Amz-')));
    if (isJson(exchange)) exchange.parameters = new Map([...exchange.parameters, ...targetOf(exchange)]);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new AwsFault({
      code: 'MalformedQueryString',
      status: 400,
      message: error.why,
      rule: error.code,
      cause: error,
    });
  }
}

// `…CloudTrail_20131101.LookupEvents`: what the other protocols say by Version and Action.
function targetOf(exchange: Exchange): [string, string][] {
  const [action = '', version = ''] = (findHeader(signedRequestOf(exchange), 'x-amz-target') ?? '')
    .split('.')
    .reverse();
  return [
    ['Action', action],
    ['Version', version],
  ];
}

function findAction(exchange: Exchange, { services }: ChainDeps): void {
  const parameters = partOf(exchange, 'parameters');
  const name = parameters.get('Action');
  const version = parameters.get('Version');
  const service = findService(exchange, parameters, services);
  if (service === undefined) {
    if (exchange.signature?.kind !== 'signed') throw signatureFaults({ name: 'sts' }).unsigned();
    throw refusal(
      'InvalidAction',
      400,
      `The rehearsal does not support the service ${exchange.signature.signature.scope.service}.`,
    );
  }
  exchange.service = service;
  if (name === undefined || name === '')
    throw refusal('MissingAction', 400, 'The request must contain the parameter Action');
  const action = service.actions.find((candidate) => candidate.name === name);
  const isOtherProtocol = (service.protocol === 'json') !== isJson(exchange);
  if (action === undefined || version !== service.version || isOtherProtocol) {
    const message = `The action ${name} of version ${version ?? '(none)'} is not supported by the Keyshift rehearsal of ${service.name}.`;
    throw refusal('InvalidAction', 400, message);
  }
  exchange.action = action;
}

// A signed request names its service; an unsigned one is known by its API version alone.
function findService(
  { signature }: Exchange,
  parameters: QueryParameters,
  services: readonly Service[],
): Service | undefined {
  if (signature?.kind === 'signed') return services.find(({ name }) => name === signature.signature.scope.service);
  return services.find(({ version }) => version === parameters.get('Version'));
}

async function authenticateCaller(exchange: Exchange, deps: ChainDeps): Promise<void> {
  // The assertion in the request is the credential; a signature beside it would prove nothing more.
  if (partOf(exchange, 'action').anonymous) {
    exchange.caller = { kind: 'anonymous' };
    return;
  }
  const service = partOf(exchange, 'service');
  const signature = partOf(exchange, 'signature');
  if (signature.kind === 'unsigned') throw signatureFaults(service).unsigned();
  if (signature.kind === 'malformed') throw signatureFaults(service).malformed(signature.reason);
  const request = signedRequestOf(exchange);
  exchange.caller = await authenticate(deps.actions, {
    request,
    signature: signature.signature,
    service,
    root: deps.root,
  });
}

const DIALECTS: Readonly<Record<Service['name'], InputDialect>> = {
  iam: { missing: 'ValidationError', invalid: 'ValidationError' },
  sts: { missing: 'ValidationError', invalid: 'ValidationError' },
  ec2: { missing: 'MissingParameter', invalid: 'InvalidParameterValue' },
  redshift: { missing: 'MissingParameter', invalid: 'InvalidParameterValue' },
  cloudtrail: { missing: 'ValidationException', invalid: 'ValidationException' },
};

function readInput(exchange: Exchange): void {
  const service = partOf(exchange, 'service');
  const input = createInput(createQueryReader(partOf(exchange, 'parameters')), DIALECTS[service.name]);
  input.ignore('Action', 'Version');
  exchange.prepared = partOf(exchange, 'action').prepare(input);
  // What was not understood might have been a restriction: it is refused, not dropped.
  const [unread] = input.listUnread();
  if (unread !== undefined) throw input.invalid(unread, 'this parameter is not supported by the Keyshift rehearsal');
}

async function authorizeCaller(exchange: Exchange, { actions }: ChainDeps): Promise<void> {
  const { service, action } = { service: partOf(exchange, 'service').name, action: partOf(exchange, 'action').name };
  const needs = await partOf(exchange, 'prepared').needs(actions);
  await checkAuthorized(actions, callOf(exchange), { names: { service, action }, needs });
}

async function handle(exchange: Exchange, { actions }: ChainDeps): Promise<void> {
  exchange.result = await partOf(exchange, 'prepared').handle(actions, callOf(exchange));
}

function callOf(exchange: Exchange) {
  return { caller: partOf(exchange, 'caller'), sourceIp: exchange.sourceIp, requestId: exchange.requestId };
}

function refusal(code: string, status: number, message: string): AwsFault {
  return new AwsFault({ code, status, message });
}
