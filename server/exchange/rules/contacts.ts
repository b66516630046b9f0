import type { Cells } from './cells'
import { formulasIn, isProblem, type Problem, withoutApostrophe } from './cells'
import { contactIn } from './contact-cells'
import { contactNameIn } from './customer-cells'
import type { FileContact } from './customer-known'
import { type Change, type Decided, type SaidRow, wrongRow } from './decided'
import { type OwingCustomer, owing } from './open-invoices'

export interface KnownContact extends FileContact {
  id: string
  customerId: string
}

interface ContactSurroundings {
  customers: readonly OwingCustomer[]
  known: readonly KnownContact[]
}

export type ContactWrite = FileContact & { customerId: string }

/** By what a row names its contact: the customer, and the person. */
function contactKey(cells: Cells): string | null {
  const who = contactNameIn(cells) ?? cells.contactEmail
  return cells.customer && who ? `p:${withoutApostrophe(cells.customer)}/${who}`.toLowerCase() : null
}

const says: readonly (readonly [field: string, of: (one: FileContact) => string])[] = [
  ['contactName', ({ name }) => name],
  ['contactEmail', ({ email }) => email ?? ''],
  ['contactPhone', ({ phone }) => phone ?? ''],
  ['contactLanguage', ({ language }) => language ?? ''],
  ['contactPurposes', ({ purposes }) => purposes.join(', ').toLowerCase()],
]

/** What becomes of a row of contacts, by the rules of their form. */
export function decideContact({ place, cells }: SaidRow, around: ContactSurroundings): Decided<ContactWrite> {
  const key = contactKey(cells)
  const customer = owing('customer', cells.customer, around.customers)
  const known = isProblem(customer) ? [] : around.known.filter(({ customerId }) => customerId === customer.id)
  const contact = contactIn(
    cells,
    known.map(({ customerId: _of, ...one }) => one),
  )
  const problems: Problem[] = [...formulasIn(cells), ...[customer, contact].filter(isProblem)]
  if (!contactNameIn(cells) && !cells.contactEmail)
    problems.push({ field: 'contactName', code: 'SAID', parameters: { words: 'This is missing.' } })
  if (problems.length > 0 || isProblem(customer) || isProblem(contact)) return wrongRow(place, key, problems)
  const before = known.find(({ id }) => id === contact?.id) ?? null
  const outcome = contact === null ? 'SAME' : before ? 'CHANGED' : 'NEW'
  const changes = contact
    ? says.flatMap(([field, of]): Change[] => {
        const [from, to] = [before ? of(before) : '', of(contact)]
        return from === to || (!before && field === 'contactName') ? [] : [[field, from, to]]
      })
    : []
  return {
    place,
    key,
    outcome,
    recordId: before?.id ?? null,
    changes,
    problems: [],
    before,
    write: contact && { ...contact, customerId: customer.id },
  }
}
