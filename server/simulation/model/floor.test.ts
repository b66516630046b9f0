import { expect, it } from 'vitest'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { runFloor } from './floor'
import { deeds } from './floor-deeds'
import type { Floor } from './floor-world'

// `npm run prove -- floor` runs a thousand sequences, of another seed each time.
it('stock stays true and nothing gets stuck, whatever people do on the floor in any order', async () => {
  const { wrong, done } = await runFloor(6, 20261129)
  expect(wrong).toBeNull()
  expect(done.size).toBeGreaterThan(9)
})

it('finds a planted fault: a lot that is blocked while its goods can still be promised', async () => {
  const block = async (ctx: Ctx, { lotted }: Floor) => {
    const by = sql`UPDATE lot SET blocked_at = ${ctx.now}, blocked_reason = 'planted' WHERE organisation_id = ${ctx.organisationId} AND product_id = ${lotted} AND number = 'A'`
    await transaction(ctx, {}, (tx) => tx.commit(by))
  }
  const { wrong } = await runFloor(12, 7, { ...deeds, block })
  expect(wrong).toMatch(/blocked = what lies in bins/)
})

it('finds a planted fault: a put back that does not book the shelf', async () => {
  const { wrong } = await runFloor(40, 7, { ...deeds, putBack: () => false })
  expect(wrong).toMatch(/lie in a tote/)
})
