import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { quoteRecord } from '@/server/order/queries/quotes'
import type { Ctx } from '@/server/platform/context/ctx'

interface Staged {
  ctx: Ctx
  customerId: string
  productId: string
}

/** What tests of quotes do, for the customer and the product that a test makes first: an offer of four units, valid today. */
export function quoting(stagedOf: () => Staged) {
  const wish = (more: object = {}) => {
    const { ctx, customerId, productId } = stagedOf()
    return { customerId, validUntil: ctx.today as string, lines: [{ productId, quantity: 4 }], ...more }
  }
  const draft = async (more: object = {}) => (await writeQuote(stagedOf().ctx, wish(more))).id
  const sent = async (more: object = {}) => {
    const id = await draft(more)
    await linkQuote(stagedOf().ctx, { id })
    return id
  }
  const quote = async (id: string) => (await quoteRecord(stagedOf().ctx, { id })).quote
  const state = async (id: string) => (await quote(id)).state
  return { wish, draft, sent, quote, state }
}
