// A number in a text field: a native number field would lose what was typed wrong.
import { z } from 'zod';

/** Text in, number out; the message names the limits. */
export function wholeNumber(least: number, most: number) {
  const message = `write a whole number from ${least} to ${most}`;
  return z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}
