import { type Inngest, NonRetriableError, RetryAfterError } from 'inngest'

type Log = (line: string) => void

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Functions that use each part of the SDK that the executor supports; writing to `log` is their only effect. */
export function demoFunctions(inngest: Inngest.Any, log: Log) {
  return [...story(inngest, log), ...failures(inngest, log), ...limits(inngest, log)]
}

/** One function that uses nearly every part, and the function that it invokes. */
function story(inngest: Inngest.Any, log: Log) {
  const flaky = new Map<string, number>()
  const tax = inngest.createFunction(
    { id: 'tax', concurrency: { limit: 1, key: 'event.data.amount' }, triggers: { event: 'tax/asked' } },
    async ({ event }) => {
      if (event.data.amount < 0) throw new NonRetriableError('negative amount')
      return { tax: event.data.amount / 5 }
    },
  )
  const fulfil = inngest.createFunction(
    { id: 'fulfil', retries: 3, triggers: { event: 'order/placed' } },
    async ({ event, step }) => {
      const order = event.data.orderId
      const reserved = await step.run('reserve', async () => {
        log(`reserve ${order}`)
        return { units: 1 }
      })
      await step.sleep('cool-off', '1s')
      await step.sendEvent('ask', { name: 'payment/requested', data: { orderId: order } })
      const paid = await step.waitForEvent('paid', { event: 'payment/received', match: 'data.orderId', timeout: '20s' })
      const attempts = await step.run('flaky', async () => {
        const attempt = (flaky.get(order) ?? 0) + 1
        flaky.set(order, attempt)
        log(`flaky ${order}`)
        if (attempt < 3) throw new Error(`boom ${attempt}`)
        return attempt
      })
      const [x, y] = await Promise.all([
        step.run('left', async () => {
          log(`left ${order}`)
          return 1
        }),
        step.run('right', async () => {
          log(`right ${order}`)
          return 2
        }),
        step.sleep('beside', '1s'),
      ])
      const owed = await step.invoke('tax', { function: tax, data: { amount: 10 } })
      const refused = await step.invoke('refused', { function: tax, data: { amount: -1 } }).catch((e) => e.message)
      log(
        `done ${order} ${JSON.stringify({ reserved, paid: paid?.data ?? null, attempts, sum: x + y, owed, refused })}`,
      )
      return { order }
    },
  )
  return [tax, fulfil]
}

function failures(inngest: Inngest.Any, log: Log) {
  const failing = inngest.createFunction(
    {
      id: 'failing',
      retries: 1,
      triggers: { event: 'fail/asked' },
      onFailure: async ({ error, event }) => log(`onFailure ${error.message} ${event.data.event.data.n}`),
    },
    async ({ step }) => {
      try {
        await step.run('bad', () => {
          log('bad')
          throw new Error('always')
        })
      } catch (error) {
        log(`caught ${(error as Error).message}`)
        throw new NonRetriableError('final')
      }
    },
  )
  const later = inngest.createFunction({ id: 'later', triggers: { event: 'later/asked' } }, async ({ attempt }) => {
    log(`later ${attempt} ${Date.now()}`)
    if (attempt === 0) throw new RetryAfterError('not yet', '2s')
  })
  const signalled = inngest.createFunction(
    { id: 'signalled', triggers: { event: 'signal/asked' } },
    async ({ step }) => {
      await step.waitForSignal('a signal', { signal: 'green', timeout: '1m', onConflict: 'fail' })
    },
  )
  return [failing, later, signalled]
}

function limits(inngest: Inngest.Any, log: Log) {
  const unpaid = inngest.createFunction({ id: 'unpaid', triggers: { event: 'unpaid/asked' } }, async ({ step }) => {
    const paid = await step.waitForEvent('paid', {
      event: 'payment/received',
      timeout: '1s',
      if: "async.data.x == 'x'",
    })
    log(`unpaid ${paid}`)
  })
  const keyed = inngest.createFunction(
    { id: 'keyed', concurrency: { limit: 2, key: 'event.data.key' }, triggers: { event: 'keyed/asked' } },
    async ({ event, step }) => {
      await step.run('work', async () => {
        log(`keyed+ ${event.data.key}`)
        await pause(150)
        log(`keyed- ${event.data.key}`)
      })
    },
  )
  const race = inngest.createFunction({ id: 'race', triggers: { event: 'race/asked' } }, async ({ step }) => {
    const winner = await Promise.race([step.run('quick', () => 'quick'), step.sleep('slow', '1s').then(() => 'slow')])
    await step.run('after', () => log(`race ${winner}`))
  })
  const noop = inngest.createFunction({ id: 'noop', triggers: { event: 'noop/asked' } }, async ({ event }) => {
    log(`noop ${event.data.n}`)
  })
  const filtered = inngest.createFunction(
    { id: 'filtered', triggers: { event: 'noop/asked', if: 'event.data.n == 7' } },
    async () => log('filtered 7'),
  )
  return [unpaid, keyed, race, noop, filtered]
}

/** A function of three steps for processes that are killed; each step logs its beginning and its end. */
export function threeSteps(inngest: Inngest.Any, log: Log) {
  return inngest.createFunction({ id: 'three', triggers: { event: 'three/asked' } }, async ({ event, step }) => {
    for (const name of ['a', 'b', 'c']) {
      await step.run(name, async () => {
        log(`+ ${event.data.n} ${name}`)
        await pause(20)
        log(`- ${event.data.n} ${name}`)
        return name
      })
    }
    await Promise.all(
      ['x', 'y'].map((name) =>
        step.run(name, async () => {
          log(`- ${event.data.n} ${name}`)
        }),
      ),
    )
    await step.run('end', () => log(`end ${event.data.n}`))
  })
}
