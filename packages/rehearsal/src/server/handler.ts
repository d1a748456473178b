// The HTTP edge: runs the chain, and turns its outcome into an answer. Never HTML, never a stack trace.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsFault, CONTENT_TYPES, formatAnswer, formatFault, type WireProtocol } from '@keyshift/aws-protocol';
import { isAppError } from '@keyshift/base';
import { REQUEST_CHAIN } from '../request-chain.ts';
import { type ChainDeps, type Exchange, partOf } from './exchange.ts';

// The envelope when a request is refused before its service is known.
const DEFAULT_SERVICE = {
  name: 'sts',
  protocol: 'query',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
} as const;

// Enough for an answer to cross a slow network.
const LINGER_MS = 2_000;

/** Other paths than the AWS API; true when it has answered. */
export type SideRoutes = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

export function createHandler(
  deps: ChainDeps,
  sideRoutes: SideRoutes,
): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    // A client that goes away is its own affair; without a listener the process would end.
    req.on('error', () => undefined);
    res.on('error', () => undefined);
    answer(req, res, { deps, sideRoutes }).catch((error: unknown) => {
      deps.actions.log('error', 'rehearsal.handler_failed', { error: describeDefect(error) });
      if (!res.headersSent) res.statusCode = 500;
      res.end();
    });
  };
}

type Surroundings = { deps: ChainDeps; sideRoutes: SideRoutes };

async function answer(req: IncomingMessage, res: ServerResponse, { deps, sideRoutes }: Surroundings): Promise<void> {
  const exchange = startExchange(req);
  res.setHeader('x-amzn-RequestId', exchange.requestId);
  // Clients correct their clock by this header, so it must be the clock that judges their signatures.
  res.setHeader('Date', deps.actions.now().toUTCString());
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'no-store');
  if (await sideRoutes(req, res)) return;
  try {
    for (const step of REQUEST_CHAIN) await step.run(exchange, deps);
    send(res, partOf(exchange, 'service').protocol, { status: 200, text: formatSuccess(exchange) });
  } catch (error) {
    sendFault(exchange, res, { deps, fault: toFault(exchange, deps, error) });
  }
}

function startExchange(req: IncomingMessage): Exchange {
  const target = req.url ?? '/';
  const mark = target.indexOf('?');
  const sourceIp = (req.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
  return {
    req,
    requestId: randomUUID(),
    sourceIp,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
  };
}

function formatSuccess(exchange: Exchange): string {
  const { protocol, namespace } = partOf(exchange, 'service');
  const { requestId, result } = exchange;
  return formatAnswer({ protocol, namespace, action: partOf(exchange, 'action').name, requestId, result });
}

function toFault(exchange: Exchange, deps: ChainDeps, error: unknown): AwsFault {
  if (error instanceof AwsFault) return error;
  const { requestId } = exchange;
  deps.actions.log('error', 'rehearsal.action_failed', {
    requestId,
    action: exchange.action?.name,
    error: describeDefect(error),
  });
  const message = `The request processing has failed because of an unknown error. Request id: ${requestId}`;
  return new AwsFault({ code: 'InternalFailure', status: 500, message });
}

function sendFault(
  exchange: Exchange,
  res: ServerResponse,
  { deps, fault }: { deps: ChainDeps; fault: AwsFault },
): void {
  const { protocol, namespace } = exchange.service ?? DEFAULT_SERVICE;
  const { requestId } = exchange;
  const { code, status, message, rule } = fault;
  const caller = exchange.caller?.kind === 'session' ? exchange.caller.arn : exchange.caller?.kind;
  deps.actions.log('info', 'rehearsal.refused', {
    requestId,
    action: exchange.action?.name,
    caller,
    code,
    rule,
    why: explainCause(fault.cause),
  });
  if (exchange.body === undefined) discardRest(exchange.req);
  send(res, protocol, { status, text: formatFault({ protocol, namespace, requestId, code, status, message }) });
}

// Closing while bytes arrive resets the connection and takes the answer with it (RFC 9112 §9.6), so the rest of the body is
// read for a while; a client that goes on sending is cut off then.
function discardRest(req: IncomingMessage): void {
  const cut = setTimeout(() => req.destroy(), LINGER_MS);
  req.on('close', () => clearTimeout(cut));
  req.resume();
}

function explainCause(cause: unknown): string | undefined {
  if (typeof cause === 'string') return cause;
  return isAppError(cause) ? cause.message : undefined;
}

function describeDefect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function send(res: ServerResponse, protocol: WireProtocol, { status, text }: { status: number; text: string }): void {
  // As text it leaves in one write together with the header.
  res.writeHead(status, { 'Content-Type': CONTENT_TYPES[protocol], 'Content-Length': Buffer.byteLength(text) });
  res.end(text);
}
