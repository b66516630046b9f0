import { readWritten } from '@/server/platform/money/written'
import { called } from './called'
import {
  type Cells,
  countryIn,
  formulasIn,
  isProblem,
  type Problem,
  shown,
  withoutApostrophe,
  withoutApostrophes,
  yesIn,
} from './cells'
import type { CustomerSurroundings, KnownCustomer, Named } from './customer-known'
import { deliveryRuleIn, taxTreatmentIn } from './customer-words'
import type { Reading } from './decided'
import { languageIn } from './language'

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** By what a row names its customer: number, key, e-mail or name, the first that it says. */
export function customerKey(cells: Cells): string | null {
  if (cells.number) return `n:${cells.number.toLowerCase()}`
  if (cells.externalKey) return `k:${cells.externalKey}`
  if (cells.email) return `e:${cells.email.toLowerCase()}`
  const name = nameIn(cells)
  return name ? `m:${name.toLowerCase()}` : null
}

const person = ({ firstName, lastName }: Cells) => [firstName, lastName].filter(Boolean).join(' ')

/** The name of a customer: its own, or that of the person. */
export const nameIn = (cells: Cells): string => withoutApostrophe(cells.name ?? person(cells))

/** The name of a contact: said so, or that of the person beside the name of a business. */
export function contactNameIn(cells: Cells): string | undefined {
  const business = cells.name ?? cells.customer
  const name = cells.contactName ?? (business === undefined ? '' : person(cells))
  return name === '' || (cells.contactName === undefined && same(name, business ?? '')) ? undefined : name
}

/** The customer that a row names; several when it is not certain. */
export function found(cells: Cells, known: readonly KnownCustomer[]): KnownCustomer | 'SEVERAL' | null {
  const byNumber = cells.number === undefined ? undefined : called(known, 'number', cells.number)[0]
  if (byNumber) return byNumber
  const byKey =
    cells.externalKey === undefined
      ? undefined
      : called(known, 'externalKey', cells.externalKey).find((one) => one.externalKey === cells.externalKey)
  if (byKey || cells.number !== undefined || cells.externalKey !== undefined) return byKey ?? null
  const alike = cells.email ? called(known, 'email', cells.email) : called(known, 'name', nameIn(cells))
  if (alike.length > 1) return 'SEVERAL'
  return alike[0] ?? null
}

/** Payment terms by code, name or days: 'NET30', '30 days net', 'Net 30', '30'. */
function termsIn(text: string, terms: readonly Named[]): Named | undefined {
  const named = terms.find((one) => same(one.name, text) || same(one.code ?? '', text))
  if (named) return named
  const days = /^(?:net|due in)?\s*(\d{1,3})\s*(?:days?|tage|jours)?(?:\s*net(?:to)?)?$/i.exec(text.trim())?.[1]
  if (days !== undefined) return terms.find((one) => one.kind === 'NET' && one.days === Number(days))
  if (/^(due )?on receipt$|^immediate/i.test(text)) return terms.find((one) => one.kind === 'NET' && one.days === 0)
  return /^prepaid|^prepayment/i.test(text) ? terms.find((one) => one.kind === 'PREPAID') : undefined
}

const textFields =
  'email phone taxNumber registrationNumber billLine billExtra billPostcode billCity billRegion shipName shipLine shipExtra shipPostcode shipCity shipRegion externalKey note'.split(
    ' ',
  )

interface Read {
  given: Record<string, unknown>
  newGroup: string | null
  problems: Problem[]
}

/** What the cells say of the fields of a customer's form. What is no longer chosen is understood where it stands already. */
export function givenIn(said: Cells, around: CustomerSurroundings, before?: Record<string, unknown>): Read {
  const given: Record<string, unknown> = {}
  const problems: Problem[] = [...formulasIn(said)]
  const cells = withoutApostrophes(said)
  const chosen = (list: readonly Named[], field: string) =>
    list.filter(({ id, gone }) => !gone || id === before?.[field])
  const put = (field: string, value: unknown) => {
    if (isProblem(value)) problems.push(value)
    else given[field] = value
  }
  for (const field of textFields) if (cells[field] !== undefined) put(field, cells[field])
  if (cells.language) put('language', languageIn('language', cells.language))
  const name = nameIn(cells)
  if (name) put('name', name)
  if (cells.country) put('country', countryIn('country', cells.country))
  if (cells.shipCountry) put('shipCountry', countryIn('shipCountry', cells.shipCountry))
  if (cells.referenceRequired) put('referenceRequired', yesIn('referenceRequired', cells.referenceRequired))
  if (cells.tags)
    put(
      'tags',
      cells.tags
        .split(/[,;]/)
        .map((tag) => tag.trim())
        .filter(Boolean),
    )
  if (cells.taxTreatment) put('taxTreatment', taxTreatmentIn(cells.taxTreatment))
  if (cells.deliveryRule) put('deliveryRule', deliveryRuleIn(cells.deliveryRule))
  const named = (field: string, column: string, list: readonly Named[], code: string) => {
    const text = cells[column]
    if (text === undefined) return
    const one = chosen(list, field).find(
      (other) => same(other.name, text) || (other.code !== undefined && same(other.code, text)),
    )
    put(field, one?.id ?? { field: column, code, parameters: { text: shown(text) } })
  }
  named('ownerId', 'owner', around.owners, 'OWNER_UNKNOWN')
  named('carrierServiceId', 'service', around.services, 'SERVICE_UNKNOWN')
  if (cells.terms) {
    const terms = termsIn(cells.terms, chosen(around.terms, 'paymentTermsId'))
    put(
      'paymentTermsId',
      terms?.id ?? { field: 'terms', code: 'TERMS_UNKNOWN', parameters: { text: shown(cells.terms) } },
    )
  }
  const groups = chosen(around.groups, 'groupId')
  const group =
    groups.find(({ name }) => name === cells.group) ?? groups.find(({ name }) => same(name, cells.group ?? ''))
  if (group) put('groupId', group.id)
  payerIn(cells, around, put)
  return { given, newGroup: cells.group && !group ? cells.group.slice(0, 100) : null, problems }
}

function payerIn(cells: Cells, around: CustomerSurroundings, put: (field: string, value: unknown) => void): void {
  if (!cells.payer || cells.payer === cells.number) return
  const number = cells.payer.toLowerCase()
  const payer = around.payers.get(number)
  if (payer) put('payerId', payer.hasPayer ? { field: 'payer', code: 'PAYER_HAS_PAYER' } : payer.id)
  else if (!around.payersToCome.has(`n:${number}`))
    put('payerId', { field: 'payer', code: 'PAYER_UNKNOWN', parameters: { text: shown(cells.payer) } })
}

/** The credit limit of a row in minor units; null when it says none. */
export function limitIn(cells: Cells, reading: Reading, may: boolean): bigint | null | Problem {
  if (!cells.limit) return null
  if (!may) return { field: 'limit', code: 'LIMIT_NOT_YOURS' }
  const read = readWritten(cells.limit, reading.decimalSign, reading.currency)
  if (read === null) return null
  if (typeof read === 'string' || read.side === 'OUT')
    return { field: 'limit', code: 'AMOUNT_UNREAD', parameters: { text: shown(cells.limit) } }
  const other = read.currency === reading.currency ? null : (read.currency ?? read.otherSign)
  if (other) return { field: 'limit', code: 'OTHER_CURRENCY', parameters: { currency: other } }
  return read.minor
}
