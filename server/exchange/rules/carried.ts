import { createHash } from 'node:crypto'
import { mediaTypeOf } from '@/server/filing/rules'
import { isCountry } from '@/server/platform/place/country'
import { isZone } from '@/server/platform/time/calendar'

export type ArchiveRow = Record<string, unknown>

/** Tables that are not in the file, each with the reason. What a file says of them is no archive of ours. */
export const notInFile: Readonly<Record<string, string>> = {
  api_key: 'a secret',
  portal_link: 'a secret',
  invitation: 'a secret',
  idempotency_key: 'only the program needs it',
  outbox: 'only the program needs it',
  failed_work: 'only the program needs it',
  archive: 'the file itself',
  archive_piece: 'the file itself',
  import_row: 'rows of files that were moved in, kept for some days',
}

/** Settings with which an organisation is founded, in the order in which they can go: those of the archive take their place. */
export const settings = [
  'reminder_step',
  'reminder_policy',
  'credit_policy',
  'charge_policy',
  'bank_account',
  'carrier_service',
  'carrier',
  'bin',
  'warehouse',
  'payment_terms',
  'tax_category',
  'discount_reason',
  'number_series',
  'account',
] as const

/** What an organisation may have in which nothing was entered yet. */
export const standing: readonly string[] = [
  ...settings,
  ...Object.keys(notInFile),
  'organisation',
  'membership',
  'event',
].concat('event_object', 'mail')

/** Of some tables only what is over comes: what was under way goes on where the archive was made. */
const over: Readonly<Record<string, readonly string[]>> = {
  import_file: ['DONE', 'UNDONE'],
  passage: ['ENDED'],
}

/** Whether a row is brought. */
export const comes = (table: string, { state }: ArchiveRow): boolean => over[table]?.includes(String(state)) ?? true

/** Where a file that people put beside a record lies in an archive. */
export const attachmentPath = ({ id, file_name: name }: ArchiveRow): string =>
  `files/${id}-${String(name).replace(/[^\w.-]+/g, '-')}`

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Of which tables the bytes of a row lie beside them in the archive, and whether they are what the row says. */
export const besides: Readonly<Record<string, (row: ArchiveRow, bytes: Buffer) => boolean>> = {
  attachment: ({ hash, media_type: mediaType }, bytes) => hashOf(bytes) === hash && mediaTypeOf(bytes) === mediaType,
  blob: ({ hash, media_type: mediaType }, bytes) =>
    hashOf(bytes) === hash && mediaType === 'application/pdf' && bytes.subarray(0, 5).toString() === '%PDF-',
}

/** Columns that an older archive has and that are no more: `otherwise` says of them what they are today. */
export const earlier: Readonly<Record<string, readonly string[]>> = {
  charge_policy: ['freight_minor', 'free_from_minor'],
  carrier_service: ['charge_minor', 'free_from_minor'],
}

/** Freight that was one amount, with a value from which it was free, as the table that it is today. */
function freightIn(amount: unknown, free: unknown): ArchiveRow {
  if (typeof amount !== 'number') return {}
  const steps = typeof free === 'number' ? [[0, amount] as const, [free, 0] as const] : [[0, amount] as const]
  const asKept = steps.map(([from, minor]) => ({ country: null, from: String(from), amountMinor: String(minor) }))
  return { freight: { by: 'VALUE', steps: asKept } }
}

/**
 * What a row says otherwise here: a mail that had not left is never sent, because the organisation of the archive sends it; an order of an
 * archive that knows no states waits for none; freight of an older archive is a table.
 */
export function otherwise(table: string, row: ArchiveRow): ArchiveRow {
  if (table === 'sales_order' && !('state_needed' in row)) return { state_needed: false }
  if (table === 'charge_policy') return freightIn(row.freight_minor, row.free_from_minor)
  if (table === 'carrier_service') return freightIn(row.charge_minor, row.free_from_minor)
  if (table !== 'mail') return {}
  const { secrets: _, ...body } = Object(row.body)
  return { body, ...(row.state === 'QUEUED' || row.state === 'SENDING' ? { state: 'SET_ASIDE' } : {}) }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A row as text, with ids that are others here: of people and of the organisation, wherever they stand. */
export const renamed = (line: string, ids: ReadonlyMap<string, string>): string =>
  line.replace(uuid, (id) => ids.get(id) ?? id)

/**
 * The id under which a person of the archive is known here: their own when it is whoever reads, told by the address; otherwise one that is
 * nobody's account, so that the name stands below what they did and opens nothing.
 */
export function personHere({ user_id: id, email }: ArchiveRow, organisationId: string, reader: Reader): string {
  if (id === reader.id || email === reader.email) return reader.id
  const hex = hashOf(Buffer.from(`${organisationId}/${id}`))
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

interface Reader {
  id: string
  email: string
}

/** What of the organisation itself is as in the archive. Its name and address in the web stay. */
const own =
  `country time_zone locale working_weekdays legal_name address_line address_extra postcode city region tax_number tax_registered email phone iban bic bank_name account_number bank_code
  serving_rule prepaid_days quote_reminder_before_days quote_reminder_after_days dispatch_grace_minutes paper_size label_size`.split(
    /\s+/,
  )

/** The organisation's own facts as an archive has them; nothing when they are none with which the program could reckon. */
export function factsIn(row: ArchiveRow): ArchiveRow | null {
  const { country, time_zone: zone, locale, working_weekdays: weekdays } = row
  const days = Array.isArray(weekdays) ? weekdays : []
  if (!isCountry(String(country)) || !isZone(String(zone)) || !isLocale(locale)) return null
  if (days.length === 0 || days.some((day) => ![1, 2, 3, 4, 5, 6, 7].includes(day))) return null
  // With sample trade the clock runs ahead, and so do the times of its records.
  const trial = row.sample === 'GROWN' || row.sample === 'PASSING'
  const clock = trial ? { sample: 'GROWN', clock_shift_ms: row.clock_shift_ms } : {}
  return { ...Object.fromEntries(own.filter((name) => name in row).map((name) => [name, row[name]])), ...clock }
}

function isLocale(locale: unknown): boolean {
  try {
    return Intl.getCanonicalLocales(String(locale)).length === 1
  } catch {
    return false
  }
}
