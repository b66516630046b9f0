import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { listCustomers } from '@/server/customer/queries'
import { type CustomerListInput, customerListOf } from '@/server/customer/schema'
import { cursorOf, pageOf, placeOf } from './keyset'
import { pageInput, readable, searchText } from './pages'

const id = '00000000-0000-7000-8000-000000000001'

describe('a cursor', () => {
  it.each([
    ['text', 'Ünïcode, O’Neill'],
    ['date', '2026-02-28'],
    ['timestamptz', '2026-11-23T12:00:00.000Z'],
    ['uuid', id],
  ] as const)('of a %s comes back as the place it was made of', (type, value) => {
    expect(placeOf(cursorOf(value, id), type)).toEqual([value, id])
  })

  it.each([
    ['no base64', '%%%', 'text'],
    ['no JSON', Buffer.from('[1').toString('base64url'), 'text'],
    ['another shape', Buffer.from('{"a":1}').toString('base64url'), 'text'],
    ['an id that is none', cursorOf('a', 'not-an-id'), 'text'],
    ['a character no text can hold', cursorOf('a\0b', id), 'text'],
    ['a name where a day is sorted by', cursorOf('Anna', id), 'date'],
    ['a day that no month has', cursorOf('2026-02-31', id), 'date'],
    ['a moment that no day has', cursorOf('2026-02-28T99:00:00Z', id), 'timestamptz'],
    ['a day where an id is sorted by', cursorOf('2026-02-28', id), 'uuid'],
  ] as const)('with %s is refused by name', (_, cursor, type) => {
    expect(() => placeOf(cursor, type)).toThrow('CURSOR_INVALID')
  })
})

describe('a page', () => {
  const cursor = (row: string) => `<${row}>`
  it.each([
    ['the only one', ['a', 'b'], {}, ['a', 'b'], null, null],
    ['the first of more', ['a', 'b', 'c'], {}, ['a', 'b'], null, '<b>'],
    ['gone on to', ['c', 'd', 'e'], { after: '<b>' }, ['c', 'd'], '<c>', '<d>'],
    ['the last', ['c'], { after: '<b>' }, ['c'], '<c>', null],
    ['gone back to', ['d', 'c', 'b'], { before: '<e>' }, ['c', 'd'], '<c>', '<d>'],
    ['gone back to the first', ['b', 'a'], { before: '<c>' }, ['a', 'b'], null, '<b>'],
    ['empty', [], { after: '<z>' }, [], null, null],
  ])('that is %s', (_, rows, asked, shown, previous, next) => {
    expect(pageOf(rows, { ...asked, limit: 2 }, cursor)).toEqual({ rows: shown, previous, next })
  })
})

describe('a list is walked to its end and back', () => {
  let us: MadeOrganisation
  beforeAll(async () => {
    us = await makeOrganisation()
    // Two rows have the same name; the id tells them apart.
    for (const name of ['Dora', 'Anna', 'Cleo', 'Anna', 'Bert']) await makeCustomer(us.ctx, { name })
  })

  it.each(['name', '-name', 'createdAt', '-createdAt'] as const)('by %s', async (sort) => {
    const names = (page: { rows: { id: string }[] }) => page.rows.map((row) => row.id)
    const ask = (input: CustomerListInput) => listCustomers(us.ctx, { sort, limit: 2, ...input })
    const whole = names(await ask({ limit: 100 }))
    const first = await ask({})
    const second = await ask({ after: first.next ?? '' })
    const third = await ask({ after: second.next ?? '' })
    expect([first, second, third].flatMap(names)).toEqual(whole)
    expect([first.previous, third.next]).toEqual([null, null])
    const back = await ask({ before: third.previous ?? '' })
    expect(names(back)).toEqual(names(second))
    expect(names(await ask({ before: back.previous ?? '' }))).toEqual(names(first))
    expect(names(await ask({ after: back.next ?? '' }))).toEqual(names(third))
  })
})

describe('the URL of a list', () => {
  const schema = z.object({
    q: searchText,
    state: z.enum(['OPEN']).optional(),
    mine: z.boolean().optional(),
    ...pageInput,
  })
  it.each([
    [
      { state: 'OPEN', mine: true },
      { state: 'OPEN', mine: true },
    ],
    [{ state: 'NONSENSE', q: 'x' }, { q: 'x' }],
    [{ state: '', q: undefined, mine: false }, {}],
    [{ after: 'x'.repeat(700) }, {}],
  ])('%j is read as %j', (said, input) => {
    expect(readable(schema, said)).toEqual(input)
  })

  it('cuts a search text that is too long to find anything', () => {
    expect(schema.parse({ q: ` ${'x'.repeat(5000)}` }).q).toBe('x'.repeat(100))
  })

  it('means the same to the page and to the file', () => {
    expect(customerListOf({ q: 'a', state: 'held', sort: 'sideways', page: '2' })).toEqual({ text: 'a', held: true })
  })
})
