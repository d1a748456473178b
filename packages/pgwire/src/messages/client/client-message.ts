// What a client says once it has opened a session: the messages somebody here has to understand.
import { CLIENT_TYPE } from '../../constants.ts';
import type { Frame } from '../../framer.ts';
import { decodeParse, type Parse } from './parse.ts';
import { decodePassword, type Password } from './password.ts';
import { decodeQuery, type Query } from './query.ts';
import { decodeTerminate, type Terminate } from './terminate.ts';

export type ClientMessage = Query | Parse | Password | Terminate;

/** The message, or undefined for a kind that is only passed on. Throws `pgwire.message_malformed`. */
export function decodeClientMessage(frame: Frame): ClientMessage | undefined {
  switch (frame.type) {
    case CLIENT_TYPE.query:
      return decodeQuery(frame.bytes);
    case CLIENT_TYPE.parse:
      return decodeParse(frame.bytes);
    case CLIENT_TYPE.password:
      return decodePassword(frame.bytes);
    case CLIENT_TYPE.terminate:
      return decodeTerminate(frame.bytes);
    default:
      return undefined;
  }
}
