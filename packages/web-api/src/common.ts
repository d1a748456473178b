// Shapes that every part of the API shares: pages, findings, errors, ids.
import { z } from 'zod';

export const id: z.ZodString = z.string().min(1).max(64);
/** No fields at all; unknown ones are refused. */
export const nothing = z.strictObject({});
export const done = z.object({ ok: z.literal(true) });

/** Version of an object: goes back as `If-Match: "<version>"`. */
export const version = z.number().int().positive();

export const pageQuery = {
  search: z.string().trim().max(200).optional(),
  /** Cursor of the page after or before; from `next` or `previous` of an answer. */
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** If `totalIsCapped`, there are more than `total`: telling how many would take longer than a page may. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    total: z.number().int(),
    totalIsCapped: z.boolean(),
  });

export const finding = z.object({
  level: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  /** The field, the row, the attribute. */
  where: z.string().optional(),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
});

/** Body of every refusal. `details.findings` names the fields. */
export const apiError = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
  message: z.string(),
  requestId: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export const change = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() });

const reportRow = z.object({
  /** The id of an object, or the number of a row of a file (the header is row 1). */
  subject: z.string(),
  name: z.string(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'deleted', 'refused']),
  findings: z.array(finding),
});
export const report = z.object({
  /** True if nothing was stored. */
  dryRun: z.boolean(),
  counts: z.record(z.string(), z.number().int()),
  rows: z.array(reportRow),
});

export type Finding = z.output<typeof finding>;
export type ApiErrorBody = z.output<typeof apiError>;
export type Report = z.output<typeof report>;
