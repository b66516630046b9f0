import { z } from 'zod'

/** How long time passes: a day, or a week. */
export const letPassInput = z.strictObject({
  kind: z.enum(['DAY', 'WEEK']),
  /** The organisation's day that the person saw. A second request with the same day lets no more time pass. */
  today: z.iso.date(),
  /** Whether goods in, floor and driver do their work meanwhile. */
  floorWorks: z.boolean().default(true),
})
export type LetPassInput = z.input<typeof letPassInput>
