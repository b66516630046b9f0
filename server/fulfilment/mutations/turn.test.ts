import { beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods, makePicker, tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { listServices } from '@/server/carrier/queries'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { addWorkingDays, nextWorkingDay } from '@/server/platform/time/working-days'
import { findByCode } from '../queries/find'
import { listFloor } from '../queries/list'
import { liveMs, turnMs } from '../rules/picking'
import { pick } from './pick'
import { release } from './release'
import { shortPick } from './short-pick'
import { leaveTurn, takeTurn } from './turn'
import { undoPick } from './undo-pick'

let made: MadeOrganisation
let customerId: string
let pia: Ctx
let tom: Ctx

/** This long after one moment that is the same for all. */
const later = (ctx: Ctx, ms: number): Ctx => ({ ...ctx, now: new Date(made.ctx.now.getTime() + ms) })

async function order(productId: string, quantity = 2) {
  const { orderId, number } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity }] })
  await release(made.ctx, orderId)
  return { orderId, number }
}

beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await makeBuyer(made.ctx)
  ;[pia, tom] = [await makePicker(made, 'Pia'), await makePicker(made, 'Tom')]
})

describe('whose turn an order is', () => {
  it('is one person’s, however many come at once', async () => {
    const { orderId } = await order(await makeGoods(made.ctx, { stock: 9 }))
    const all = await Promise.all(Array.from({ length: 16 }, (_, at) => takeTurn(at % 2 ? pia : tom, { orderId })))
    expect(new Set(all.map(({ name }) => name)).size).toBe(1)
    expect(all.filter(({ mine }) => mine)).toHaveLength(8)
  })

  it('stays while somebody says so, ends when they leave or say nothing, and can be taken over', async () => {
    const { orderId } = await order(await makeGoods(made.ctx, { stock: 9 }))
    const at = async (ctx: Ctx, ms: number, over = false) => (await takeTurn(later(ctx, ms), { orderId, over })).name
    expect(await at(pia, 0)).toBe('Pia')
    expect(await at(tom, turnMs - 1)).toBe('Pia')
    expect(await at(pia, turnMs - 1)).toBe('Pia')
    expect(await at(tom, turnMs + 1)).toBe('Pia')
    expect(await at(tom, 2 * turnMs)).toBe('Tom')
    expect(await at(pia, 2 * turnMs)).toBe('Tom')
    expect(await at(pia, 2 * turnMs, true)).toBe('Pia')
    await leaveTurn(tom, { orderId })
    expect(await at(tom, 2 * turnMs)).toBe('Pia')
    await leaveTurn(pia, { orderId })
    expect(await at(tom, 2 * turnMs)).toBe('Tom')
  })

  it('is whose picks count: nobody else takes, undoes or shortens now, unless they take it over', async () => {
    const { orderId } = await order(await makeGoods(made.ctx, { stock: 9 }), 3)
    const [{ id: taskId } = { id: '' }] = await tasksOfOrder(made.ctx, orderId)
    const one = { orderId, picks: [{ taskId, quantity: 1 }] }
    await takeTurn(pia, { orderId })
    const takes = [
      () => pick(tom, one),
      () => undoPick(tom, { taskId }),
      () => shortPick(tom, { taskId, picked: 0, cause: 'BIN_EMPTY' }),
    ]
    await pick(pia, one)
    for (const take of takes)
      await expect(take()).rejects.toMatchObject({ code: 'SOMEBODY_IS_ON_IT', parameters: { name: 'Pia' } })
    await takeTurn(tom, { orderId, over: true })
    await pick(tom, one)
    await expect(pick(pia, one)).rejects.toMatchObject({ parameters: { name: 'Tom' } })
    await pick(later(pia, 2 * turnMs), one)
  })

  it('loses nothing that was taken without a network: told late it counts as far as it is asked for, and once', async () => {
    const { orderId } = await order(await makeGoods(made.ctx, { stock: 9 }), 3)
    const [{ id: taskId } = { id: '' }] = await tasksOfOrder(made.ctx, orderId)
    const take = (ctx: Ctx, quantity: number, agoMs: number, idempotencyKey?: string) =>
      pick(ctx, { orderId, picks: [{ taskId, quantity }], agoMs, idempotencyKey })
    await takeTurn(tom, { orderId })
    await take(tom, 1, 0)
    await expect(take(pia, 1, liveMs - 1)).rejects.toThrow('SOMEBODY_IS_ON_IT')
    expect((await take(pia, 1, liveMs, 'late')).units).toBe(1)
    expect((await take(pia, 1, 2 * liveMs, 'late')).units).toBe(1)
    await expect(take(pia, 2, liveMs)).rejects.toThrow('MORE_THAN_ASKED')
    expect(await tasksOfOrder(made.ctx, orderId)).toMatchObject([{ picked: 2 }])
  })

  it('is of two tablets that begin at once: one picks, the other is told who', async () => {
    const { orderId } = await order(await makeGoods(made.ctx, { stock: 9 }), 8)
    const [{ id: taskId } = { id: '' }] = await tasksOfOrder(made.ctx, orderId)
    const begin = async (ctx: Ctx) => {
      await takeTurn(ctx, { orderId })
      return pick(ctx, { orderId, picks: [{ taskId, quantity: 1 }] })
    }
    const tried = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => begin(at % 2 ? pia : tom)))
    const said = tried.map((one) => (one.status === 'fulfilled' ? 'picked' : `${one.reason.code}`))
    expect(said.toSorted()).toEqual([...Array(4).fill('SOMEBODY_IS_ON_IT'), ...Array(4).fill('picked')])
    expect(await tasksOfOrder(made.ctx, orderId)).toMatchObject([{ picked: 4 }])
  })

  it('is of no order of somebody else', async () => {
    await expect(takeTurn(pia, { orderId: newId(pia.now) })).rejects.toThrow('NOT_FOUND')
  })
})

