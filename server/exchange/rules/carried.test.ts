import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  attachmentPath,
  besides,
  comes,
  earlier,
  factsIn,
  notInFile,
  otherwise,
  personHere,
  renamed,
  settings,
  standing,
} from './carried'

const pdf = Buffer.from('%PDF-1.7\n')
const hash = createHash('sha256').update(pdf).digest('hex')

describe('a row of an archive', () => {
  it.each([
    ['import_file', { state: 'DONE' }, true],
    ['import_file', { state: 'UNDONE' }, true],
    ['import_file', { state: 'RUNNING' }, false],
    ['passage', { state: 'ENDED' }, true],
    ['passage', { state: 'ASKED' }, false],
    ['sales_order', { state: 'ASKED' }, true],
    ['customer', {}, true],
  ])('of %s that says %j comes: %s', (table, row, expected) => expect(comes(table, row)).toBe(expected))

  it('of a file lies under a plain name, and holds what it says', () => {
    expect(attachmentPath({ id: '7', file_name: 'Plan (v2)/größe_1-a.pdf' })).toBe('files/7-Plan-v2-gr-e_1-a.pdf')
    const row = { id: '7', file_name: 'a.pdf', media_type: 'application/pdf', hash }
    for (const table of ['attachment', 'blob']) {
      expect(besides[table]?.(row, pdf), table).toBe(true)
      expect(besides[table]?.(row, Buffer.from('%PDF-1.6\n')), table).toBe(false)
      expect(besides[table]?.({ ...row, media_type: 'image/png' }, pdf), table).toBe(false)
    }
    const page = Buffer.from('<script>')
    const lies = { media_type: 'application/pdf', hash: createHash('sha256').update(page).digest('hex') }
    expect(besides.blob?.(lies, page)).toBe(false)
  })

  it('of a mail that has not left is set aside, and no mail has links that were secrets', () => {
    const body = { text: 'Dear', secrets: { LINK: 'x' } }
    for (const state of ['QUEUED', 'SENDING'])
      expect(otherwise('mail', { state, body })).toEqual({ state: 'SET_ASIDE', body: { text: 'Dear' } })
    expect(otherwise('mail', { state: 'SENT', body })).toEqual({ body: { text: 'Dear' } })
    expect(otherwise('sales_order', { number: 'SO-1' })).toEqual({ state_needed: false })
    expect(otherwise('sales_order', { state_needed: true })).toEqual({})
    expect(otherwise('product', { state: 'QUEUED', body })).toEqual({})
  })

  it('of freight that was one amount, free from a value on, is the table that it is today', () => {
    const step = (from: string, amountMinor: string) => ({ country: null, from, amountMinor })
    const freight = (...steps: object[]) => ({ freight: { by: 'VALUE', steps } })
    expect(otherwise('charge_policy', { freight_minor: 690, free_from_minor: 15000 })).toEqual(
      freight(step('0', '690'), step('15000', '0')),
    )
    expect(otherwise('carrier_service', { charge_minor: 0, free_from_minor: null })).toEqual(freight(step('0', '0')))
    expect(otherwise('carrier_service', { charge_minor: null, free_from_minor: null })).toEqual({})
    expect(otherwise('charge_policy', { freight: { by: 'WEIGHT' } })).toEqual({})
    expect(earlier).toEqual({
      charge_policy: ['freight_minor', 'free_from_minor'],
      carrier_service: ['charge_minor', 'free_from_minor'],
    })
  })

  it('names people and the organisation by their ids here, wherever they stand', () => {
    const [a, b, c] = [1, 2, 3].map((nth) => `0190c0de-0000-7000-8000-00000000000${nth}`) as [string, string, string]
    expect(renamed(`{"by":"${a}","payload":{"to":"${a}","of":"${b}"}}`, new Map([[a, c]]))).toBe(
      `{"by":"${c}","payload":{"to":"${c}","of":"${b}"}}`,
    )
  })
})

describe('a person of an archive', () => {
  const reader = { id: 'me', email: 'me@example.test' }
  it('is whoever reads when the id or the address is theirs, and otherwise nobody who can sign in', () => {
    expect(personHere({ user_id: 'me', email: 'x' }, 'here', reader)).toBe('me')
    expect(personHere({ user_id: 'them', email: 'me@example.test' }, 'here', reader)).toBe('me')
    const other = personHere({ user_id: 'them', email: 'them@example.test' }, 'here', reader)
    expect(other).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(personHere({ user_id: 'them' }, 'here', reader)).toBe(other)
    expect(personHere({ user_id: 'them' }, 'there', reader)).not.toBe(other)
    expect(personHere({ user_id: 'others' }, 'here', reader)).not.toBe(other)
  })
})

describe('what an organisation says of itself', () => {
  const row = { country: 'IE', time_zone: 'Europe/Dublin', locale: 'en-IE', working_weekdays: [1, 2], sample: 'NONE' }
  it('comes without its name, its place in the web and the clock of a business that is not on trial', () => {
    const { sample: _, ...facts } = row
    expect(factsIn({ ...row, name: 'N', slug: 's', id: 'i', clock_shift_ms: 5, iban: 'I', bank_code: '1' })).toEqual({
      ...facts,
      iban: 'I',
      bank_code: '1',
    })
    for (const sample of ['GROWN', 'PASSING'])
      expect(factsIn({ ...row, sample, clock_shift_ms: 5 })).toEqual({ ...facts, sample: 'GROWN', clock_shift_ms: 5 })
  })
  it.each([
    { country: 'XX' },
    { time_zone: 'Nowhere' },
    { locale: '_' },
    { working_weekdays: [] },
    { working_weekdays: 'Mo' },
    { working_weekdays: [8] },
  ])('is refused with %j', (wrong) => expect(factsIn({ ...row, ...wrong })).toBeNull())
})

describe('what is not brought back', () => {
  it('are secrets and what only the program needs, which are not even in the file, each with its reason', () => {
    const tables = (why: string) => Object.keys(notInFile).filter((table) => notInFile[table] === why)
    expect(tables('a secret')).toEqual(['api_key', 'portal_link', 'invitation'])
    expect(tables('only the program needs it')).toEqual(['idempotency_key', 'outbox', 'failed_work'])
    expect(tables('the file itself')).toEqual(['archive', 'archive_piece'])
    expect(notInFile.import_row).toMatch('kept for some days')
  })

  it('stands in an organisation in which nothing was entered, as its settings do, which give way', () => {
    expect(settings.every((table) => standing.includes(table))).toBe(true)
    for (const table of ['customer', 'product', 'sales_order', 'posting', 'import_file'])
      expect(standing).not.toContain(table)
  })
})
