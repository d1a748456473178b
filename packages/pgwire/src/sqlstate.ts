// The SQLSTATE codes this project answers with or looks for (PostgreSQL documentation, appendix "Error Codes").

export const SQLSTATE = {
  connectionRejected: '08004',
  protocolViolation: '08P01',
  featureNotSupported: '0A000',
  invalidAuthorization: '28000',
  insufficientPrivilege: '42501',
  undefinedObject: '42704',
  undefinedDatabase: '3D000',
  tooManyConnections: '53300',
  programLimitExceeded: '54000',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  cannotConnectNow: '57P03',
  internalError: 'XX000',
} as const;

export type Sqlstate = (typeof SQLSTATE)[keyof typeof SQLSTATE];
