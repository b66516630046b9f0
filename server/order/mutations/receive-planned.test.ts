import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { makePlanned } from '@/prisma/seed/supply'
import { stockRecord } from '@/server/inventory/queries/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'
import { changePlanned } from '@/server/supply/mutations/plan'
import { plannedRecord } from '@/server/supply/queries/planned'
import { confirm } from './confirm'
import { receive } from './receive'

async function staged(ctx: Ctx) {
  const [saw, axe] = [await makeProduct(ctx), await makeProduct(ctx)]
  const planned = await makePlanned(ctx, [
    { productId: saw.productId, quantity: 10 },
    { productId: axe.productId, quantity: 4 },
  ])
  return { saw: saw.productId, axe: axe.productId, plannedReceiptId: planned.id, number: planned.number }
}

it('goods of a planned receipt: fewer, unlisted and more units are each reported, and none is counted twice', async () => {
  const { ctx } = await makeOrganisation()
  const { saw, axe, plannedReceiptId, number } = await staged(ctx)
  const nail = (await makeProduct(ctx)).productId
  const first = {
    plannedReceiptId,
    lines: [
      { productId: saw, quantity: 6 },
      { productId: nail, quantity: 50 },
    ],
    idempotencyKey: randomUUID(),
  }
  const answer = await receive(ctx, first)
  expect(answer.planned).toEqual({
    number,
    state: 'PART_RECEIVED',
    differences: [
      { productId: saw, places: 0, expected: 10, received: 6 },
      { productId: axe, places: 0, expected: 4, received: 0 },
    ],
  })
  expect(await receive(ctx, first)).toMatchObject(answer)
  expect(await stockRecord(ctx, { productId: nail })).toMatchObject({ onHand: 50 })
  const record = await plannedRecord(ctx, plannedReceiptId)
  expect(record.lines.map((line) => line.received)).toEqual([6, 0])
  const less = record.lines.map(({ id, productId }) => ({ id, productId, quantity: 5 }))
  expect(await refused(changePlanned(ctx, { id: plannedReceiptId, lines: less }))).toBe('PLANNED_BELOW_RECEIVED')
  expect(await refused(changePlanned(ctx, { id: plannedReceiptId, lines: less.slice(1) }))).toBe(
    'PLANNED_LINE_RECEIVED',
  )
  const second = await receive(ctx, {
    plannedReceiptId,
    lines: [
      { productId: saw, quantity: 7 },
      { productId: axe, quantity: 4 },
    ],
  })
  expect(second.planned).toMatchObject({
    state: 'RECEIVED',
    differences: [{ productId: saw, expected: 4, received: 7 }],
  })
  expect(await refused(receive(ctx, { plannedReceiptId, lines: [{ productId: saw, quantity: 1 }] }))).toBe(
    'PLANNED_OVER',
  )
  expect(await payloadsOf(ctx, 'order/goods.received', plannedReceiptId)).toMatchObject([
    { units: 56, reference: number },
    { units: 11 },
  ])
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('the missing rest is closed on request, and waiting orders get the received goods', async () => {
  const { ctx } = await makeOrganisation()
  const { saw, plannedReceiptId } = await staged(ctx)
  const { customerId } = await makeCustomer(ctx)
  await confirm(ctx, { customerId, lines: [{ productId: saw, quantity: 2 }] })
  const { planned, served } = await receive(ctx, {
    plannedReceiptId,
    rest: 'CLOSED',
    lines: [{ productId: saw, quantity: 3 }],
  })
  expect([planned?.state, served]).toEqual(['RECEIVED', 1])
  expect((await plannedRecord(ctx, plannedReceiptId)).lines.map((line) => [line.received, line.closed])).toEqual([
    [3, 7],
    [0, 4],
  ])
  expect(await payloadsOf(ctx, 'supply/receipt.closed', plannedReceiptId)).toEqual([{ units: 11 }])
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('two tablets that book one planned receipt at the same time: both deliveries count', async () => {
  const { ctx } = await makeOrganisation()
  const { saw, axe, plannedReceiptId } = await staged(ctx)
  const tablets = [2, 3, 1, 2, 2].map((quantity) =>
    receive(ctx, {
      plannedReceiptId,
      lines: [{ productId: saw, quantity }, ...(quantity === 3 ? [{ productId: axe, quantity: 4 }] : [])],
    }),
  )
  await Promise.all(tablets)
  expect(await plannedRecord(ctx, plannedReceiptId)).toMatchObject({
    state: 'RECEIVED',
    lines: [{ received: 10 }, { received: 4 }],
  })
  const last = [1, 1].map(() => refused(receive(ctx, { plannedReceiptId, lines: [{ productId: saw, quantity: 1 }] })))
  expect(await Promise.all(last)).toEqual(['PLANNED_OVER', 'PLANNED_OVER'])
  expect(await stockRecord(ctx, { productId: saw })).toMatchObject({ onHand: 10 })
  expect(await checkOrganisation(ctx)).toEqual([])
})
