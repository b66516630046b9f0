import { beforeEach, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { makeTrial } from '@/prisma/seed/trial'
import { confirm } from '@/server/order/mutations/confirm'
import { GivenUp } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { PassageRow } from '../queries'
import { goOnWithout, tryAgain } from './after-failure'
import { goOn } from './go-on'
import { ctxThen, keepReached, keepStory } from './keep'

const hour = 3_600_000
let trial: Awaited<ReturnType<typeof makeTrial>>
beforeEach(async () => {
  trial = await makeTrial()
})

it('pages show the time that a passage has reached, which never goes back', async () => {
  const ctx = await trial.present()
  const id = await trial.begun({})
  await trial.say('PASSING')
  for (const [hours, shown] of [
    [5, 5],
    [2, 5],
    [9, 9],
  ] as const) {
    const at = new Date(ctx.now.getTime() + hours * hour)
    await keepReached(ctx, { id, kind: 'DAY' } as PassageRow, at)
    expect((await trial.latest())?.reachedAt).toEqual(at)
    expect(Math.round(((await trial.present()).now.getTime() - ctx.now.getTime()) / hour)).toBe(shown)
  }
})

describe('a passage that fails', () => {
  it('is tried three times, and then only when a person asks', async () => {
    await trial.say('ASKED')
    expect(await refused(tryAgain(await trial.present()))).toBe('NOTHING_FAILED')
    // Nobody founded it, so that nobody can trade.
    const id = await trial.begun({ kind: 'PAST', state: 'ASKED' })
    const ways = async () => {
      const failures = []
      for (let attempt = 1; attempt <= 3; attempt++)
        failures.push(
          await goOn(await trial.present()).then(
            () => null,
            (error: Error) => error instanceof GivenUp,
          ),
        )
      return failures
    }
    expect(await refused(tryAgain(await trial.present()))).toBe('NOTHING_FAILED')
    expect(await ways()).toEqual([false, false, true])
    expect((await trial.present()).organisation.sample).toBe('GROWING')
    expect(await tryAgain(await trial.present())).toEqual({ passageId: id })
    expect(await trial.latest()).toMatchObject({ id, state: 'ASKED' })
    expect(await payloadsOf(await trial.present(), 'trial/passage.retried', id)).toEqual([{ kind: 'PAST' }])
    expect(await ways()).toEqual([false, false, true])
    expect(await goOnWithout(await trial.present())).toEqual({ passageId: id })
    expect(await trial.latest()).toMatchObject({ state: 'ENDED', happened: null })
    expect((await trial.present()).organisation.sample).toBe('GROWN')
    expect(await refused(goOnWithout(await trial.present()))).toBe('NOTHING_FAILED')
  })

  it('is given up with what happened until then', async () => {
    const ctx = await trial.present()
    const { customerId } = await makeCustomer(ctx)
    const { productId } = await makeProduct(ctx, { stock: 1 })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const reachedAt = new Date(ctx.now.getTime() + hour)
    const id = await trial.begun({
      state: 'FAILED',
      fromAt: new Date(ctx.now.getTime() - hour),
      reachedAt,
      failures: 3,
    })
    await trial.say('PASSING')
    await goOnWithout(await trial.present())
    const ended = await trial.latest()
    expect(ended).toMatchObject({ id, state: 'ENDED', untilAt: reachedAt })
    expect(ended?.happened).toContainEqual({
      event: 'order/order.confirmed',
      count: 1,
      records: 1,
      objects: [{ type: 'order', id: orderId }],
    })
    expect((await trial.present()).organisation.sample).toBe('GROWN')
  })
})

it('the story of the demo is one row, which tells how far it has come and is no work of the background', async () => {
  const ends = (await trial.present()).now
  const [begins, half] = [new Date(ends.getTime() - 48 * hour), new Date(ends.getTime() - 24 * hour)]
  await keepStory({ organisation: trial.organisation, begins, ends, at: begins })
  await keepStory({ organisation: trial.organisation, begins, ends, at: half })
  const story = { kind: 'STORY', fromAt: begins, untilAt: ends }
  expect(await trial.latest()).toMatchObject({ ...story, state: 'RUNNING', reachedAt: half })
  await goOn(await trial.present())
  expect(await trial.latest()).toMatchObject({ ...story, state: 'RUNNING' })
  await keepStory({ organisation: trial.organisation, begins, ends, at: ends })
  expect(await trial.latest()).toMatchObject({ ...story, state: 'ENDED', reachedAt: ends })
  const [rows] = await read(ctxThen(trial.organisation, ends), sql`SELECT 1 FROM passage WHERE kind = 'STORY'`)
  expect(rows).toHaveLength(1)
})
