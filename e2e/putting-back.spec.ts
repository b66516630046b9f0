import type { BrowserContext, Page } from '@playwright/test'
import { expect, result, somebody, test } from './fixtures'
import { reading, type Staged, stageOrganisation } from './staged'

const owner = somebody('Pia Hansen')
const tablet = { hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 } }
let state: Awaited<ReturnType<BrowserContext['storageState']>>
let staged: Staged
let origin = ''

test.beforeAll(async ({ browser, baseURL }) => {
  origin = baseURL ?? ''
  const page = await browser.newPage()
  staged = await stageOrganisation(page, owner, origin)
  state = await page.context().storageState()
  await page.close()
})

const make = <T>(page: Page, procedure: string, input: unknown) =>
  result<T>(page.request, procedure, input, { origin, organisation: staged.slug })
const floorOf = (page: Page, orderId: string) =>
  reading<{ order: { number: string }; tasks: { id: string }[]; lines: { id: string }[] }>(
    page.request,
    staged.slug,
    'fulfilment.order',
    { orderId },
  )

/** An order that stands on the floor, and how much of it is taken. */
async function picked(page: Page, quantity: number, of = 3) {
  const input = { customerId: staged.customerId, lines: [{ productId: staged.productId, quantity: of }] }
  const { orderId, creditState } = await make<{ orderId: string; creditState: string }>(page, 'order.confirm', input)
  if (creditState !== 'PASSED')
    await make(page, 'order.decide', { orderId, decision: 'APPROVE', limitMinor: 900_000n, reason: 'Known for years.' })
  await make(page, 'fulfilment.release', { orderId })
  const { order, tasks, lines } = await floorOf(page, orderId)
  const picks = [{ taskId: tasks[0]?.id ?? '', quantity }]
  if (quantity > 0) await make(page, 'fulfilment.pick', { orderId, picks })
  return { orderId, number: order.number, lineId: lines[0]?.id ?? '' }
}

/** The shipment that is planned by itself once an order is packed. */
async function planned(page: Page, orderId: string) {
  const first = async () => {
    const input = { id: orderId }
    const order = await reading<{ shipments: { id: string }[] }>(page.request, staged.slug, 'order.get', input)
    return order.shipments[0]?.id
  }
  await expect.poll(first).toBeDefined()
  return (await first()) ?? ''
}

async function scan(page: Page, code: string) {
  await expect(page.getByRole('textbox', { name: /^Scan/ })).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

test('each parcel is scanned as it goes on board, and none of another shipment', async ({ another }) => {
  const page = await another({ storageState: state, ...tablet })
  const { slug } = staged
  const { orderId, lineId } = await picked(page, 3)
  const parcels = [1, 2].map((quantity) => ({ lines: [{ orderLineId: lineId, quantity }] }))
  const { parcels: made } = await make<{ parcels: { number: string }[] }>(page, 'fulfilment.pack', { orderId, parcels })
  const [first, second] = made.map(({ number }) => number)
  await planned(page, orderId)
  await page.goto(`/${slug}/shipping`)
  await scan(page, first ?? '')
  await page.waitForURL(/shipping\/[0-9a-f-]+\?parcel=/)
  await expect(page.getByText('1 of 2 on board')).toBeVisible()
  await scan(page, 'PA-NOT-HERE')
  await expect(page.getByText('PA-NOT-HERE is not of this shipment. Leave it here.')).toBeVisible()
  await scan(page, second ?? '')
  await expect(page.getByText('All are on board: dispatch it')).toBeVisible()
  await expect(page.getByText('2 of 2 on board')).toBeVisible()
  // A label that no scanner reads is ticked off by hand.
  await page.getByRole('button', { name: second }).tap()
  await expect(page.getByText('1 of 2 on board')).toBeVisible()
})

test('money whose answer was lost is booked once, whatever page sends it again', async ({ another, problems }) => {
  const first = await another({ storageState: state })
  const { slug, customerId } = staged
  const receipts = async (page: Page) =>
    (await reading<{ rows: { amountMinor: bigint }[] }>(page.request, slug, 'collection.receipts', {})).rows.length
  const before = await receipts(first)
  const fill = async (page: Page, amount: string) => {
    await page.goto(`/${slug}/collection/new?customer=${customerId}`)
    await page.getByLabel('Amount').fill(amount)
    await page.getByRole('button', { name: 'Record the payment' }).click()
  }
  await first.route('**/api/trpc/collection.record**', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await fill(first, '12.34')
  await expect(first.getByText('The server did not answer.')).toBeVisible()
  const later = await first.context().newPage()
  await first.close()
  // Something else is typed: what was done is said, and it is not done besides.
  await fill(later, '12.35')
  await expect(later.getByText('This was sent before with other content')).toBeVisible()
  expect(await receipts(later)).toBe(before + 1)
  await later.route('**/api/trpc/collection.record**', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await later.getByRole('button', { name: 'Record the payment' }).click()
  await expect(later.getByText('The server did not answer.')).toBeVisible()
  await later.unroute('**/api/trpc/collection.record**')
  await fill(later, '12.35')
  await later.waitForURL(/collection\/receipts\/[0-9a-f-]+/)
  expect(await receipts(later)).toBe(before + 2)
  const others = problems.filter((one) => !/ERR_FAILED|status of 4(09|22)/.test(one))
  problems.splice(0, problems.length, ...others)
})
