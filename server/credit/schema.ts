import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'

const reason = z.string().trim().min(1).max(300)
const amountMinor = z.bigint().nonnegative().max(1_000_000_000_000_000n)

export const setLimitInput = z.strictObject({
  customerId: z.uuid(),
  limitMinor: amountMinor,
  reason,
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type SetLimitInput = z.infer<typeof setLimitInput>

export const placeHoldInput = z.strictObject({ customerId: z.uuid(), reason })
export type PlaceHoldInput = z.infer<typeof placeHoldInput>

export const liftHoldInput = z.strictObject({
  customerId: z.uuid(),
  cause: z.enum(['OVERDUE', 'PERSON', 'PAYMENT_RETURNED', 'LIMIT_LOWERED']),
  reason,
})
export type LiftHoldInput = z.infer<typeof liftHoldInput>

export const policyInput = z.strictObject({
  starterLimitMinor: amountMinor,
  approveAtPoints: z.number().int().min(0).max(100),
  /** Working days for which a referred order keeps its stock. */
  reservationDays: z.number().int().min(0).max(30),
})
export type PolicyInput = z.infer<typeof policyInput>

export const workInput = z.strictObject({
  q: searchText,
  waitsFor: z.enum(['CREDIT_DECISION', 'CREDIT_HOLD', 'PAYMENT']).optional(),
  ...pageInput,
})
export type WorkInput = z.input<typeof workInput>
export const workOf = (said: ListSearch): WorkInput => readable(workInput, said)

export const accountListInput = z.strictObject({
  q: searchText,
  /** Only accounts on hold or above the limit. */
  view: z.enum(['HELD', 'OVER']).optional(),
  sort: z.enum(['name', '-name']).optional(),
  ...pageInput,
})
export type AccountListInput = z.input<typeof accountListInput>
export const accountListOf = (said: ListSearch): AccountListInput => readable(accountListInput, said)

export const accountInput = z.strictObject({ customerId: z.uuid() })
