import { z } from 'zod'
import { acceptanceFields } from '@/server/order/schema'

const token = z.string().regex(/^[\w-]{20,100}$/)

export const portalInput = z.strictObject({ token })
export const portalAcceptInput = z.strictObject({ token, ...acceptanceFields })
export const portalDeclineInput = z.strictObject({ token, reason: z.string().trim().max(300).optional() })
export const portalPaperInput = z.strictObject({ token, kind: z.enum(['quote', 'order']) })
