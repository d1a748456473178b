// StartupMessage: protocol version and the session's parameters.
import { PROTOCOL_3_0 } from '../../constants.ts';
import { pgwireErrors } from '../../errors.ts';
import { Reader } from '../../reader.ts';
import { cstring, int32, packet } from '../../writer.ts';

/** Parameter names as sent; `user` and `database` are among them. A repeated name keeps its last value. */
export type Startup = { readonly kind: 'startup'; readonly parameters: ReadonlyMap<string, string> };

export function encodeStartup(parameters: Iterable<readonly [string, string]>): Buffer {
  const fields = [...parameters].flatMap(([name, value]) => [cstring(name, 'a parameter name'), cstring(value, name)]);
  return packet(int32(PROTOCOL_3_0), ...fields, Buffer.of(0));
}

/** Reads a packet whose version word has been seen to be no pseudo version. */
export function decodeStartup(bytes: Buffer): Startup {
  const reader = new Reader(bytes, 'StartupMessage', 4);
  const version = reader.int32();
  const [major, minor] = [version >>> 16, version & 0xffff];
  // protocol-message-formats – a newer minor version would need NegotiateProtocolVersion, which Redshift drivers refuse.
  if (major !== 3 || minor !== 0) throw pgwireErrors.versionUnsupported({ major, minor });
  const parameters = new Map<string, string>();
  for (let name = reader.cstring(); name !== ''; name = reader.cstring()) parameters.set(name, reader.cstring());
  reader.end();
  return { kind: 'startup', parameters };
}
