import { z } from 'zod'

/** The last so many days. */
export const periodInput = z.object({ days: z.union([z.literal(30), z.literal(90), z.literal(365)]).default(90) })
