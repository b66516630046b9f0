import { z } from 'zod'
import { acceptanceFields, tickedInput } from '@/server/order/schema'

const token = z.string().regex(/^[\w-]{20,100}$/)

/** Which version of the quote is shown; left out, the one that the link was made for. */
const version = z.number().int().positive().optional()

export const portalInput = z.strictObject({ token, version, ticked: tickedInput.optional() })
export const portalAcceptInput = z.strictObject({ token, ...acceptanceFields })
export const portalDeclineInput = z.strictObject({
  token,
  version,
  name: z.string().trim().max(120).optional(),
  reason: z.string().trim().max(300).optional(),
})
export const portalPictureInput = z.strictObject({
  token,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.enum(['small', 'large']),
})
export const portalPaperInput = z.strictObject({ token, version, kind: z.enum(['quote', 'order']) })
