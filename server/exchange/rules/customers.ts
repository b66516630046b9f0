import { changedFields, stateLacking, writtenFacts } from '@/server/customer/rules'
import { filled, flatAddresses } from '@/server/customer/rules/address'
import { usualTreatment } from '@/server/customer/rules/treatment'
import { customerInput } from '@/server/customer/schema'
import { minorToDecimal } from '@/server/platform/money/money'
import { taxDigitsRight } from '@/server/platform/place/tax-digits'
import { type Cells, isProblem, type Problem, shown } from './cells'
import { contactIn } from './contact-cells'
import { currencyWrong } from './currency'
import { customerKey, found, givenIn, limitIn, nameIn } from './customer-cells'
import type {
  CheckedFacts,
  CustomerSurroundings,
  CustomerWrite,
  FileContact,
  KnownCustomer,
  LimitBefore,
} from './customer-known'
import { asText, type Change, type Decided, type Reading, type SaidRow, wrongRow } from './decided'
import { inParts, inStreet, subCustomer } from './one-address'

/** The columns of a row that a customer's form has as well, as they are now; of a new customer, what a form begins with. */
function factsBefore(known: KnownCustomer | null, around: CustomerSurroundings, reading: Reading) {
  if (known) {
    const keys = Object.keys(customerInput.shape).filter((key) => key in known.facts)
    const facts = Object.fromEntries(keys.map((key) => [key, known.facts[key]]))
    return { ...facts, ...flatAddresses(known.addresses), tags: known.tags }
  }
  const standard = around.terms.find((one) => one.code === '*')
  return { country: reading.country, paymentTermsId: standard?.id, payerId: null }
}

/** What becomes of a row of customers, by the rules of the form. */
export function decideCustomer(row: SaidRow, around: CustomerSurroundings, reading: Reading): Decided<CustomerWrite> {
  const { place } = row
  const { partOf } = row.cells
  const key = customerKey(row.cells)
  if (partOf && partOf.toLowerCase() !== nameIn(row.cells).toLowerCase())
    return wrongRow(place, key, [{ field: 'partOf', code: 'PART_OF_CUSTOMER', parameters: { text: shown(partOf) } }])
  const known = found(row.cells, around.known)
  if (known === 'SEVERAL') return wrongRow(place, key, [{ field: 'name', code: 'CUSTOMER_SEVERAL' }])
  const cells = inParts(row.cells, String(known?.facts.country ?? reading.country))
  const { given, newGroup, problems } = givenIn(cells, around, known?.facts)
  problems.push(...currencyWrong(cells, reading))
  if (known?.archived) problems.push({ field: 'number', code: 'CUSTOMER_ARCHIVED' })
  if (!known) problems.push(...numberProblems(cells, around))
  const before = factsBefore(known, around, reading)
  const parsed = customerInput.safeParse({ ...before, ...given })
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues)
      problems.push({ field: String(path[0] ?? 'name'), code: 'SAID', parameters: { words: message } })
  const limitIs = known?.limitMinor == null ? null : BigInt(known.limitMinor)
  // Who may not set limits may send a file that says the one that stands.
  const saysWhatIs = limitIs !== null && limitIn(cells, reading, true) === limitIs
  const limitMinor = limitIn(cells, reading, around.maySetLimits || saysWhatIs)
  const contact = contactIn(cells, known?.contacts ?? [])
  for (const read of [limitMinor, contact]) if (isProblem(read)) problems.push(read)
  if (problems.length > 0 || !parsed.success || isProblem(limitMinor) || isProblem(contact))
    return wrongRow(place, key, problems)
  const flat = filled(parsed.data, flatAddresses(known?.addresses ?? [])) as CheckedFacts
  const facts = writtenFacts(flat, known ? (before as object) : undefined)
  if ('code' in facts)
    return wrongRow(place, key, [{ ...facts, parameters: 'example' in facts ? { example: facts.example } : {} }])
  const { taxNumber, country } = facts
  // One that stands there already is mended on the customer's page.
  if (taxNumber && taxNumber !== known?.facts.taxNumber && !taxDigitsRight(country, taxNumber))
    return wrongRow(place, key, [
      { field: 'taxNumber', code: 'TAX_NUMBER_DIGITS', parameters: { text: shown(taxNumber) } },
    ])
  const usual = known || cells.taxTreatment ? null : usualTreatment(reading.country, country, taxNumber)
  if (usual && around.usualTax) facts.taxTreatment = usual
  const changed = known ? changedFields(before as Record<string, unknown>, { ...facts }) : []
  // Who has a payer has no limit of their own.
  const newLimit = facts.payerId === null && limitMinor !== limitIs ? limitMinor : null
  const changes = known
    ? changesOf({ before, facts, changed, known, newLimit, newGroup, contact }, around, reading)
    : []
  const outcome = !known ? 'NEW' : changes.length > 0 ? 'CHANGED' : 'SAME'
  return {
    place,
    key,
    outcome,
    recordId: known?.id ?? null,
    changes,
    problems: seenTo(facts, known ? (before as object) : undefined, usual),
    before: outcome === 'CHANGED' ? { ...before, ...limitBefore(known, newLimit) } : null,
    write:
      outcome === 'SAME'
        ? null
        : { number: cells.number ?? null, facts, changed, newGroup, limitMinor: newLimit, contact },
  }
}

