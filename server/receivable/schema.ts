import { z } from 'zod'
import { day } from '@/server/platform/web/input'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A reminder policy; every change is a new version. */
export const policyInput = z
  .strictObject({
    /** The version this change is made from. */
    fromVersion: z.number().int().min(0),
    enabled: z.boolean(),
    maxBankAgeDays: z.number().int().min(0).max(30),
    minGapDays: z.number().int().min(1).max(60),
    sendFrom: time,
    sendUntil: time,
    steps: z
      .array(
        z.strictObject({
          offsetDays: z.number().int().min(-60).max(365),
          kind: z.enum(['BEFORE_DUE', 'OVERDUE', 'FINAL']),
          placesHold: z.boolean(),
        }),
      )
      .max(10),
  })
  .refine((policy) => policy.sendFrom < policy.sendUntil, {
    path: ['sendUntil'],
    message: 'The hours must end after they begin.',
  })
  .refine((policy) => policy.steps.every((step) => step.offsetDays < 0 === (step.kind === 'BEFORE_DUE')), {
    path: ['steps'],
    message: 'A note before the due day has a negative number of days, the others a positive one.',
  })
export type PolicyInput = z.infer<typeof policyInput>

export const pauseInput = z.strictObject({ customerId: z.uuid(), until: day.nullable() })
export type PauseInput = z.infer<typeof pauseInput>

export const agingInput = z.strictObject({ asOf: day.optional() })
export const statementInput = z.strictObject({ customerId: z.uuid(), from: day, to: day })
export type StatementInput = z.infer<typeof statementInput>

/** Which customer becomes part of which. */
export const mergeOutlookInput = z.strictObject({ id: z.uuid(), intoId: z.uuid() })
export const mergeInput = mergeOutlookInput.extend({ idempotencyKey: z.string().min(1).max(255).optional() })
export type MergeInput = z.infer<typeof mergeInput>
