import { beforeEach, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { confirm } from '@/server/order/mutations/confirm'
import type { Organisation } from '@/server/platform/context/ctx'
import { GivenUp } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { jobPorts } from '@/server/platform/jobs/ports'
import { addDays } from '@/server/platform/time/calendar'
import { latestPassage, type PassageRow } from '../queries'
import { passesUntil } from '../rules'
import { goOnWithout, tryAgain } from './after-failure'
import { goOn } from './go-on'
import { ctxThen, keepStory } from './keep'
import { letPass } from './let-pass'

let trial: Organisation
const hour = 3_600_000

/** The system's context at the organisation's present time. */
const present = () => jobPorts.mintCtx(trial.id)
const say = async (sample: string) =>
  read(await present(), sql`UPDATE organisation SET sample = ${sample} WHERE id = ${trial.id}`)
const latest = async () => {
  const ctx = await present()
  const [[passage]] = await read(ctx, latestPassage(ctx))
  return passage
}

beforeEach(async () => {
  trial = (await makeOrganisation({ sample: true })).organisation
  await say('GROWN')
})

/** Puts a passage there, as one that was asked for or begun earlier. */
async function begun(facts: Partial<PassageRow> & { failures?: number }): Promise<string> {
  const ctx = await present()
  const id = newId(ctx.now)
  const times = { fromAt: ctx.now, reachedAt: ctx.now, untilAt: ctx.now }
  await read(
    ctx,
    insert(ctx, 'passage', [{ id, kind: 'DAY', state: 'RUNNING', floorWorks: false, ...times, ...facts }]),
  )
  return id
}

describe('a day that passes in sample trade', () => {
  it('is asked for once, moves the clock by a day, and says what happened', async () => {
    const ctx = await present()
    const { today } = ctx
    expect(await refused(letPass(ctx, { kind: 'DAY', today: addDays(today, -1) }))).toBe('TIME_HAS_PASSED')
    const { passageId } = await letPass(ctx, { kind: 'DAY', today, floorWorks: false })
    expect(await refused(letPass(ctx, { kind: 'DAY', today }))).toBe('TIME_PASSES')
    const until = passesUntil('DAY', trial.timeZone, ctx.now)
    const asked = { id: passageId, kind: 'DAY', floorWorks: false, fromAt: ctx.now, untilAt: until }
    expect(await latest()).toMatchObject({ ...asked, state: 'ASKED', reachedAt: ctx.now })
    expect(await payloadsOf(ctx, 'trial/passage.asked', passageId)).toEqual([{ kind: 'DAY' }])
    await goOn(ctx)
    const after = await present()
    expect([after.today, after.organisation.sample]).toEqual([addDays(today, 1), 'GROWN'])
    const ended = await latest()
    expect(ended).toMatchObject({ ...asked, state: 'ENDED', reachedAt: until, happened: [] })
    await goOn(after)
    expect((await present()).today).toBe(after.today)
    expect(await latest()).toEqual(ended)
    // What happens from then on happens on the new day, and the next day may pass.
    await letPass(after, { kind: 'DAY', today: after.today })
  })

  it('never sets the clock back when the present has overtaken what was asked for', async () => {
    const ctx = await present()
    const ago = (hours: number) => new Date(ctx.now.getTime() - hours * hour)
    await begun({ state: 'ASKED', fromAt: ago(30), reachedAt: ago(30), untilAt: ago(6) })
    await goOn(ctx)
    expect((await latest())?.untilAt.getTime()).toBeGreaterThanOrEqual(ctx.now.getTime())
    expect((await present()).now.getTime()).toBeGreaterThanOrEqual(ctx.now.getTime())
  })

  it.each([
    ['NONE', 'NOT_ON_TRIAL'],
    ['ASKED', 'SAMPLE_GROWS'],
    ['GROWING', 'SAMPLE_GROWS'],
    ['PASSING', 'TIME_PASSES'],
  ])('is refused while the sample trade is %s: %s', async (sample, code) => {
    await say(sample)
    const ctx = await present()
    expect(await refused(letPass(ctx, { kind: 'DAY', today: ctx.today }))).toBe(code)
    expect(await latest()).toBeUndefined()
  })
})

describe('a past that is there already', () => {
  it('is only ended, without a second growth, a summary or another time', async () => {
    const ctx = await present()
    await begun({ kind: 'PAST', fromAt: new Date(ctx.now.getTime() - 91 * 24 * hour) })
    await goOn(ctx)
    expect(await latest()).toMatchObject({ kind: 'PAST', state: 'ENDED', happened: null })
    const [[count]] = await read(ctx, sql<{ n: number }>`SELECT count(*)::int AS n FROM customer`)
    expect(count).toEqual({ n: 0 })
    expect((await present()).now.getTime() - ctx.now.getTime()).toBeLessThan(hour)
  })
})

describe('a passage that fails', () => {
  it('is tried three times, and then only when a person asks', async () => {
    await say('ASKED')
    // Nobody founded it, so that nobody can trade.
    const id = await begun({ kind: 'PAST', state: 'ASKED' })
    const ways = async () => {
      const failures = []
      for (let attempt = 1; attempt <= 3; attempt++)
        failures.push(
          await goOn(await present()).then(
            () => null,
            (error: Error) => error instanceof GivenUp,
          ),
        )
      return failures
    }
    expect(await refused(tryAgain(await present()))).toBe('NOTHING_FAILED')
    expect(await ways()).toEqual([false, false, true])
    expect((await present()).organisation.sample).toBe('GROWING')
    expect(await tryAgain(await present())).toEqual({ passageId: id })
    expect(await latest()).toMatchObject({ id, state: 'ASKED' })
    expect(await payloadsOf(await present(), 'trial/passage.retried', id)).toEqual([{ kind: 'PAST' }])
    expect(await ways()).toEqual([false, false, true])
    expect(await goOnWithout(await present())).toEqual({ passageId: id })
    expect(await latest()).toMatchObject({ state: 'ENDED', happened: null })
    expect((await present()).organisation.sample).toBe('GROWN')
    expect(await refused(goOnWithout(await present()))).toBe('NOTHING_FAILED')
  })

  it('is given up with what happened until then', async () => {
    const ctx = await present()
    const { customerId } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { stock: 1 })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const reachedAt = new Date(ctx.now.getTime() + hour)
    const id = await begun({ state: 'FAILED', fromAt: new Date(ctx.now.getTime() - hour), reachedAt, failures: 3 })
    await say('PASSING')
    await goOnWithout(await present())
    const ended = await latest()
    expect(ended).toMatchObject({ id, state: 'ENDED', untilAt: reachedAt })
    expect(ended?.happened).toContainEqual({
      event: 'order/order.confirmed',
      count: 1,
      records: 1,
      objects: [{ type: 'order', id: orderId }],
    })
    expect((await present()).organisation.sample).toBe('GROWN')
  })
})

it('the story of the demo is one row, which tells how far it has come and is no work of the background', async () => {
  const ends = (await present()).now
  const [begins, half] = [new Date(ends.getTime() - 48 * hour), new Date(ends.getTime() - 24 * hour)]
  await keepStory({ organisation: trial, begins, ends, at: begins })
  await keepStory({ organisation: trial, begins, ends, at: half })
  const story = { kind: 'STORY', fromAt: begins, untilAt: ends }
  expect(await latest()).toMatchObject({ ...story, state: 'RUNNING', reachedAt: half })
  await goOn(await present())
  expect(await latest()).toMatchObject({ ...story, state: 'RUNNING' })
  await keepStory({ organisation: trial, begins, ends, at: ends })
  expect(await latest()).toMatchObject({ ...story, state: 'ENDED', reachedAt: ends })
  const [rows] = await read(ctxThen(trial, ends), sql`SELECT 1 FROM passage WHERE kind = 'STORY'`)
  expect(rows).toHaveLength(1)
})
