// The record is durable before the response leaves: an assertion that nobody can account for is never sent.
import { earlier, type SsoContext, type SsoDeps } from '../context.ts';
import { traceOf } from '../trace.ts';

export async function auditStored(c: SsoContext, deps: SsoDeps): Promise<undefined> {
  const application = earlier(c, 'application');
  const { roleArn, dbGroups } = earlier(c, 'entitlement');
  await deps.directory.audit.append({
    actor: earlier(c, 'person').id,
    action: 'sso.issued',
    target: application.id,
    details: {
      flow: c.flow,
      assertionId: earlier(c, 'issued').assertionId,
      sessionIndex: earlier(c, 'session').sessionIndex,
      nameId: earlier(c, 'nameId').value,
      nameIdFormat: earlier(c, 'nameId').format,
      acsUrl: earlier(c, 'acsUrl'),
      roleArn,
      dbGroups,
    },
    trace: traceOf(c, deps),
  });
}
