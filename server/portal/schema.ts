import { z } from 'zod'

const token = z.string().regex(/^[\w-]{20,100}$/)

export const portalInput = z.object({ token })
export const portalAcceptInput = z.object({ token, name: z.string().trim().min(2).max(120) })
export const portalDeclineInput = z.object({ token, reason: z.string().trim().max(300).optional() })
export const portalPaperInput = z.object({ token, kind: z.enum(['quote', 'order']) })
