import { randomUUID } from 'node:crypto'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLimit } from '@/server/credit/mutations/account'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/ctx'
import { transaction } from '@/server/platform/run'
import { checkOrganisation } from './check/check'

const clients = 32

interface Race {
  name: string
  /** Answers what went wrong, one line each; nothing is the proof. */
  run(rounds: number): Promise<string[]>
}

const atOnce = <T>(work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: clients }, (_, index) => work(index)))

function surprises(outcomes: PromiseSettledResult<unknown>[]): string[] {
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' && outcome.reason?.name !== 'Refusal' ? [String(outcome.reason)] : [],
  )
}

async function payer(ctx: Ctx, limitMinor: bigint): Promise<string> {
  const { customerId } = await makeCustomer(ctx)
  await transaction(ctx, {}, (tx) => tx.commit(giveLimit(ctx, customerId, limitMinor, 'PERSON')))
  return customerId
}

async function inOrganisation(rounds: number, round: (ctx: Ctx) => Promise<string[]>): Promise<string[]> {
  const { ctx } = await makeOrganisation({ sample: true })
  const wrong: string[] = []
  for (let index = 0; index < rounds; index++) wrong.push(...(await round(ctx)))
  const violations = await checkOrganisation(ctx)
  return [...wrong, ...violations.map(({ rule, what, subject }) => `rule ${rule}: ${what}: ${subject}`)]
}

const values = <T>(outcomes: PromiseSettledResult<T>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))

/** Races of 32 clients that exactly one may win; the others get a named refusal or wait, and nothing breaks. */
export const races: Race[] = [
  {
    name: 'last unit',
    run: (rounds) =>
      inOrganisation(rounds, async (ctx) => {
        const { productId } = await makeProduct(ctx, { stock: 1 })
        const customerId = await payer(ctx, 1_000_000_00n)
        const outcomes = await atOnce(() => confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] }))
        const winners = values(outcomes).filter((order) => order.backordered === 0).length
        return [...surprises(outcomes), ...(winners === 1 ? [] : [`${winners} got the last unit`])]
      }),
  },
  {
    name: 'last credit',
    run: (rounds) =>
      inOrganisation(rounds, async (ctx) => {
        const { productId } = await makeProduct(ctx, { stock: clients, unitPrice: '100' })
        const customerId = await payer(ctx, 150_00n)
        const outcomes = await atOnce(() => confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] }))
        const winners = values(outcomes).filter((order) => order.creditState === 'PASSED').length
        return [...surprises(outcomes), ...(winners === 1 ? [] : [`${winners} passed one limit`])]
      }),
  },
  {
    name: 'double submit',
    run: (rounds) =>
      inOrganisation(rounds, async (ctx) => {
        const { productId } = await makeProduct(ctx, { stock: clients })
        const input = {
          customerId: await payer(ctx, 1_000_000_00n),
          idempotencyKey: randomUUID(),
          lines: [{ productId, quantity: 1 }],
        }
        const outcomes = await atOnce(() => confirm(ctx, input))
        const orders = new Set(values(outcomes).map((order) => order.orderId))
        const first = values(outcomes).filter((order) => !order.repeated).length
        return [
          ...surprises(outcomes),
          ...(orders.size === 1 && first === 1 ? [] : [`${orders.size} orders, ${first} first answers for one key`]),
        ]
      }),
  },
]
