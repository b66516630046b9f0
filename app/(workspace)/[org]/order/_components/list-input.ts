import { type OrderListInput, orderListInput } from '@/server/order/schema'

/** What the list asks for, from its URL; what cannot be read is left out. */
export function orderListInputOf(search: Record<string, string | null | undefined>): OrderListInput {
  const { q, stage, waitsFor, customer, view, after } = search
  const parsed = orderListInput.safeParse({
    q: q || undefined,
    stage: stage || undefined,
    waitsFor: waitsFor || undefined,
    customerId: customer || undefined,
    mine: view === 'mine' || undefined,
    late: view === 'late' || undefined,
    after: after || undefined,
  })
  return parsed.success ? parsed.data : {}
}
