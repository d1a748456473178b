// RelayState is opaque to us and comes back as it came; saml-bindings allows 80 bytes, real products send more.
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

const LONGEST_RELAY_STATE = 1_024;

export function relayStateBounded(c: SsoContext): SsoFindings {
  const { relayState } = c;
  if (relayState !== undefined && relayState.length > LONGEST_RELAY_STATE) throw idpErrors.relayStateTooLong();
  // Where nobody asked for anything, the application may want a page of its own to be opened.
  const standard = c.message === undefined ? earlier(c, 'application').defaultRelayState : null;
  const answerRelayState = relayState ?? standard;
  return answerRelayState === null ? {} : { answerRelayState };
}
