import { callerFor } from '@/app/_server/trpc'
import type { ComboboxOption } from '@/components/ui/combobox'
import type { DraftLine } from './line-editor'

/** What a new order or quote is begun from: the customer, products, quantities and prices of another. */
export interface Copied {
  number: string
  customer: ComboboxOption
  lines: DraftLine[]
}

interface SourceLine {
  productId: string
  description: string
  sku: string
  quantity: number
  unitPrice: string
}

const draftOf = (lines: readonly SourceLine[]): DraftLine[] =>
  lines.map((line) => ({
    key: crypto.randomUUID(),
    product: { value: line.productId, label: line.description, note: line.sku },
    quantity: line.quantity,
    unitPrice: String(Number(line.unitPrice)),
  }))

async function fromOrder(org: string, id: string): Promise<Copied> {
  const { order, lines } = await (await callerFor(org)).order.get({ id })
  const wanted = lines.map((line) => ({ ...line, quantity: line.ordered - line.cancelled }))
  return {
    number: order.number,
    customer: { value: order.customerId, label: order.customerName },
    lines: draftOf(wanted.filter((line) => line.quantity > 0)),
  }
}

async function fromQuote(org: string, id: string): Promise<Copied> {
  const { quote, lines } = await (await callerFor(org)).quote.get({ id })
  return {
    number: quote.number,
    customer: { value: quote.customerId, label: quote.customerName },
    lines: draftOf(lines),
  }
}

/** What the URL names to begin from (`?order=…`, `?quote=…`); undefined when it names nothing that is there. */
export async function copiedFrom(
  org: string,
  { order, quote }: Readonly<Record<string, string | undefined>>,
): Promise<Copied | undefined> {
  const found = order ? fromOrder(org, order) : quote ? fromQuote(org, quote) : undefined
  return found?.catch(() => undefined)
}
