// AWS CloudTrail: who exchanged which assertion.
import type { Service } from '../action/action.ts';
import { lookupEvents } from './lookup-events.ts';

export const cloudtrail: Service = {
  name: 'cloudtrail',
  protocol: 'json',
  // The last part but one of X-Amz-Target; some clients write a longer name before it.
  version: 'CloudTrail_20131101',
  namespace: '',
  actions: [lookupEvents],
};