/** What somebody has to see to of a row that comes in: an address without its state, and a tax that is not as usual there. */
function seenTo(facts: CheckedFacts, before: object | undefined, usual: string | null): Problem[] {
  const lacking = stateLacking(facts, before)
  const whole = before ? [] : [...inStreet({ ...facts }), ...subCustomer(facts.name)]
  return [
    ...whole,
    ...(lacking && !whole.some(({ field }) => field === 'billLine')
      ? [{ field: lacking.field, code: 'STATE_MISSING', parameters: { called: lacking.called } }]
      : []),
    ...(usual && usual !== facts.taxTreatment
      ? [{ field: 'taxTreatment', code: 'USUALLY_TAXED', parameters: { treatment: usual } }]
      : []),
  ]
}

const limitBefore = (known: KnownCustomer | null, newLimit: bigint | null): LimitBefore => ({
  limitMinor: known?.limitMinor ?? null,
  ...(newLimit !== null && { limitSet: String(newLimit), limitGiven: known?.limitGiven }),
})

/** A number of the organisation's own series may be given only where it was never set aside for somebody else. */
function numberProblems({ number }: Cells, { series }: CustomerSurroundings): Problem[] {
  if (!number) return []
  if (number.length > 40) return [{ field: 'number', code: 'NUMBER_TOO_LONG' }]
  const own = number.startsWith(series.prefix) ? /^\d{1,15}$/.exec(number.slice(series.prefix.length))?.[0] : undefined
  return own !== undefined && BigInt(own) < series.from ? [{ field: 'number', code: 'NUMBER_OF_SERIES' }] : []
}

interface Differences {
  before: object
  facts: CheckedFacts
  changed: readonly string[]
  known: KnownCustomer
  newLimit: bigint | null
  newGroup: string | null
  contact: FileContact | null
}

const columnOf: Record<string, string> = {
  paymentTermsId: 'terms',
  groupId: 'group',
  ownerId: 'owner',
  payerId: 'payer',
  carrierServiceId: 'service',
}

/** What changes, field by field, in words. */
function changesOf(
  { before, facts, changed, known, newLimit, newGroup, contact }: Differences,
  around: CustomerSurroundings,
  { currency }: Reading,
): Change[] {
  const names = new Map(
    [...around.terms, ...around.groups, ...around.owners, ...around.services, ...around.known].map(
      (one) => [one.id, one.name] as const,
    ),
  )
  const said = (value: unknown) => names.get(String(value)) ?? asText(value)
  const of = (side: object, field: string) => said((side as Record<string, unknown>)[field])
  const amount = (minor: string | bigint | null) =>
    minor === null ? '' : `${minorToDecimal(BigInt(minor), currency)} ${currency}`
  const stood = contact?.id ? known.contacts.find((one) => one.id === contact.id) : null
  const person = (one: FileContact | null | undefined) =>
    one ? [one.name, one.email, one.phone, ...one.purposes].filter(Boolean).join(', ') : ''
  return [
    ...changed.map((field): Change => [columnOf[field] ?? field, of(before, field), of(facts, field)]),
    ...(newGroup ? [['group', said(known.facts.groupId), newGroup] as const] : []),
    ...(newLimit === null ? [] : [['limit', amount(known.limitMinor), amount(newLimit)] as const]),
    ...(contact ? [['contactName', person(stood), person(contact)] as const] : []),
  ]
}
