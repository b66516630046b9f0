import { z } from 'zod'

const idempotencyKey = z.string().min(1).max(255).optional()

/** Blocks a lot, so that its units are no longer promised or sent. It needs a reason. */
export const blockLotInput = z.strictObject({
  lotId: z.uuid(),
  reason: z.string().trim().min(1, 'Say why.').max(500),
  idempotencyKey,
})
export type BlockLotInput = z.infer<typeof blockLotInput>
export const unblockLotInput = z.strictObject({ lotId: z.uuid(), idempotencyKey })
export type UnblockLotInput = z.infer<typeof unblockLotInput>
