import type { BrowserContext, Page, Route } from '@playwright/test'
import { expect, result, somebody, test } from './fixtures'
import { reading, type Staged, stageOrganisation } from './staged'

const picker = somebody('Pia Hansen')
let state: Awaited<ReturnType<BrowserContext['storageState']>>
let staged: Staged

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage()
  staged = await stageOrganisation(page, picker, baseURL ?? '')
  state = await page.context().storageState()
  await page.close()
})

/** Makes an order of three that waits to be picked. */
async function onTheFloor(page: Page, origin = '') {
  const { slug: organisation, customerId, productId } = staged
  const make = <T>(procedure: string, input: unknown) =>
    result<T>(page.request, procedure, input, { origin, organisation })
  const input = { customerId, lines: [{ productId, quantity: 3 }] }
  const { orderId, creditState } = await make<{ orderId: string; creditState: string }>('order.confirm', input)
  if (creditState !== 'PASSED')
    await make('order.decide', { orderId, decision: 'APPROVE', limitMinor: 900_000n, reason: 'Known for years.' })
  await make('fulfilment.release', { orderId })
  const { tasks } = await reading<{ tasks: { id: string }[] }>(page.request, organisation, 'fulfilment.order', {
    orderId,
  })
  return { orderId, taskId: tasks[0]?.id ?? '' }
}

