// Reads a form: its fields by a schema, and the proof that it is ours.
import { checkForm } from '@keyshift/http';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { idpErrors } from '../errors.ts';

/** Throws `idp.form_invalid`, `http.foreign_origin`, `http.csrf_token`. `secret` is the cookie the form is bound to. */
export function readForm<Shape extends z.ZodRawShape>(
  request: FastifyRequest,
  o: { shape: Shape; secret: string | undefined; origin: string },
): z.infer<z.ZodObject<Shape>> {
  const proof = z.object({ csrf: z.string().max(200) }).safeParse(request.body ?? {});
  checkForm({
    token: proof.success ? proof.data.csrf : undefined,
    secret: o.secret,
    origin: request.headers.origin,
    ownOrigin: o.origin,
  });
  const fields = z.object(o.shape).safeParse(request.body);
  if (!fields.success) throw idpErrors.formInvalid();
  return fields.data;
}
