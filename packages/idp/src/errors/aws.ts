// What the pages of the AWS console refuse.
import { AppError } from '@keyshift/base';

export const awsErrors = {
  awsAbsent(): AppError<'idp.aws_absent'> {
    return new AppError({
      code: 'idp.aws_absent',
      what: 'there is no AWS console here',
      why: 'this installation runs the identity provider alone, without a rehearsal of AWS',
      fix: 'use the console of your AWS account, or start a rehearsal with `keyshift up`',
    });
  },
  awsUnreachable(p: { endpoint: string; reason: string; cause?: unknown }): AppError<'idp.aws_unreachable'> {
    return new AppError({
      code: 'idp.aws_unreachable',
      what: 'AWS did not answer',
      why: `the local AWS at ${p.endpoint} cannot be reached (${p.reason})`,
      fix: 'wait until Keyshift has started in full and try again; nothing is known to have changed',
      cause: p.cause,
    });
  },
  awsRefused(p: { awsCode: string; awsMessage: string; cause?: unknown }): AppError<'idp.aws_refused'> {
    return new AppError({
      code: 'idp.aws_refused',
      what: 'AWS refused this',
      why: `${p.awsCode}: ${p.awsMessage}`,
      fix: 'correct what it names and try again',
      details: { awsCode: p.awsCode },
      cause: p.cause,
    });
  },
  samlProviderUnknown(p: { name: string }): AppError<'idp.saml_provider_unknown'> {
    return new AppError({
      code: 'idp.saml_provider_unknown',
      what: 'the identity provider was not found',
      why: `IAM has no SAML provider called "${p.name.slice(0, 128)}"`,
      fix: 'open the list of identity providers; it may have been deleted meanwhile',
    });
  },
} as const;
