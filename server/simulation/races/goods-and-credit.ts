import { randomUUID } from 'node:crypto'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLimit } from '@/server/credit/mutations/account'
import { confirm } from '@/server/order/mutations/confirm'
import type { ConfirmedOrder } from '@/server/order/mutations/place'
import type { ConfirmInput } from '@/server/order/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { answers, atOnce, callers, type Race, surprises } from './race'

/** The confirm verb as the races call it. */
export type Confirm = (
  ctx: Ctx,
  input: ConfirmInput,
) => Promise<Pick<ConfirmedOrder, 'orderId' | 'backordered' | 'creditState'> & { repeated?: boolean }>

/** Makes a customer with this credit limit. */
export async function makePayer(ctx: Ctx, limitMinor: bigint): Promise<string> {
  const { customerId } = await makeCustomer(ctx)
  await transaction(ctx, {}, (tx) => tx.commit(giveLimit(ctx, customerId, limitMinor, 'PERSON')))
  return customerId
}

/** 32 orders for the only unit in stock: one reserves it, the others are backordered. */
export const lastUnit: Race<Confirm> = {
  name: 'last unit',
  verb: confirm,
  async prepare(ctx, verb) {
    return async () => {
      const { productId } = await makeProduct(ctx, { stock: 1 })
      const customerId = await makePayer(ctx, 1_000_000_00n)
      const outcomes = await atOnce(() => verb(ctx, { customerId, lines: [{ productId, quantity: 1 }] }))
      const got = answers(outcomes).filter((order) => order.backordered === 0).length
      return [...surprises(outcomes), ...(got === 1 ? [] : [`${got} got the last unit`])]
    }
  },
}

/** 32 orders while the limit has room for one: one passes, the others wait for a person. */
export const lastCredit: Race<Confirm> = {
  name: 'last credit',
  verb: confirm,
  async prepare(ctx, verb) {
    return async () => {
      const { productId } = await makeProduct(ctx, { stock: callers, unitPrice: '100' })
      const customerId = await makePayer(ctx, 150_00n)
      const outcomes = await atOnce(() => verb(ctx, { customerId, lines: [{ productId, quantity: 1 }] }))
      const passed = answers(outcomes).filter((order) => order.creditState === 'PASSED').length
      return [...surprises(outcomes), ...(passed === 1 ? [] : [`${passed} passed one limit`])]
    }
  },
}

/** The same request sent 32 times: there is one order, and every caller gets it. */
export const doubleSubmit: Race<Confirm> = {
  name: 'double submit',
  verb: confirm,
  async prepare(ctx, verb) {
    return async () => {
      const { productId } = await makeProduct(ctx, { stock: callers })
      const customerId = await makePayer(ctx, 1_000_000_00n)
      const input = { customerId, idempotencyKey: randomUUID(), lines: [{ productId, quantity: 1 }] }
      const outcomes = await atOnce(() => verb(ctx, input))
      const orders = new Set(answers(outcomes).map((order) => order.orderId)).size
      const first = answers(outcomes).filter((order) => !order.repeated).length
      const right = orders === 1 && first === 1
      return [...surprises(outcomes), ...(right ? [] : [`${orders} orders, ${first} first answers for one key`])]
    }
  },
}
