import { callerFor } from '@/app/_server/trpc'
import type { ComboboxOption } from '@/components/ui/combobox'
import { type CopyNote, copyNoteOf, draftOf } from './copied-lines'
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
  copies?: CopyNote[]
}

async function fromSale(org: string, kind: 'order' | 'quote', id: string, offers: boolean): Promise<Copied> {
  const sale = await (await callerFor(org)).order.copy({ kind, id })
  return {
    number: sale.number,
    customer: { value: sale.customerId, label: sale.customerName },
    lines: draftOf(sale.lines, sale.currency, false, offers),
    whole: wholeDraftOf(sale),
    copies: [copyNoteOf(sale.number, sale.lines, { offers })],
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
  /** Whether a quote is being written. */
  offers = false,
): Promise<Copied | undefined> {
  const found = order
    ? fromSale(org, 'order', order, offers)
    : quote
      ? fromSale(org, 'quote', quote, offers)
      : customer
        ? forCustomer(org, customer)
        : undefined
  return found?.catch(() => undefined)
}
