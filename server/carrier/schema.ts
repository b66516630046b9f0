import { z } from 'zod'
import { freightBases, freightProblems, inOrder, mostSteps } from './rules'
import { freightProblemWords } from './words/en'

const minor = z.bigint().min(0n, 'Write an amount.').max(1_000_000_000_000n)

export const serviceKinds = ['PARCEL', 'OWN_DELIVERY', 'CUSTOMER_COLLECTS'] as const

const step = z.strictObject({
  country: z.string().max(100).nullable(),
  from: z.string().max(100),
  amountMinor: z.string().max(100),
})

/** What freight costs, in steps by the value of the goods or by their weight; they are kept in order. */
export const freightTable = z
  .strictObject({
    by: z.enum(freightBases),
    steps: z.array(step).min(1, 'Write at least one row.').max(mostSteps, `At most ${mostSteps} rows.`),
  })
  .superRefine(({ steps }, issues) => {
    for (const { step: index, field, code } of freightProblems(steps))
      issues.addIssue({ code: 'custom', path: ['steps', index, field], message: freightProblemWords[code] })
  })
  .transform(({ by, steps }) => ({ by, steps: inOrder(steps) }))

const serviceFacts = z.strictObject({
  name: z.string().trim().min(1, 'Say how the service is called.').max(100),
  /** Working days from dispatch to arrival. */
  transitDays: z.number().int().min(0).max(60),
  /** HH:MM in the organisation's zone. */
  cutOff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time, such as 15:00.'),
  maxWeightGrams: z.number().int().positive().max(100_000_000).nullish(),
  priceMinor: minor.default(0n),
  /** What the customer is charged for it, before tax; null: as the organisation charges. */
  freight: freightTable.nullish(),
})

export const carrierInput = z.strictObject({ name: z.string().trim().min(1, 'Say who carries.').max(100) })
export const changeCarrierInput = carrierInput.extend({ id: z.uuid() })

export const serviceInput = serviceFacts.extend({ carrierId: z.uuid(), kind: z.enum(serviceKinds).default('PARCEL') })
export type ServiceInput = z.input<typeof serviceInput>

export const changeServiceInput = serviceFacts.extend({ id: z.uuid() })
export type ChangeServiceInput = z.input<typeof changeServiceInput>

export const serviceRef = z.strictObject({ id: z.uuid() })
