// EC2 DescribeAvailabilityZones: three zones in the rehearsal's region.
import type { Action } from '../../action/action.ts';
import { defineEc2Action } from '../action.ts';
import { applyFilters, type FilterTable, readFilters } from '../filters.ts';
import { listZones } from './default-network.ts';

type Zone = { readonly name: string; readonly region: string; readonly id: string; readonly tags: readonly [] };

const FILTERS: FilterTable<Zone> = {
  state: () => ['available'],
  'zone-name': ({ name }) => [name],
  'zone-id': ({ id }) => [id],
  'zone-type': () => ['availability-zone'],
  'region-name': ({ region }) => [region],
  'opt-in-status': () => ['opt-in-not-required'],
};

export const describeAvailabilityZones: Action = defineEc2Action({
  name: 'DescribeAvailabilityZones',
  decode(input) {
    input.ignore('AllAvailabilityZones');
    return { names: input.list('ZoneName'), filters: readFilters(input) };
  },
  needs: () => [{ resource: '*' }],
  async handle({ region }, _call, { names, filters }) {
    const zones = listZones(region).map((name, index): Zone => ({ name, region, id: `use1-az${index + 1}`, tags: [] }));
    const named = zones.filter(({ name }) => names.length === 0 || names.includes(name));
    const item = applyFilters(named, filters, FILTERS).map((zone) => ({
      optInStatus: 'opt-in-not-required',
      zoneName: zone.name,
      zoneId: zone.id,
      zoneState: 'available',
      zoneType: 'availability-zone',
      regionName: zone.region,
      groupName: zone.region,
      networkBorderGroup: zone.region,
    }));
    return { availabilityZoneInfo: { item } };
  },
});
