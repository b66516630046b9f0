import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import type { ProductInput } from '@/server/catalog/schema'
import { setLimit } from '@/server/credit/mutations/limit'
import type { Ctx } from '@/server/platform/context/ctx'
import { discountReasons } from '@/server/pricing/queries/entries'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import type { ApprovedPart, ConfirmInput } from '../schema'
import { amend } from './amend'
import { confirm } from './confirm'
import { decide } from './decide'

let ctx: Ctx
let reasonId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  reasonId = (await discountReasons(ctx))[0]?.id as string
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const record = (id: string) => orderRecord(ctx, { id })
/** Ten and four units at 10.00 for a customer without credit, of which a part is approved; and the rest. */
async function divided(
  units: [number, number],
  {
    rest = 'WAITS',
    returnables,
    ...facts
  }: Partial<ConfirmInput> & { rest?: ApprovedPart['rest']; returnables?: ProductInput['returnables'] } = {},
) {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 1_000n, reason: 'new' })
  const products = [
    await makeProduct(ctx, { stock: 10, ...(returnables && { returnables }) }),
    await makeProduct(ctx, { stock: 3 }),
  ]
  const lines = products.map(({ productId }, n) => ({ productId, quantity: n === 0 ? 10 : 4 }))
  const { orderId } = await confirm(ctx, { customerId, lines, ...facts })
  const wished = (await record(orderId)).lines.slice(0, 2)
  const part = { rest, lines: wished.map((line, n) => ({ lineId: line.id, quantity: units[n] as number })) }
  const { restOrderId } = await decide(ctx, { orderId, decision: 'APPROVE', reason: 'talked to them', part })
  return { orderId, restId: restOrderId as string }
}

it.each([
  ['a percentage stays one', { percent: '10' }, [6, 1], [7_00n, 7_00n]],
  ['of an amount the rest has what the part leaves', { amount: '14' }, [6, 1], [7_00n, 7_00n]],
  ['of an amount that does not divide no cent is lost', { amount: '10' }, [7, 1], [5_71n, 4_29n]],
  ['of a cent that the part takes nothing is left', { amount: '0.01' }, [10, 3], [1n, 0n]],
] as const)('the discount of an order that is divided: %s', async (_, discount, [first, second], expected) => {
  const { orderId, restId } = await divided([first, second], { discount: { ...discount, reasonId } })
  const both = [await record(orderId), await record(restId)]
  expect(both.map(({ order }) => order.discountMinor)).toEqual(expected)
  const rest = both[1]?.order
  const share = 'percent' in discount ? discount.percent : null
  expect(rest?.discountPercent && String(Number(rest.discountPercent))).toBe(share)
  expect(rest?.discountReason === null).toBe(expected[1] === 0n)
})

it('packaging follows its goods into the rest, and follows them there', async () => {
  const crate = await makeProduct(ctx, { name: 'Crate', kind: 'RETURNABLE', unitPrice: '1.50' })
  const { orderId, restId } = await divided([6, 4], { returnables: [{ returnableId: crate.productId, per: 2 }] })
  const wanted = async (id: string) => (await record(id)).lines.map((line) => line.ordered - line.cancelled)
  expect([await wanted(orderId), await wanted(restId)]).toEqual([
    [6, 4, 3],
    [4, 2],
  ])
  const [goods] = (await record(restId)).lines
  await amend(ctx, { orderId: restId, lines: [{ lineId: goods?.id as string, quantity: 2 }] })
  expect([await wanted(orderId), await wanted(restId)]).toEqual([
    [6, 4, 3],
    [2, 1],
  ])
})

it('the rest keeps what is reserved for it, frees it when it is cancelled, and has its own terms when it is paid beforehand', async () => {
  const stand = async (id: string) => (await record(id)).lines.map((line) => [line.reserved, line.backordered])
  const waits = await divided([6, 1])
  const said = await payloadsOf(ctx, 'credit/decision.made', waits.orderId)
  expect(said).toContainEqual(expect.objectContaining({ state: 'APPROVED', rest: 'WAITS' }))
  expect(await stand(waits.restId)).toEqual([
    [4, 0],
    [2, 1],
  ])
  const before = await divided([6, 1], { rest: 'PREPAID' })
  expect((await record(before.restId)).order).toMatchObject({ termsKind: 'PREPAID', creditState: 'AWAITING_PAYMENT' })
  expect((await record(before.orderId)).order).toMatchObject({ termsKind: 'NET', creditState: 'PASSED' })
  const gone = await divided([6, 1], { rest: 'CANCELLED' })
  expect([gone.restId, await stand(gone.orderId)]).toEqual([
    null,
    [
      [6, 0],
      [1, 0],
    ],
  ])
})
