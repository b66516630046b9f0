import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '../context/ctx'
import { recordEvents } from '../events/events'
import { closeConnections } from './db'
import { idempotent } from './idempotency'
import { returnNumbers, takeNumber, withNumbers } from './numbers'
import { lookUp, read, sent, transaction } from './run'
import { expectRows, type Statement, sql } from './sql'

let owner: Ctx
let stranger: Ctx

beforeAll(async () => {
  owner = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})
afterAll(closeConnections)

const happen = (mark: string) =>
  recordEvents(owner, [
    { name: 'test/thing.happened', objects: [['organisation', owner.organisationId]], payload: { mark } },
  ])

async function happened(ctx: Ctx, mark: string): Promise<number> {
  const [[row]] = await read(
    ctx,
    sql<{
      count: bigint
    }>`SELECT count(*) FROM event WHERE organisation_id = ${owner.organisationId} AND payload->>'mark' = ${mark}`,
  )
  return Number(row?.count)
}

const miss = () =>
  expectRows(1, sql`UPDATE organisation SET name = name WHERE id = ${owner.organisationId} AND name = 'nobody'`)

describe('a trip', () => {
  it.each([0, 1, 2, 3])('writes nothing when the conditional write at place %i finds no row', async (place) => {
    const mark = `miss ${place}`
    const statements: Statement<never>[] = [happen(mark), happen(mark), happen(mark)]
    statements.splice(place, 0, miss())
    await expect(transaction(owner, {}, (tx) => tx.commit(...statements))).rejects.toMatchObject({ code: 'STALE' })
    expect(await happened(owner, mark)).toBe(0)
  })

  it('keeps the connection and its prepared statements usable when a statement fails at any place', async () => {
    const divide = (by: number) => sql<{ quotient: number }>`SELECT 6 / ${by}::int AS quotient`
    for (const by of [2, 0, 2, 0, 0, 3]) {
      const asked = read(owner, sql`SELECT 1`, divide(by), divide(by))
      if (by === 0) await expect(asked).rejects.toMatchObject({ code: '22012' })
      else expect((await asked).slice(1)).toEqual([[{ quotient: 6 / by }], [{ quotient: 6 / by }]])
    }
    await expect(read(owner, sql`SELECT nothing FROM nowhere`)).rejects.toMatchObject({ code: '42P01' })
    expect(await read(owner, divide(1))).toEqual([[{ quotient: 6 }]])
  })

  it('drops a connection that the server ended, and takes another for the next statement', async () => {
    for (let time = 0; time < 5; time++) {
      const ended = lookUp(sql`SELECT pg_terminate_backend(pg_backend_pid())`)
      await expect(ended).rejects.toMatchObject({ code: '57P01' })
      expect(await read(owner, sql`SELECT 1 AS one`)).toEqual([[{ one: 1 }]])
    }
  })

  it('answers rows of a statement whose columns an earlier trip described', async () => {
    const rows = (until: number) => sql<{ oneNumber: number; asText: string | null }>`
      SELECT n AS one_number, nullif(n::text, '2') AS as_text FROM generate_series(1, ${until}::int) AS n`
    const two = [
      { oneNumber: 1, asText: '1' },
      { oneNumber: 2, asText: null },
    ]
    for (const until of [2, 0, 2]) expect(await read(owner, rows(until))).toEqual([two.slice(0, until)])
  })

  it('forgets the organisation when it ends', async () => {
    const setting = sql<{
      organisation: string | null
    }>`SELECT current_setting('app.organisation_id', true) AS organisation`
    const [[inside]] = await read(owner, setting)
    expect(inside?.organisation).toBe(owner.organisationId)
    await transaction(owner, {}, (tx) => tx.run(setting))
    await expect(transaction(owner, {}, (tx) => tx.commit(miss()))).rejects.toThrow()
    for (let turn = 0; turn < 4; turn++) expect((await lookUp(setting))[0]?.organisation || null).toBe(null)
    await transaction(owner, {}, (tx) => tx.commit(happen('mine')))
    expect(await happened(owner, 'mine')).toBe(1)
    expect(await happened(stranger, 'mine')).toBe(0)
  })

  it('sends and receives values of every kind', async () => {
    const at = new Date('2026-07-01T12:34:56.789Z')
    const texts = ['plain', 'with "quotes"', 'back\\slash', 'a,b', '{}', '', 'NULL', null]
    const [[row]] = await read(
      owner,
      sql`SELECT ${9007199254740993n}::bigint AS big, ${12}::int AS small, ${true}::boolean AS flag, ${at}::timestamptz AS at, ${'2026-07-01'}::date AS day,
        ${'12.500000'}::numeric AS rate, ${texts}::text[] AS texts, ${[1, 2]}::int[] AS numbers, ${{ a: [1, 'x'] }}::jsonb AS document,
        ${new Uint8Array([0, 255, 7])}::bytea AS bytes, ${null}::text AS nothing, ${undefined}::text AS left_out`,
    )
    expect(row).toEqual({
      big: 9007199254740993n,
      small: 12,
      flag: true,
      at,
      day: '2026-07-01',
      rate: '12.500000',
      texts,
      numbers: [1, 2],
      document: { a: [1, 'x'] },
      bytes: Buffer.from([0, 255, 7]),
      nothing: null,
      leftOut: null,
    })
  })
})

