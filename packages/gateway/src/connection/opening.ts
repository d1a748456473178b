// The opening of a connection: encryption is settled first, then the client says what it came for.
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { type CancelRequest, decodeOpening, ENCRYPTION_ANSWER, type Startup } from '@keyshift/pgwire';
import { gatewayErrors } from '../errors.ts';
import { type Channel, openChannel } from './channel.ts';

export type Opened = {
  readonly channel: Channel;
  readonly isEncrypted: boolean;
  readonly request: Startup | CancelRequest;
};

/**
 * Answers SSLRequest and GSSENCRequest (once each) and returns with the start-up packet or cancel request.
 * `onChannel` learns of each channel, so that a refusal can be written to the newest. Throws `gateway.*`, `pgwire.*`.
 */
export async function openConnection(
  socket: Socket,
  p: { secureContext: SecureContext; startupBytes: number; onChannel: (channel: Channel) => void },
): Promise<Opened> {
  const { secureContext, startupBytes, onChannel } = p;
  let channel = openChannel(socket);
  onChannel(channel);
  let isGssAnswered = false;
  let isEncrypted = false;
  for (;;) {
    const packet = await channel.readPacket(startupBytes);
    if (packet === undefined) throw gatewayErrors.clientGone();
    const request = decodeOpening(packet);
    if (request.kind === 'startup' || request.kind === 'cancelRequest') return { channel, isEncrypted, request };
    // CVE-2021-23222 class – bytes sent before the handshake would later count as if they had come encrypted.
    if (channel.bufferedBytes() > 0) throw gatewayErrors.unexpectedBytes();
    if (isEncrypted || (request.kind === 'gssEncryptionRequest' && isGssAnswered))
      throw gatewayErrors.openingRepeated();
    if (request.kind === 'gssEncryptionRequest') {
      isGssAnswered = true;
      channel.write(Buffer.of(ENCRYPTION_ANSWER.none));
      continue;
    }
    channel.detach();
    channel = openChannel(await upgrade(socket, secureContext));
    onChannel(channel);
    isEncrypted = true;
  }
}

async function upgrade(socket: Socket, secureContext: SecureContext): Promise<TLSSocket> {
  socket.write(Buffer.of(ENCRYPTION_ANSWER.tls));
  const encrypted = new TLSSocket(socket, { isServer: true, secureContext });
  await new Promise<void>((resolve, reject) => {
    encrypted.once('secure', resolve);
    encrypted.once('error', () => reject(gatewayErrors.clientGone()));
    encrypted.once('close', () => reject(gatewayErrors.clientGone()));
  });
  return encrypted;
}