/** Forgives requests without a network and refused requests, which the browser logs. */
function forgiveNetwork(problems: string[]) {
  const others = problems.filter(
    (one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 4(09|22)|fetching the script/.test(one),
  )
  problems.splice(0, problems.length, ...others)
}

const task = async (page: Page, { orderId } = staged.picking) => {
  const floor = await reading<{ tasks: { picked: number }[] }>(page.request, staged.slug, 'fulfilment.order', {
    orderId,
  })
  return floor.tasks[0]?.picked
}

test('a pick without a network outlives the page and is sent once; a short pick says so', async ({
  another,
  baseURL,
  problems,
}) => {
  const { slug, picking } = staged
  const first = await another({ storageState: state })
  const browser = first.context()
  await first.goto(`/${slug}/fulfilment/pick/${picking.orderId}`)
  await expect(first.getByText('0 of 3 picked')).toBeVisible()
  await expect(first.getByText('online', { exact: true })).toBeVisible()

  await browser.setOffline(true)
  await first.getByRole('button', { name: 'Take one' }).click()
  await expect(first.getByText('1 of 3 picked')).toBeVisible()
  await expect(first.getByText('offline · 1 waiting')).toBeVisible()
  await first.close()
  expect(await task(await another({ storageState: state }))).toBe(0)

  // Another page of the same browser, opened with a network, sends what was left; its first answer is lost.
  await browser.setOffline(false)
  const second = await browser.newPage()
  let lost = 0
  await second.route('**/api/trpc/fulfilment.pick**', async (route) => {
    lost += 1
    if (lost > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await second.goto(`/${slug}/customers`)
  await expect.poll(() => lost).toBe(2)
  expect(await task(second)).toBe(1)

  await second.goto(`/${slug}/fulfilment/pick/${picking.orderId}`)
  await expect(second.getByText('1 of 3 picked')).toBeVisible()
  await browser.setOffline(true)
  await second.getByRole('button', { name: 'Take all 2' }).click()
  await expect(second.getByText('Done here')).toBeVisible()
  const somebodyElse = await another({ storageState: state })
  const picks = [{ taskId: picking.taskId, quantity: 2 }]
  const input = { orderId: picking.orderId, picks }
  await result(somebodyElse.request, 'fulfilment.pick', input, { origin: baseURL, organisation: slug })
  await browser.setOffline(false)
  await expect(second.getByText('Not taken')).toBeVisible()
  await second.getByRole('button', { name: 'Understood' }).click()
  await expect(second.getByText('Not taken')).toBeHidden()
  expect(await task(second)).toBe(3)

  forgiveNetwork(problems)
})

test('an undo takes back what was sent, nothing that the server refused, and never a colleague’s pick', async ({
  another,
  baseURL,
  problems,
}) => {
  const tablet = await another({ storageState: state })
  const order = await onTheFloor(tablet, baseURL)
  await tablet.goto(`/${staged.slug}/fulfilment/pick/${order.orderId}`)
  await expect(tablet.getByText('0 of 3 picked')).toBeVisible()
  const colleague = await another({ storageState: state })
  const counted = () => task(colleague, order)
  await tablet.getByRole('button', { name: 'Take one' }).click()
  await expect.poll(counted).toBe(1)
  await tablet.getByRole('button', { name: 'Undo' }).click()
  await expect(tablet.getByText('0 of 3 picked')).toBeVisible()
  await expect.poll(counted).toBe(0)
  const tab = await tablet.context().newPage()
  for (const page of [tab, tablet]) await page.goto(`/${staged.slug}/fulfilment/pick/${order.orderId}`)
  for (const page of [tab, tablet]) await expect(page.getByText('0 of 3 picked')).toBeVisible()
  await tablet.context().setOffline(true)
  await tablet.getByRole('button', { name: 'Take all 3' }).click()
  await tablet.getByRole('button', { name: 'Undo' }).click()
  await tablet.getByRole('button', { name: 'Take all 3' }).click()
  const input = { orderId: order.orderId, picks: [{ taskId: order.taskId, quantity: 2 }] }
  await result(colleague.request, 'fulfilment.pick', input, { origin: baseURL, organisation: staged.slug })
  await tablet.context().setOffline(false)
  // Every tab follows the server at once, and not when it next asks by itself, 15 seconds later.
  for (const page of [tablet, tab]) {
    await expect(page.getByText('Not taken')).toBeVisible()
    await expect(page.getByText('2 of 3 picked')).toBeVisible({ timeout: 5_000 })
  }
  await expect(tablet.getByRole('button', { name: 'Undo' })).toBeDisabled()
  await tablet.getByRole('button', { name: 'Understood' }).click()
  await expect(tablet.getByText('Not taken')).toBeHidden()
  await expect(tablet.getByRole('button', { name: 'Undo' })).toBeDisabled()
  expect(await task(tablet, order)).toBe(2)
  forgiveNetwork(problems)
})

test('goods whose answer was lost are booked once, whichever page sends them again', async ({ another, problems }) => {
  const { slug, productId } = staged
  const first = await another({ storageState: state })
  const onHand = async () =>
    (await reading<{ onHand: number }>(first.request, slug, 'inventory.product', { productId })).onHand
  const before = await onHand()
  let asked = 0
  // The server has booked the goods, but this page gets none of its answers.
  await first.route('**/api/trpc/order.receive**', async (route) => {
    asked += 1
    if (asked === 1) await route.fetch()
    await route.abort()
  })
  await first.goto(`/${slug}/fulfilment/receive`)
  for (let scan = 0; scan < 2; scan++) {
    await first.keyboard.type('SAW-1')
    await first.keyboard.press('Enter')
  }
  // Scans are looked up one by one, so the quantity is typed only after both have arrived.
  await expect(first.getByLabel('Units of SAW-1')).toHaveValue('2')
  await first.getByLabel('Units of SAW-1').fill('8')
  await first.getByRole('button', { name: 'Receive 8 units' }).click()
  await expect(first.getByText('Sent, not answered')).toBeVisible()
  await expect(first.getByRole('button', { name: 'Receive' })).toBeDisabled()
  const later = await first.context().newPage()
  await first.close()
  await later.goto(`/${slug}/fulfilment/receive`)
  await expect(later.getByText('Nothing scanned yet.')).toBeVisible()
  await expect.poll(() => later.evaluate(() => localStorage.length)).toBe(0)
  expect((await reading<{ onHand: number }>(later.request, slug, 'inventory.product', { productId })).onHand).toBe(
    before + 8,
  )
  forgiveNetwork(problems)
})

test('goods that come on a purchase list are taken in by scans alone: less than expected, then the rest with one more', async ({
  another,
}) => {
  const { slug, planned } = staged
  const tablet = await another({ storageState: state })
  const scan = async (...codes: string[]) => {
    for (const code of codes) {
      await tablet.keyboard.type(code)
      await tablet.keyboard.press('Enter')
    }
  }
  const stand = () =>
    reading<{ state: string; lines: { received: number }[] }>(tablet.request, slug, 'supply.record', { id: planned.id })
  await tablet.goto(`/${slug}/fulfilment/receive`)
  await scan(planned.number, 'SAW-1', 'SAW-1')
  await expect(tablet.getByRole('table', { name: 'Expected' })).toContainText('8 to come')
  await tablet.getByRole('button', { name: 'Receive 2 units' }).click()
  await expect(tablet.getByText(`2 units received; ${planned.number}: 8 still expected`, { exact: true })).toBeVisible()
  expect(await stand()).toMatchObject({ state: 'PART_RECEIVED', lines: [{ received: 2 }] })
  await tablet.goto(`/${slug}/fulfilment/planned/${planned.id}`)
  await tablet.getByRole('link', { name: 'Receive', exact: true }).click()
  await expect(tablet.getByRole('table', { name: 'Expected' })).toBeVisible()
  await scan('SAW-1')
  await expect(tablet.getByLabel('Units of SAW-1')).toHaveValue('1')
  await tablet.getByLabel('Units of SAW-1').fill('9')
  await expect(tablet.getByRole('table', { name: 'Expected' })).toContainText('1 more')
  await tablet.getByRole('button', { name: 'Receive 9 units' }).click()
  await expect(
    tablet.getByText(`9 units received; ${planned.number}: 1 more than asked for`, { exact: true }),
  ).toBeVisible()
  expect(await stand()).toMatchObject({ state: 'RECEIVED', lines: [{ received: 11 }] })
})

test('two tabs of one tablet show the same counts, and one of them sends the picks', async ({ another, baseURL }) => {
  const one = await another({ storageState: state })
  const order = await onTheFloor(one, baseURL)
  const two = await one.context().newPage()
  const told = new Set<string | undefined>()
  // The answer is delayed: meanwhile the counts in the tabs must neither fall back nor run ahead.
  const slowly = async (route: Route) => {
    told.add(/"idempotencyKey":"([^"]+)"/.exec(route.request().postData() ?? '')?.[1])
    const answer = await route.fetch()
    await two.evaluate(() => window.dispatchEvent(new Event('focus')))
    await route.fulfill({ response: answer })
  }
  for (const tab of [one, two]) {
    await tab.route('**/api/trpc/fulfilment.pick**', slowly)
    await tab.goto(`/${staged.slug}/fulfilment/pick/${order.orderId}`)
    await expect(tab.getByText('0 of 3 picked')).toBeVisible()
    await tab.evaluate(() => {
      const seen: string[] = []
      const look = () => {
        const now = /(\d) of 3 picked/.exec(document.body.innerText)?.[1] ?? ''
        if (now && now !== seen.at(-1)) seen.push(now)
      }
      look()
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
      Object.assign(window, { seen })
    })
  }
  await one.getByRole('button', { name: 'Take one' }).click()
  await expect(two.getByText('1 of 3 picked')).toBeVisible()
  await two.getByRole('button', { name: 'Take one' }).click()
  await expect(one.getByText('2 of 3 picked')).toBeVisible()
  await expect(one.getByText('online', { exact: true })).toBeVisible()
  await expect.poll(() => task(one, order)).toBe(2)
  expect(told.size).toBe(2)
  const seen = (tab: Page) => tab.evaluate(() => (window as unknown as { seen: string[] }).seen.join())
  expect([await seen(one), await seen(two)]).toEqual(['0,1,2', '0,1,2'])
})

test('a case scanned counts as twelve: at goods in, while picking, and never more than is asked for', async ({
  another,
  baseURL,
}) => {
  const { slug, customerId, productId } = staged
  const tablet = await another({ storageState: state })
  const make = <T>(procedure: string, input: unknown) =>
    result<T>(tablet.request, procedure, input, { origin: baseURL ?? '', organisation: slug })
  const packs = [{ unit: 'XCS', quantity: 12, gtin: '10012345000017' }]
  await make('catalog.change', { id: productId, name: 'Japanese saw', unitPrice: '19.90', packs })
  const scan = async (code: string) => {
    await tablet.keyboard.type(code)
    await tablet.keyboard.press('Enter')
  }
  await tablet.goto(`/${slug}/fulfilment/receive`)
  await scan('10012345000017')
  await expect(tablet.getByLabel('Units of SAW-1')).toHaveValue('12')
  await tablet.getByRole('button', { name: 'Receive 12 units' }).click()
  await expect(tablet.getByText('12 units received', { exact: true })).toBeVisible()

  const lines = [{ productId, quantity: 24, pack: 'XCS' }]
  const { orderId } = await make<{ orderId: string }>('order.confirm', { customerId, lines })
  await make('order.decide', { orderId, decision: 'APPROVE', limitMinor: 900_000n, reason: 'Known for years.' }).catch(
    () => undefined,
  )
  await make('fulfilment.release', { orderId })
  await tablet.goto(`/${slug}/fulfilment/pick/${orderId}`)
  await expect(tablet.getByText('2 cases of 12')).toBeVisible()
  await scan('10012345000017')
  await expect(tablet.getByText('Japanese saw: 12 of 24', { exact: true })).toBeVisible()
  await scan('SAW-1')
  await expect(tablet.getByText('Japanese saw: 13 of 24', { exact: true })).toBeVisible()
  await scan('10012345000017')
  await expect(tablet.getByText('This is a case of 12, Japanese saw; 11 units are left here.')).toBeVisible()
})