describe('a keyed verb', () => {
  const verb = (key: string, input: object) =>
    transaction(owner, idempotent('test.verb', key, input), async (tx) => {
      await tx.run(sql`SELECT 1`)
      return tx.conclude<{ of: object; repeated?: boolean }>({ of: input }, happen(key))
    })

  it('answers a repetition with the first answer, refuses other input, and takes two trips', async () => {
    const { trips } = sent
    expect(await verb('once', { a: 1 })).toEqual({ of: { a: 1 } })
    expect(sent.trips - trips).toBe(2)
    expect(await verb('once', { a: 1 })).toEqual({ of: { a: 1 }, repeated: true })
    await expect(verb('once', { a: 2 })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(await happened(owner, 'once')).toBe(1)
  })

  it('has one effect when many callers send it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => verb('at once', {})))
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1)
    expect(await happened(owner, 'at once')).toBe(1)
  })
})

it('gives each of many simultaneous callers its own number, from as few blocks as possible', async () => {
  const { trips } = sent
  const numbers = await Promise.all(Array.from({ length: 120 }, () => takeNumber(owner, 'TEST', 'T-')))
  expect(new Set(numbers).size).toBe(120)
  expect(sent.trips - trips).toBe(3)
})

describe('numbers that a process took and did not use', () => {
  const ends = () => {
    const kept = globalThis as { octetNumbers?: unknown }
    const process = kept.octetNumbers
    kept.octetNumbers = undefined
    return { comesBack: () => Object.assign(kept, { octetNumbers: process }) }
  }
  const take = async (count: number) => {
    const numbers: string[] = []
    while (numbers.length < count) numbers.push(await takeNumber(owner, 'KEPT', 'K-'))
    return numbers
  }

  it('are the next ones after a clean stop, whichever of two processes stops first', async () => {
    expect(await take(2)).toEqual(['K-1001', 'K-1002'])
    const first = ends()
    // A second process takes its own block.
    expect(await take(3)).toEqual(['K-1051', 'K-1052', 'K-1053'])
    const second = ends()
    first.comesBack()
    await withNumbers(owner, ['KEPT', 'K-'], 2, async () => {})
    await returnNumbers()
    await returnNumbers()
    ends()
    second.comesBack()
    await returnNumbers()
    ends()
    expect(await take(49)).toEqual([...Array.from({ length: 48 }, (_none, index) => `K-${1003 + index}`), 'K-1054'])
    await returnNumbers()
    ends()
    expect(await take(1)).toEqual(['K-1055'])
  })

  it('are all given back when the last caller has its answer, with which a process ends', async () => {
    await take(1)
    const answered: string[] = []
    const first = returnNumbers().then(() => answered.push('first'))
    await returnNumbers().then(() => answered.push('second'))
    await first
    expect(answered).toEqual(['first', 'second'])
  })

  it('are none of a series of which as many are taken as are needed: the next process goes on behind the last', async () => {
    const several = (count: number) => withNumbers(owner, ['CUSTOMER', 'CU-'], count, async (taken) => taken())
    const first = Number((await several(1))[0]?.slice(3))
    const numbers = (from: number, count: number) =>
      Array.from({ length: count }, (_none, nth) => `CU-${first + from + nth}`)
    ends()
    expect(await several(4)).toEqual(numbers(1, 4))
    ends()
    await withNumbers(owner, ['CUSTOMER', 'CU-'], 3, async () => {})
    await returnNumbers()
    ends()
    await withNumbers(owner, ['CUSTOMER', 'CU-'], 60, async () => {})
    const unused = ends()
    expect(await several(1)).toEqual(numbers(65, 1))
    const kept = ends()
    unused.comesBack()
    await returnNumbers()
    ends()
    // Of those that came back only what is needed is taken.
    expect(await several(2)).toEqual(numbers(5, 2))
    ends()
    expect(await several(1)).toEqual(numbers(7, 1))
    kept.comesBack()
  })

  it('are given to no other caller meanwhile', async () => {
    await returnNumbers()
    const all = await Promise.all([
      ...Array.from({ length: 70 }, () => takeNumber(owner, 'RACE', 'R-')),
      returnNumbers().then(() => takeNumber(owner, 'RACE', 'R-')),
      ...Array.from({ length: 10 }, () => withNumbers(owner, ['RACE', 'R-'], 3, async (taken) => taken()[0])),
    ])
    expect(new Set(all).size).toBe(81)
  })
})
