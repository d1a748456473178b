import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSettings } from './config.ts';

describe('parseSettings', () => {
  it('takes flags over environment over defaults', () => {
    const environment = { KEYSHIFT_WEB_PORT: '9000', KEYSHIFT_AWS_PORT: '9001' };
    expect(parseSettings({ webPort: '9443' }, environment)).toEqual({
      data: resolve('.keyshift'),
      webPort: 9443,
      awsPort: 9001,
      clusterPort: 5439,
      listenPort: 7890,
    });
  });

  it('tells every problem at once, with the nearest known name', () => {
    const parse = () => parseSettings({ webPort: '0', awsPort: '1e3' }, { KEYSHIFT_DATE: 'x' });
    expect(parse).toThrow(
      expect.objectContaining({
        code: 'cli.settings_invalid',
        details: {
          findings: [
            expect.objectContaining({ where: 'KEYSHIFT_DATE', fix: 'did you mean KEYSHIFT_DATA?' }),
            expect.objectContaining({ where: 'KEYSHIFT_WEB_PORT' }),
            expect.objectContaining({ where: 'KEYSHIFT_AWS_PORT' }),
          ],
        },
      }),
    );
  });
});
