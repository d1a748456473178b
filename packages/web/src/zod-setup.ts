// zod for the browser, in place of the package (vite.config.ts): it must be told before the first schema is made not to
// probe `new Function`, which our policy reports; importing it early is not enough, for a bundler orders chunks its own way.
import { z } from 'zod/v4';

z.config({ jitless: true });

export { z };