describe('the list of the floor', () => {
  it('has what can be picked now above what waits for stock, by the cut-off, and says who is at it', async () => {
    const shop = await makeOrganisation()
    const buyer = await makeBuyer(shop.ctx)
    const productId = await makeGoods(shop.ctx, { stock: 6 })
    const dear = await makeGoods(shop.ctx)
    const place = async (product: string, promisedOn: string | null) => {
      const { orderId } = await confirm(shop.ctx, { customerId: buyer, lines: [{ productId: product, quantity: 2 }] })
      await release(shop.ctx, orderId)
      await transaction(shop.ctx, {}, (tx) =>
        tx.commit(
          sql`UPDATE sales_order SET promised_on = ${promisedOn}::date WHERE organisation_id = ${shop.ctx.organisationId} AND id = ${orderId}`,
        ),
      )
      return orderId
    }
    const waits = await place(dear, '2020-01-01')
    const { ctx } = shop
    const { country, workingWeekdays } = ctx.organisation
    const calendar = workingCalendar({ country, workingWeekdays })
    const promisedOn = nextWorkingDay(calendar, addDays(ctx.today, 10))
    const calm = await place(productId, promisedOn)
    const unpromised = await place(productId, null)
    const late = await place(productId, '2020-01-02')
    await takeTurn(shop.ctx, { orderId: calm })
    const first = await listFloor(shop.ctx, { limit: 2 })
    const rest = await listFloor(shop.ctx, { limit: 2, after: first.next ?? undefined })
    const rows = [...first.rows, ...rest.rows]
    expect(rows.map(({ id }) => id)).toEqual([late, unpromised, calm, waits])
    expect(rows.map(({ worker }) => worker)).toEqual([null, null, shop.owner.name, null])
    const transitDays = (await listServices(ctx)).find((service) => service.isDefault)?.transitDays ?? 0
    expect(rows[2]?.leavesOn).toBe(addWorkingDays(calendar, promisedOn, -transitDays))
    expect(rows.map((row) => row.late)).toEqual([true, false, false, true])
  })
})

it('a scan finds the order, the product, and nothing of another organisation', async () => {
  const productId = await makeGoods(made.ctx, { sku: 'FIND-1', gtin: '4006381333931', stock: 9 })
  const { orderId, number } = await order(productId)
  const found = async (code: string, ctx = made.ctx) => await findByCode(ctx, { code })
  expect(await found(number.toLowerCase())).toMatchObject({ kind: 'order', orderId, waitsFor: 'PICKING' })
  for (const code of ['FIND-1', '(01)04006381333931(10)A'])
    expect(await found(code)).toMatchObject({ kind: 'product', productId })
  for (const code of ['nothing', 'find-1', 'Find-1']) expect(await found(code)).toBeNull()
  const { ctx } = await makeOrganisation()
  expect([await found(number, ctx), await found('FIND-1', ctx)]).toEqual([null, null])
  expect(await found('a-01', ctx)).toEqual({ kind: 'bin', code: 'A-01', goods: 0, names: [] })
  for (const name of ['Awl', 'Bit', 'Cup', 'Die']) await makeGoods(ctx, { sku: name, name, stock: 2 })
  expect(await found('A-01', ctx)).toEqual({ kind: 'bin', code: 'A-01', goods: 4, names: ['Awl', 'Bit', 'Cup'] })
})
