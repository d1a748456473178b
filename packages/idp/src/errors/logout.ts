// What stops a single logout.
import { AppError } from '@keyshift/base';

const ASK_ADMIN = 'ask your Keyshift administrator';

export const logoutErrors = {
  logoutUnverified(p: { label: string }): AppError<'idp.logout_unverified'> {
    return new AppError({
      code: 'idp.logout_unverified',
      what: `the logout from ${p.label} was not carried out`,
      why: 'its message is not signed, or no certificate of the application is registered to verify it',
      fix: `${ASK_ADMIN} to upload the service provider's metadata, and let the application sign its logout messages`,
    });
  },
  logoutRefused(p: { label: string; why: string }): AppError<'idp.logout_refused'> {
    return new AppError({
      code: 'idp.logout_refused',
      what: `the logout message from ${p.label} was not accepted`,
      why: p.why,
      fix: 'sign out here at /logout, and in the application itself',
    });
  },
} as const;
