import { z } from 'zod'
import { acceptanceFields } from '@/server/order/schema'

const token = z.string().regex(/^[\w-]{20,100}$/)

export const portalInput = z.object({ token })
export const portalAcceptInput = z.object({ token, ...acceptanceFields })
export const portalDeclineInput = z.object({ token, reason: z.string().trim().max(300).optional() })
export const portalPaperInput = z.object({ token, kind: z.enum(['quote', 'order']) })
