import { compareDecimals } from '@/server/platform/money/decimal'
import { decimalToMinor, minorToDecimal } from '@/server/platform/money/money'
import { addDays, type Day } from '@/server/platform/time/calendar'
import { called } from './called'
import { type Cells, dayIn, formulasIn, isProblem, type Problem, shown, withoutApostrophe } from './cells'
import { currencyWrong, moneyIn } from './currency'
import { asText, type Change, type Decided, type Reading, type SaidRow, wrongRow } from './decided'
import { documentKind } from './document-kind'

/** A customer whom rows name, with who pays for them and within how many days. */
export interface OwingCustomer {
  id: string
  number: string
  externalKey: string | null
  name: string
  email: string | null
  payerId: string
  termsDays: number
}

/** An open invoice that was moved in before. */
export interface KnownOpenItem {
  id: string
  number: string
  payerId: string
  issuedOn: Day
  dueOn: Day
  amountMinor: string
  openMinor: string
}

export interface OpenInvoiceSurroundings {
  customers: readonly OwingCustomer[]
  known: readonly KnownOpenItem[]
  /** Numbers of our own documents. */
  ours: ReadonlySet<string>
  today: Day
}

export interface OpenInvoiceWrite {
  number: string
  payerId: string
  issuedOn: Day
  dueOn: Day
  amountMinor: bigint
  /** What was open before. */
  wasMinor: bigint
}

/** By what a row names its invoice. */
export const openInvoiceKey = ({ number }: Cells): string | null => (number ? `i:${withoutApostrophe(number)}` : null)

/** The customer whom a cell names: by number, key, e-mail or name, the first that fits. */
export function owing<C extends Pick<OwingCustomer, 'number' | 'externalKey' | 'email' | 'name'>>(
  field: string,
  said: string | undefined,
  customers: readonly C[],
): C | Problem {
  if (!said) return { field, code: 'SAID', parameters: { words: 'This is missing.' } }
  const text = withoutApostrophe(said)
  for (const of of ['number', 'externalKey', 'email', 'name'] as const) {
    const found = called(customers, of, text)
    if (found.length > 1) return { field, code: 'CUSTOMER_SEVERAL' }
    if (found[0]) return found[0]
  }
  const company = companyOf(text)
  const [only, another] = company ? called(customers, 'name', company) : []
  if (only && !another) return only
  return { field, code: 'CUSTOMER_UNKNOWN', parameters: { text: shown(text) } }
}

/** Who a person is named with, as Odoo does: 'Holzhaus GmbH' of 'Holzhaus GmbH, Anna Holz'; null where nobody is. */
export const companyOf = (text: string): string | null => /^(.+),\s*[^,]+$/.exec(text)?.[1]?.trim() ?? null

/** An amount in minor units, with its sign. */
export function minorIn(field: string, text: string | undefined, reading: Reading): bigint | Problem {
  if (!text) return { field, code: 'SAID', parameters: { words: 'This is missing.' } }
  const read = moneyIn(field, text, reading)
  if (isProblem(read)) return read.code === 'OTHER_CURRENCY' ? read : { ...read, code: 'AMOUNT_UNREAD' }
  const minor = decimalToMinor(read, reading.currency)
  const isExact = compareDecimals(read, minorToDecimal(minor, reading.currency)) === 0
  return isExact ? minor : { field, code: 'AMOUNT_UNREAD', parameters: { text: shown(text) } }
}

/** The days of a row; the day of issue that no cell says is that of before, or today, and never behind the due day. */
function daysIn(cells: Cells, termsDays: number, reading: Reading, { today, stood }: { today: Day; stood: Day }) {
  const said = (field: string) => (cells[field] ? dayIn(field, cells[field], reading) : null)
  const [issued, due] = [said('issuedOn'), said('dueOn')]
  const problems = [issued, due].filter(isProblem)
  if (isProblem(issued) || isProblem(due)) return { problems, issuedOn: today, dueOn: today }
  const issuedOn = issued ?? (due !== null && due < stood ? due : stood)
  const dueOn = due ?? addDays(issuedOn, termsDays)
  if (!issued && !due) problems.push({ field: 'issuedOn', code: 'SAID', parameters: { words: 'This is missing.' } })
  if (issuedOn > today) problems.push({ field: 'issuedOn', code: 'DAY_TO_COME' })
  if (dueOn < issuedOn) problems.push({ field: 'dueOn', code: 'DUE_BEFORE_ISSUED' })
  if (issuedOn < '1990-01-01' || dueOn > '2190-01-01')
    problems.push({ field: 'issuedOn', code: 'DAY_UNREAD', parameters: { text: issuedOn } })
  return { problems, issuedOn, dueOn }
}

