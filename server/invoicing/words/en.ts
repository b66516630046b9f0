import type { Measure } from '@/server/platform/money/quantity'
import { quantityWords } from '@/server/platform/words/units'
import type { Sentences } from '@/server/platform/words/words'

const details: Record<string, string> = {
  legalName: 'the legal name',
  address: 'the address',
  taxNumber: 'the tax number (or that you are not registered)',
}

const returnCauses: Record<string, string> = {
  DAMAGED: 'Damaged',
  WRONG_PRODUCT: 'Wrong product',
  NOT_WANTED: 'Not wanted',
  NOT_DELIVERED: 'Not delivered',
  LOST: 'Lost on the way',
  CANCELLED: 'Cancelled',
  OTHER: 'Returned',
  EMPTIES: 'Empties returned',
}

/** The reason why a document corrects another. */
export const reasonWords = (reason: string | null): string => (reason ? (returnCauses[reason] ?? reason) : '')

interface CameBack extends Measure {
  description: string
  cameBack: number
}

/** Which deposits of an invoice are not given back again, because the empties came back before; empty where there are none. */
export const cameBackWords = (lines: readonly CameBack[], locale: string): string =>
  lines
    .filter((line) => line.cameBack > 0)
    .map((line) => `${line.description} × ${quantityWords(line.cameBack, line, locale)}`)
    .join(', ')

/** The reason of a credit note that leaves deposits out. */
export const withoutCameBack = (reason: string, cameBack: string): string =>
  cameBack ? `${reason}. Given back with the empties before: ${cameBack}` : reason

/** What the settings lack before a document can be issued. */
export function missingWords(missing: readonly string[]): string {
  return missing.map((detail) => details[detail] ?? detail).join(', ')
}

export const sentences: Sentences = {
  'invoicing/invoice.issued': ({ grossMinor, dueOn }, say) =>
    `Invoice issued, ${say.money(grossMinor)}, due ${say.day(dueOn)}`,
  'invoicing/invoice.mailed': () => 'Invoice sent to the customer with its PDF',
  'invoicing/creditNote.issued': ({ grossMinor }, say) => `Credit note issued, ${say.money(grossMinor)}`,
  'invoicing/empties.returned': ({ units, unit, mixed, grossMinor, beyond }, say) =>
    `Empties came back: ${say.goods(units, unit, mixed)}, ${say.money(grossMinor)}${beyond ? `; more than was charged: ${beyond}` : ''}`,
  'invoicing/creditNote.mailed': () => 'Credit note sent to the customer with its PDF',
}

export const refusals: Sentences = {
  LEGAL_DETAILS_MISSING: ({ missing }) =>
    `No invoice can be issued before the settings name ${missingWords(missing as string[])}. Waiting invoices are then issued by themselves.`,
  BUYER_ADDRESS_MISSING: ({ name }) =>
    `No invoice can be made out to ${name ?? 'this customer'} without street and town. It is issued by itself once the bill-to address is entered.`,
  TAX_NOT_DUE: ({ number }) =>
    `${number ? `Order ${number}` : 'This order'} was agreed with tax, but the settings say that you are not registered for tax, so that you may charge none. Enter the tax number in the settings, or cancel the order and enter it again: new orders carry no tax.`,
  NOT_DISPATCHED: () => 'This shipment has not left yet. Its invoice is issued when it is dispatched.',
  NOTHING_TO_INVOICE: () => 'All of this shipment has been invoiced.',
  NOTHING_TO_CREDIT: () => 'Nothing of this invoice is left to credit.',
  MORE_THAN_OUT: ({ name, units, unit }, say) =>
    `Of ${name} only ${say.goods(units, unit)} are with this customer. To give back the deposit on more, tick “More than we charged” and say why.`,
  MORE_THAN_INVOICED: ({ leftMinor, position }, say) =>
    position
      ? `Line ${position} was invoiced for less than that, or partly credited before.`
      : `At most ${say.money(leftMinor)} of this invoice is left to credit.`,
}
