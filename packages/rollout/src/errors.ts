// What can go wrong while a described set-up becomes a real one.
import { AppError, type Finding } from '@keyshift/base';

export const rolloutErrors = {
  descriptionInvalid(p: { file: string; findings: readonly Finding[] }): AppError<'rollout.description_invalid'> {
    return new AppError({
      code: 'rollout.description_invalid',
      what: `cannot use ${p.file}`,
      why: p.findings
        .map(({ where, why }) => (where === undefined || where === '' ? why : `${where}: ${why}`))
        .join('; '),
      fix: p.findings.map(({ fix }) => fix).find((fix) => fix !== '') ?? 'correct the file and try again',
      details: p,
    });
  },
  foreignResource(p: { kind: string; name: string }): AppError<'rollout.foreign_resource'> {
    return new AppError({
      code: 'rollout.foreign_resource',
      what: `cannot change the ${p.kind} ${p.name}`,
      why: 'it exists and differs, and this rollout did not make it',
      fix: 'choose another name in keyshift.yaml, or remove it by hand if nobody needs it',
      details: p,
    });
  },
  awsRefused(p: { action: string; awsCode: string; awsMessage: string }): AppError<'rollout.aws_refused'> {
    return new AppError({
      code: 'rollout.aws_refused',
      what: `cannot ${p.action}`,
      why: `${p.awsCode}: ${p.awsMessage}`,
      fix: 'check that the AWS keys may do this, then apply again: what is done already stays done',
      details: p,
    });
  },
  clusterNotAvailable(p: { identifier: string; status: string }): AppError<'rollout.cluster_not_available'> {
    return new AppError({
      code: 'rollout.cluster_not_available',
      what: `the cluster ${p.identifier} did not become available`,
      why: `its status is ${p.status}`,
      fix: 'look at the cluster, then apply again',
      details: p,
    });
  },
};

export type RolloutErrorCode = ReturnType<(typeof rolloutErrors)[keyof typeof rolloutErrors]>['code'];