/** What becomes of a row of open invoices. One that is paid is none. */
export function decideOpenInvoice(
  { place, cells }: SaidRow,
  around: OpenInvoiceSurroundings,
  reading: Reading,
): Decided<OpenInvoiceWrite> {
  const key = openInvoiceKey(cells)
  const number = withoutApostrophe(cells.number ?? '')
  const customer = owing('customer', cells.customer, around.customers)
  const document = documentKind(cells.document)
  const said = minorIn('rest', cells.rest, reading)
  // A credit lowers what is owed, whichever sign its program writes.
  const amountMinor = document === 'CREDIT' && !isProblem(said) && said > 0n ? -said : said
  const known = called(around.known, 'number', number).find((one) => one.number === number) ?? null
  const { today } = around
  const days = daysIn(cells, isProblem(customer) ? 0 : customer.termsDays, reading, {
    today,
    stood: known?.issuedOn ?? today,
  })
  const problems: Problem[] = [...formulasIn(cells), ...days.problems, ...[customer, amountMinor].filter(isProblem)]
  if (!number || number.length > 60)
    problems.push({
      field: 'number',
      code: number ? 'NUMBER_TOO_LONG' : 'SAID',
      ...(number ? {} : { parameters: { words: 'This is missing.' } }),
    })
  if (around.ours.has(number)) problems.push({ field: 'number', code: 'NUMBER_OF_OURS' })
  if (document === 'OF_SUPPLIER')
    problems.push({ field: 'document', code: 'NO_CLAIM', parameters: { text: shown(cells.document ?? '') } })
  problems.push(...currencyWrong(cells, reading))
  if (problems.length > 0 || isProblem(customer) || isProblem(amountMinor)) return wrongRow(place, key, problems)
  const after = {
    number,
    payerId: customer.payerId,
    issuedOn: days.issuedOn,
    dueOn: days.dueOn,
    amountMinor,
    wasMinor: BigInt(known?.openMinor ?? 0),
  }
  const changes = known ? changesOf(known, after, reading.currency) : []
  const touched = known !== null && known.openMinor !== known.amountMinor
  if (changes.length > 0 && (touched || known?.payerId !== after.payerId || turned(known, amountMinor)))
    return wrongRow(place, key, [{ field: 'number', code: 'OPEN_ITEM_USED' }])
  const outcome = known ? (changes.length > 0 ? 'CHANGED' : 'SAME') : amountMinor === 0n ? 'SAME' : 'NEW'
  return {
    place,
    key,
    outcome,
    recordId: known?.id ?? null,
    changes,
    problems: [],
    before: outcome === 'CHANGED' ? known : null,
    write: outcome === 'SAME' ? null : after,
  }
}

/** Whether an invoice would become a credit, or a credit an invoice. */
const turned = (known: KnownOpenItem | null, after: bigint) => known !== null && BigInt(known.amountMinor) * after < 0n

function changesOf(known: KnownOpenItem, after: OpenInvoiceWrite, currency: string): Change[] {
  const amount = (minor: bigint) => `${minorToDecimal(minor, currency)} ${currency}`
  const all: Change[] = [
    ['customer', known.payerId, after.payerId],
    ['issuedOn', known.issuedOn, after.issuedOn],
    ['dueOn', known.dueOn, after.dueOn],
    // What was paid here since is no change of the file: it speaks of what was open when it was written.
    ['rest', amount(BigInt(known.amountMinor)), amount(after.amountMinor)],
  ]
  return all.filter(([, from, to]) => asText(from) !== asText(to))
}
