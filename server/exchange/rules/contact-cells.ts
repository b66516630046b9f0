import { contactFields } from '@/server/customer/schema/contact'
import { contactPurposes } from '@/server/platform/mail/rules'
import { type Cells, isProblem, type Problem, shown, withoutApostrophes } from './cells'
import { contactNameIn } from './customer-cells'
import type { FileContact } from './customer-known'
import { languageIn } from './language'

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** What a contact is written to about, in words: 'invoices and reminders', 'all'. */
function purposesIn(text: string | undefined): string[] | undefined | Problem {
  if (text === undefined) return undefined
  if (/^(all|everything|alles?)$/i.test(text)) return [...contactPurposes]
  const said = contactPurposes.filter((one) => new RegExp(`\\b${one.slice(0, 5)}`, 'i').test(text))
  return said.length > 0 || /^(none|nothing|-)$/i.test(text)
    ? said
    : { field: 'contactPurposes', code: 'PURPOSE_UNKNOWN', parameters: { text: shown(text) } }
}

/** The contact of a row as it is from now on; null when the row says none, or nothing new of one who is known. */
export function contactIn(said: Cells, known: readonly FileContact[]): FileContact | null | Problem {
  const cells = withoutApostrophes(said)
  const { contactEmail, contactPhone, contactPurposes: about } = cells
  const contactName = contactNameIn(cells)
  if (!contactName && !contactEmail) return null
  const purposes = purposesIn(about)
  if (isProblem(purposes)) return purposes
  const language = cells.contactLanguage ? languageIn('contactLanguage', cells.contactLanguage) : undefined
  if (isProblem(language)) return language
  const before = known.find((one) =>
    contactName ? same(one.name, contactName) : one.email?.toLowerCase() === contactEmail?.toLowerCase(),
  )
  const { id = null, ...facts } = before ?? { name: '', email: null, phone: null, language: null, purposes: [] }
  const parsed = contactFields.safeParse({
    ...facts,
    name: contactName ?? (facts.name || contactEmail || ''),
    email: contactEmail ?? facts.email,
    phone: contactPhone ?? facts.phone,
    language: language ?? facts.language,
    purposes: purposes ?? facts.purposes,
  })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = { email: 'contactEmail', phone: 'contactPhone' }[String(issue?.path[0])] ?? 'contactName'
    return { field, code: 'SAID', parameters: { words: issue?.message ?? '' } }
  }
  const after = { id, ...parsed.data, purposes: [...parsed.data.purposes] }
  return before && JSON.stringify({ ...before, id }) === JSON.stringify({ ...before, ...after, id }) ? null : after
}
