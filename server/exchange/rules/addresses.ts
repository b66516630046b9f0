import type { CustomerAddress } from '@/server/customer/queries/addresses'
import { everDelivered, freeLabel, withAddress } from '@/server/customer/rules/address'
import { addressFields } from '@/server/customer/schema/address'
import { postcodeExample, postcodeOf } from '@/server/platform/place/postcode'
import { lacksState, stateCalled } from '@/server/platform/place/states'
import { addressGiven, addressIn, addressKey } from './address-cells'
import { called } from './called'
import { type Cells, isProblem } from './cells'
import { asText, type Change, type Decided, type SaidRow, wrongRow } from './decided'
import { type OwingCustomer, owing } from './open-invoices'

interface LocatedCustomer extends OwingCustomer {
  country: string
}

interface AddressSurroundings {
  customers: readonly LocatedCustomer[]
  /** The addresses in use of those customers. */
  known: readonly CustomerAddress[]
  workingWeekdays: readonly number[]
}

export interface AddressWrite {
  address: CustomerAddress
  /** Which addresses of the customer are for invoices and for goods, where that changes. */
  uses: { bill: string | null; ship: string | null } | null
}

/** What stood before: the address itself, and which ones were for invoices and goods, where that changed. */
export interface AddressBefore {
  address: CustomerAddress | null
  uses: { bill: string | null; ship: string | null } | null
}

const formKeys = Object.keys(addressFields.shape)
const pick = (one: object) => Object.fromEntries(Object.entries(one).filter(([key]) => formKeys.includes(key)))

/** Whether an address keeps its name: the row says none, or this one in other letters. */
const isCalled = (before: CustomerAddress, label: unknown) =>
  label === undefined || called([before], 'label', String(label)).length > 0

/** What the form's rules say of a row. */
function checked(
  cells: Cells,
  before: CustomerAddress | null,
  own: readonly CustomerAddress[],
  country: string,
  around: AddressSurroundings,
) {
  const { given, problems } = addressGiven(cells)
  const label =
    before && isCalled(before, given.label)
      ? before.label
      : freeLabel(own, String(given.label ?? given.city ?? 'Delivery').slice(0, 50))
  const parsed = addressFields.safeParse({ country, ...pick(before ?? {}), ...given, label })
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      problems.push({ field: String(path[0] ?? 'line'), code: 'SAID', parameters: { words: message } })
    return { facts: null, problems }
  }
  const facts = parsed.data
  if (!everDelivered(facts.deliveryDays, around.workingWeekdays))
    problems.push({ field: 'deliveryDays', code: 'NEVER_DELIVERED' })
  if (!facts.postcode || (facts.postcode === before?.postcode && facts.country === before.country))
    return { facts, problems }
  const postcode = postcodeOf(facts.country, facts.postcode)
  if (!postcode)
    problems.push({
      field: 'postcode',
      code: 'POSTCODE_WRONG',
      parameters: { example: postcodeExample(facts.country) },
    })
  return { facts: postcode ? { ...facts, postcode } : facts, problems }
}

/** Whether a row says nothing but what stands there; an address may be from before anybody asked for its street. */
function saysWhatIs(cells: Cells, before: CustomerAddress): boolean {
  const { given, problems } = addressGiven(cells)
  const { label, ...said } = given
  const same = ([field, value]: [string, unknown]) => asText(value) === asText(before[field as 'line'])
  return problems.length === 0 && isCalled(before, label) && Object.entries(said).every(same)
}

const usesOf = (all: readonly CustomerAddress[]) => ({
  bill: all.find(({ isBillTo }) => isBillTo)?.id ?? null,
  ship: all.find(({ isShipTo }) => isShipTo)?.id ?? null,
})

function decideOne(
  { place, cells }: SaidRow,
  all: CustomerAddress[],
  around: AddressSurroundings,
  newId: () => string,
) {
  const key = addressKey(cells)
  const customer = owing('customer', cells.customer, around.customers)
  const own = isProblem(customer) ? [] : all.filter(({ customerId }) => customerId === customer.id)
  const before = addressIn(cells, own)
  if (before && saysWhatIs(cells, before)) {
    const decided = { place, key, outcome: 'SAME' as const, recordId: before.id, changes: [], problems: [] }
    return { decided: { ...decided, before: null, write: null }, after: own }
  }
  const { facts, problems } = checked(cells, before, own, isProblem(customer) ? '' : customer.country, around)
  if (isProblem(customer)) problems.unshift(customer)
  if (problems.length > 0 || !facts || isProblem(customer))
    return { decided: wrongRow(place, key, problems), after: own }
  const id = before?.id ?? newId()
  const blank = { version: '', archivedAt: null }
  const after = withAddress(own, { ...blank, ...before, ...facts, id, customerId: customer.id })
  const address = after.find((one) => one.id === id) as CustomerAddress
  const changes = before
    ? formKeys.flatMap((field): Change[] => {
        const [from, to] = [
          asText(before[field as keyof CustomerAddress]),
          asText(address[field as keyof CustomerAddress]),
        ]
        return from === to ? [] : [[field, from, to]]
      })
    : [['label', '', address.label] as const]
  const [usesBefore, usesAfter] = [usesOf(own), usesOf(after)]
  const turned = usesBefore.bill !== usesAfter.bill || usesBefore.ship !== usesAfter.ship
  const outcome = before ? (changes.length > 0 ? 'CHANGED' : 'SAME') : 'NEW'
  const decided: Decided<AddressWrite> = {
    place,
    key,
    outcome,
    recordId: before?.id ?? null,
    changes,
    // It comes in, because the file may be all that there is; orders that go there wait.
    problems: lacksState(facts, before)
      ? [{ field: 'region', code: 'STATE_MISSING', parameters: { called: stateCalled(facts.country).toLowerCase() } }]
      : [],
    before: outcome === 'SAME' ? null : { address: before, uses: turned ? usesBefore : null },
    write: outcome === 'SAME' ? null : { address, uses: turned ? usesAfter : null },
  }
  return { decided, after }
}

/** What becomes of rows of addresses, one after the other, because the first one of a customer is for invoices and goods. */
export function decideAddresses(
  rows: readonly SaidRow[],
  around: AddressSurroundings,
  newId: () => string,
): Decided<AddressWrite>[] {
  let all = [...around.known]
  return rows.map((row) => {
    const { decided, after } = decideOne(row, all, around, newId)
    if (decided.write) {
      const { customerId } = decided.write.address
      all = [...all.filter((one) => one.customerId !== customerId), ...after]
    }
    return decided
  })
}
