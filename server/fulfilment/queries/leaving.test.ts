import { beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { listServices } from '@/server/carrier/queries'
import { confirm } from '@/server/order/mutations/confirm'
import { mintCtx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { release } from '../mutations/release'
import { listFloor } from './list'

let made: MadeOrganisation
const names = new Map<string, string>()

/** Orders by their names: which promise they have, on the Tuesday of 9 June 2026 in Dublin, and by which service they go. */
beforeAll(async () => {
  made = await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })
  const { ctx } = made
  const customerId = await makeBuyer(ctx)
  const productId = await makeGoods(ctx, { stock: 20 })
  // The one takes two days and leaves by 15:00, the other one day and leaves by 12:00.
  const services = await listServices(ctx)
  const byKind = (kind: string) => services.find((service) => service.kind === kind)?.id as string
  const orders = [
    ['no promise', null, 'PARCEL'],
    ['yesterday', '2026-06-10', 'PARCEL'],
    ['today', '2026-06-11', 'PARCEL'],
    ['tomorrow at noon', '2026-06-11', 'OWN_DELIVERY'],
    ['tomorrow', '2026-06-12', 'PARCEL'],
    ['far away', '2026-12-18', 'PARCEL'],
  ] as const
  for (const [name, promisedOn, kind] of orders) {
    const lines = [{ productId, quantity: 1 }]
    const { orderId } = await confirm(ctx, { customerId, carrierServiceId: byKind(kind), lines })
    await release(ctx, orderId)
    const here = ctx.organisationId
    await transaction(ctx, {}, (tx) =>
      tx.commit(
        sql`UPDATE sales_order SET promised_on = ${promisedOn}::date WHERE organisation_id = ${here} AND id = ${orderId}`,
      ),
    )
    names.set(orderId, name)
  }
})

/** The list as it is at a moment: `name, day cut-off`, and whether it is late. */
async function listedAt(now: string) {
  const ctx = mintCtx({ organisation: made.organisation, actor: made.ctx.actor, clock: virtualClock(new Date(now)) })
  const { rows } = await listFloor(ctx, {})
  return rows.map((row) => `${names.get(row.id)}: ${row.leavesOn} ${row.cutOff}${row.late ? ', late' : ''}`)
}

describe('the floor leaves', () => {
  it('by the cut-off of today what can still leave, and of that first what is late', async () => {
    const listed = [
      'yesterday: 2026-06-09 15:00, late',
      'no promise: 2026-06-09 15:00',
      'today: 2026-06-09 15:00',
      'tomorrow at noon: 2026-06-10 12:00',
      'tomorrow: 2026-06-10 15:00',
      'far away: 2026-12-16 15:00',
    ]
    expect(await listedAt('2026-06-09T08:00:00Z')).toEqual(listed)
    expect(await listedAt('2026-06-09T14:00:00Z')).toEqual(listed)
  })

  it('after the cut-off by the next day what cannot leave today any more, in its place among the orders of that day', async () => {
    const listed = [
      'tomorrow at noon: 2026-06-10 12:00',
      'yesterday: 2026-06-10 15:00, late',
      'today: 2026-06-10 15:00, late',
      'no promise: 2026-06-10 15:00',
      'tomorrow: 2026-06-10 15:00',
      'far away: 2026-12-16 15:00',
    ]
    expect(await listedAt('2026-06-09T14:00:01Z')).toEqual(listed)
    expect(await listedAt('2026-06-09T20:06:00Z')).toEqual(listed)
  })

  it('on a day that is not worked by the next one that is', async () => {
    for (const now of ['2026-06-12T14:00:01Z', '2026-06-13T06:00:00Z', '2026-06-14T21:00:00Z'])
      expect(await listedAt(now)).toContain('no promise: 2026-06-15 15:00')
  })
})
