import { callerFor } from '@/app/_server/trpc'
import type { ComboboxOption } from '@/components/ui/combobox'
import { draftOf } from './copied-lines'
import type { DraftLine } from './line-draft'
import { type WholeDraft, wholeDraftOf } from './whole-draft'

/** What a new order or quote is copied from: customer, products, quantities and prices. */
export interface Copied {
  /** The number of that order or quote; missing when only the customer is given. */
  number?: string
  customer: ComboboxOption
  lines: DraftLine[]
  /** Its discount and typed charges. */
  whole?: WholeDraft
}

async function fromOrder(org: string, id: string): Promise<Copied> {
  const { order, lines } = await (await callerFor(org)).order.get({ id })
  const wanted = lines.map((line) => ({ ...line, quantity: line.ordered - line.cancelled }))
  return {
    number: order.number,
    customer: { value: order.customerId, label: order.customerName },
    lines: draftOf(
      wanted.filter((line) => line.quantity > 0),
      order.currency,
    ),
    whole: wholeDraftOf(order),
  }
}

async function fromQuote(org: string, id: string): Promise<Copied> {
  const { quote, lines } = await (await callerFor(org)).quote.get({ id })
  return {
    number: quote.number,
    customer: { value: quote.customerId, label: quote.customerName },
    lines: draftOf(lines, quote.currency),
    whole: wholeDraftOf(quote),
  }
}

async function forCustomer(org: string, id: string): Promise<Copied> {
  const { name, number } = await (await callerFor(org)).customer.record({ id })
  return { customer: { value: id, label: name, note: number }, lines: [] }
}

/** The record that the URL names (`?order=…`, `?quote=…`, `?customer=…`); undefined when it does not exist. */
export async function copiedFrom(
  org: string,
  { order, quote, customer }: Readonly<Record<string, string | undefined>>,
): Promise<Copied | undefined> {
  const found = order
    ? fromOrder(org, order)
    : quote
      ? fromQuote(org, quote)
      : customer
        ? forCustomer(org, customer)
        : undefined
  return found?.catch(() => undefined)
}
