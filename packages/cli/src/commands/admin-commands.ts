// The commands over the admin API.

import { appActivateCommand } from './app/activate.ts';
import { appCertificatesCommand } from './app/certificates.ts';
import { appCloneCommand } from './app/clone.ts';
import { appCreateCommand } from './app/create.ts';
import { appDeactivateCommand } from './app/deactivate.ts';
import { appDeleteCommand } from './app/delete.ts';
import { appExportCommand } from './app/export.ts';
import { appGrantCommand } from './app/grant.ts';
import { appImportCommand } from './app/import.ts';
import { appListCommand } from './app/list.ts';
import { appPreviewCommand } from './app/preview.ts';
import { appRevokeCommand } from './app/revoke.ts';
import { appRotateCommand } from './app/rotate.ts';
import { appSetCommand } from './app/set.ts';
import { appShowCommand } from './app/show.ts';
import { auditExportCommand } from './audit/export.ts';
import { auditListCommand } from './audit/list.ts';
import { auditReconcileCommand } from './audit/reconcile.ts';
import { auditVerifyCommand } from './audit/verify.ts';
import type { CommandSpec } from './command.ts';
import { groupAddCommand } from './group/add.ts';
import { groupCreateCommand } from './group/create.ts';
import { groupDeleteCommand } from './group/delete.ts';
import { groupListCommand } from './group/list.ts';
import { groupRemoveCommand } from './group/remove.ts';
import { groupShowCommand } from './group/show.ts';
import { keyCreateCommand } from './key/create.ts';
import { keyListCommand } from './key/list.ts';
import { keyRevokeCommand } from './key/revoke.ts';
import { userActivateCommand } from './user/activate.ts';
import { userCreateCommand } from './user/create.ts';
import { userDeleteCommand } from './user/delete.ts';
import { userExportCommand } from './user/export.ts';
import { userImportCommand } from './user/import.ts';
import { userListCommand } from './user/list.ts';
import { userResetLinkCommand } from './user/reset-link.ts';
import { userShowCommand } from './user/show.ts';
import { userSuspendCommand } from './user/suspend.ts';
import { userUnlockCommand } from './user/unlock.ts';
import { userUpdateCommand } from './user/update.ts';

export const ADMIN_COMMANDS: readonly CommandSpec[] = [
  appActivateCommand,
  appCertificatesCommand,
  appCloneCommand,
  appCreateCommand,
  appDeactivateCommand,
  appDeleteCommand,
  appExportCommand,
  appGrantCommand,
  appImportCommand,
  appListCommand,
  appPreviewCommand,
  appRevokeCommand,
  appRotateCommand,
  appSetCommand,
  appShowCommand,
  auditExportCommand,
  auditListCommand,
  auditReconcileCommand,
  auditVerifyCommand,
  groupAddCommand,
  groupCreateCommand,
  groupDeleteCommand,
  groupListCommand,
  groupRemoveCommand,
  groupShowCommand,
  keyCreateCommand,
  keyListCommand,
  keyRevokeCommand,
  userActivateCommand,
  userCreateCommand,
  userDeleteCommand,
  userExportCommand,
  userImportCommand,
  userListCommand,
  userResetLinkCommand,
  userShowCommand,
  userSuspendCommand,
  userUnlockCommand,
  userUpdateCommand,
];
