// RelayState is opaque to us and comes back as it came; saml-bindings allows 80 bytes, real products send more.
import { idpErrors } from '../../errors.ts';
import type { SsoContext } from '../context.ts';

const LONGEST_RELAY_STATE = 1_024;

export function relayStateBounded({ relayState }: Pick<SsoContext, 'relayState'>): undefined {
  if (relayState !== undefined && relayState.length > LONGEST_RELAY_STATE) throw idpErrors.relayStateTooLong();
}
