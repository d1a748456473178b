// Redshift DescribeCustomDomainAssociations: there are none; drivers ask first and then use the cluster's identifier.
import { type Action, defineAction } from '../../action/action.ts';
import { redshiftFaults } from '../faults.ts';

export const describeCustomDomainAssociations: Action = defineAction({
  name: 'DescribeCustomDomainAssociations',
  decode: (input) => input.ignore('CustomDomainName', 'CustomDomainCertificateArn', 'MaxRecords', 'Marker'),
  // It tells nothing, so that every signed-in driver gets the one answer it can go on from.
  needs: () => [],
  handle: () => Promise.reject(redshiftFaults.domainNotFound()),
});
