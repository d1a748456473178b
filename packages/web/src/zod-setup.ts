// Must run before any schema is made: zod would otherwise probe `new Function`, which our policy reports.
import { z } from 'zod';

z.config({ jitless: true });
