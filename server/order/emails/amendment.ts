import type { Organisation } from '@/server/platform/context/ctx'
import { smallestOf } from '@/server/platform/money/quantity'
import { quantityWords } from '@/server/platform/words/units'
import type { Parameters } from '@/server/platform/words/words'
import { speakForGood } from '@/server/platform/words/words'
import type { PrintedOrder } from '../documents/confirmation'
import { deliveryWords, type LineChange } from '../words/en/amended'
import { priceWords } from './parts'

/** What the event of an amendment says, with the lines that it added. */
interface Amendment {
  payload: Parameters
  /** Positions of the lines that it added. */
  added: readonly number[]
}

/** The changes of an amendment with old and new values, in words for the customer; empty when none concerns the customer. */
export function amendmentWords(organisation: Organisation, order: PrintedOrder, amendment: Amendment): string[] {
  const { lines, changes, reference, gross, day, shipTo, promised, delivery, discount, charges } = amendment.payload
  const { head } = order
  const say = speakForGood({ ...organisation, currency: head.currency })
  const byPosition = new Map(order.lines.map((line) => [line.position, line]))
  const { locale } = organisation
  const price = (unitPrice: number | string, line: PrintedOrder['lines'][number]) =>
    priceWords(String(unitPrice), line.priceQuantity, line, head.currency, locale)
  const told = (Array.isArray(changes) ? changes : []) as LineChange[]
  const changed = told.flatMap(({ line, units, price: prices }) => {
    const now = byPosition.get(line)
    if (!now) return []
    // The event counts in units.
    const some = (units: number) => quantityWords(Math.round(units * smallestOf(now)), now, locale)
    const parts = [
      units &&
        (units[1] === 0 ? `taken off, ${some(units[0])} before` : `${some(units[1])} instead of ${some(units[0])}`),
      prices && `unit price ${price(prices[1], now)} instead of ${price(prices[0], now)}`,
    ]
    return [`${now.description} (${now.sku}): ${parts.filter(Boolean).join(', ')}`]
  })
  const rest = Number(lines ?? 0) - told.length
  const added = amendment.added.flatMap((position) => {
    const line = byPosition.get(position)
    if (!line) return []
    return [
      `New: ${quantityWords(line.ordered, line, locale)} of ${line.description} (${line.sku}), unit price ${price(line.unitPrice, line)}`,
    ]
  })
  const [from, to] = Array.isArray(reference) ? reference : []
  const [before, after] = Array.isArray(gross) ? gross : []
  return [
    ...changed,
    rest > 0 ? `${say.units(rest, told.length > 0 ? 'more line' : 'line')} changed, as below` : '',
    ...added,
    discount
      ? `Discount on the whole: ${head.discountMinor === 0n ? 'none any more' : say.money(head.discountMinor)}`
      : '',
    charges ? `Charges: ${head.chargeMinor === 0n ? 'none any more' : say.money(head.chargeMinor)}` : '',
    reference ? `Your order number: ${to ?? 'none'} instead of ${from ?? 'none'}` : '',
    Array.isArray(day)
      ? `Wanted on: ${day[1] ? say.day(day[1]) : 'no day named'} instead of ${day[0] ? say.day(day[0]) : 'no day named'}`
      : '',
    shipTo ? 'It goes to another address, as below' : '',
    Array.isArray(delivery)
      ? `Sent: ${deliveryWords(String(delivery[1]))}, instead of ${deliveryWords(String(delivery[0]))}`
      : '',
    Array.isArray(promised) ? `Arrival: ${say.day(promised[1])} instead of ${say.day(promised[0])}` : '',
    gross ? `Total: ${say.money(after)} instead of ${say.money(before)}` : '',
  ].filter(Boolean)
}
