import type { CustomerAddress } from '@/server/customer/queries/addresses'
import { called } from './called'
import { type Cells, countryIn, formulasIn, isProblem, type Problem, shown, withoutApostrophe, yesIn } from './cells'

/** By what a row names its address: the customer, and the name of the address or else its street. */
export function addressKey({ customer, label, line, postcode }: Cells): string | null {
  const place = label ?? [line, postcode].filter(Boolean).join(' ')
  return customer && place ? `a:${withoutApostrophe(customer)}/${place}`.toLowerCase() : null
}

/** What each weekday is called, Monday first. */
const weekdays = [
  '1 mo mon monday montag',
  '2 tu tue tues tuesday di dienstag',
  '3 we wed wednesday mi mittwoch',
  '4 th thu thur thurs thursday do donnerstag',
  '5 fr fri friday freitag',
  '6 sa sat saturday samstag',
  '7 su sun sunday so sonntag',
].map((words) => words.split(' '))

/** Weekdays of a cell, Monday is 1: 'Mon, Wed', '1, 3'. */
function weekdaysIn(text: string): number[] | Problem {
  const days = text
    .split(/[,;/\s]+/)
    .filter(Boolean)
    .map((word) => weekdays.findIndex((words) => words.includes(word.toLowerCase())) + 1)
  return days.includes(0)
    ? { field: 'deliveryDays', code: 'DELIVERY_DAYS_UNREAD', parameters: { text: shown(text) } }
    : [...new Set(days)].sort()
}

const texts = 'label name line extra postcode city region contact phone openingHours packerNote driverNote'.split(' ')

/** What the cells say of the fields of an address's form. */
export function addressGiven(cells: Cells) {
  const given: Record<string, unknown> = {}
  const problems: Problem[] = [...formulasIn(cells)]
  const said = (field: string, read: (text: string) => unknown) => {
    if (!cells[field]) return
    const value = read(cells[field])
    if (isProblem(value)) problems.push(value)
    else given[field] = value
  }
  for (const field of texts) said(field, withoutApostrophe)
  said('country', (text) => countryIn('country', text))
  said('deliveryDays', weekdaysIn)
  for (const field of ['isBillTo', 'isShipTo']) said(field, (text) => yesIn(field, text))
  return { given, problems }
}

/** Where only a file or form of customers was, which gives an address no name of its own. */
const isUnnamed = ({ label, contact, phone, openingHours, packerNote, driverNote }: CustomerAddress) =>
  ['Main', 'Delivery'].includes(label) && !(contact ?? phone ?? openingHours ?? packerNote ?? driverNote)

/** The address that a row names: by its name, else by its street and postcode; one that has no name of its own gets that of the row. */
export function addressIn(cells: Cells, own: readonly CustomerAddress[]): CustomerAddress | null {
  const named = cells.label ? called(own, 'label', withoutApostrophe(cells.label))[0] : undefined
  if (named) return named
  const postcode = cells.postcode?.replace(/\s/g, '').toLowerCase()
  const there = called(own, 'line', withoutApostrophe(cells.line ?? '')).filter(
    (one) => !postcode || one.postcode?.replace(/\s/g, '').toLowerCase() === postcode,
  )
  return (cells.label ? there.find(isUnnamed) : there[0]) ?? null
}
