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

/** Makes an order on the floor and picks a part of it. */
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

/** Waits for the shipment that the program plans once an order is packed. */
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

test('an order that is cancelled while it is picked is put back, by scan and by touch, and never packed', async ({
  another,
}) => {
  const page = await another({ storageState: state, ...tablet })
  const { slug } = staged
  const { warehouses } = await reading<{ warehouses: { id: string }[] }>(
    page.request,
    slug,
    'inventory.places',
    undefined,
  )
  await make(page, 'inventory.addBin', { warehouseId: warehouses[0]?.id, code: 'Q-77', walkOrder: 77 })
  const { orderId, number, lineId } = await picked(page, 2)
  const parcels = [{ lines: [{ orderLineId: lineId, quantity: 1 }] }]
  await make(page, 'fulfilment.pack', { orderId, parcels, finished: false })
  await page.goto(`/${slug}/order/${orderId}`)
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await expect(page.getByText('2 units are picked already: the floor is asked to put them back.')).toBeVisible()
  await page.getByLabel('Reason').fill('Called off by telephone')
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  await expect(page.getByRole('link', { name: 'Put back', exact: true })).toBeVisible()

  await page.goto(`/${slug}/fulfilment/pack/${orderId}`)
  await expect(page.getByText('The order is cancelled')).toBeVisible()
  await expect(page.getByText('1 unit no longer wanted lies in parcels. Unpack the parcels')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Put back…' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^(Pack|Done)/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Unpack…' }).click()
  await page.getByRole('button', { name: 'Unpack', exact: true }).click()
  await expect(page.getByText('Put 2 units back into the bins.')).toBeVisible()
  await page.goto(`/${slug}/fulfilment`)
  await expect(page.getByRole('table', { name: 'Orders on the floor' })).toBeVisible()
  await expect(page.getByRole('link', { name: number })).toHaveCount(0)

  await page.goto(`/${slug}/fulfilment/put-back`)
  await expect(page.getByText('order cancelled')).toBeVisible()
  await scan(page, number)
  await page.waitForURL(`**/fulfilment/put-back/${orderId}`)
  await scan(page, '0SAW-1')
  await expect(page.getByText('0SAW-1 cannot be put back here.')).toBeVisible()
  await scan(page, 'Q-77')
  await expect(page.getByText('This is bin Q-77. Scan a product first.')).toBeVisible()
  await scan(page, 'SAW-1')
  await expect(page.getByText('Japanese saw: 1 of 2')).toBeVisible()
  await scan(page, 'q-77')
  await expect(page.getByText('Japanese saw goes into Q-77')).toBeVisible()
  await page.getByRole('button', { name: 'Put back', exact: true }).tap()
  await expect(page.getByText('1 unit put back').first()).toBeVisible()
  await expect(page.getByLabel('SAW-1 put back')).toHaveValue('1')
  await page.getByRole('button', { name: 'Put back', exact: true }).tap()
  await expect(page.getByText('Nothing of this order lies in a tote.')).toBeVisible()
  const { bins } = await reading<{ bins: { code: string; quantity: number }[] }>(
    page.request,
    slug,
    'inventory.product',
    {
      productId: staged.productId,
    },
  )
  expect(bins.find(({ code }) => code === 'Q-77')?.quantity).toBe(1)
  await page.goto(`/${slug}/fulfilment/put-back`)
  await expect(page.getByText('Nothing to put back.')).toBeVisible()
})

test('wrong planning, packing, picking and short reports are corrected from the order and the tablet', async ({
  another,
}) => {
  const page = await another({ storageState: state, ...tablet })
  const { slug } = staged
  const { orderId } = await picked(page, 3)
  await make(page, 'fulfilment.pack', { orderId })
  await page.goto(`/${slug}/shipping/${await planned(page, orderId)}`)
  await page.getByRole('button', { name: 'Cancel…' }).click()
  await page.getByLabel('Reason').fill('The wrong box')
  await page.getByRole('button', { name: 'Cancel the shipment' }).click()
  await expect(page.getByText('its goods wait to be packed again').first()).toBeVisible()

  await make(page, 'fulfilment.pack', { orderId })
  await page.goto(`/${slug}/order/${orderId}`)
  await page.getByRole('link', { name: 'Put back…' }).click()
  await page.getByRole('button', { name: 'Unpack…' }).click()
  await page.getByRole('button', { name: 'Unpack', exact: true }).click()
  await expect(page.getByText('3 in a tote, still wanted')).toBeVisible()
  await page.getByLabel('SAW-1 put back').fill('1')
  await page.getByRole('button', { name: 'Put back', exact: true }).click()
  await expect(page.getByText('1 unit put back, 1 unit to be picked again').first()).toBeVisible()

  // The unit is asked for again, reported short, and found after all.
  await page.goto(`/${slug}/fulfilment/pick/${orderId}`)
  await page.getByRole('button', { name: 'Short…' }).click()
  await page.getByRole('button', { name: 'The bin is empty' }).click()
  await expect(page.getByText(/backordered, the bin is corrected|found elsewhere/).first()).toBeVisible()
  const found = async () => {
    await page.getByRole('button', { name: 'Found…' }).click()
    await page.getByRole('button', { name: 'They are there' }).click()
    await expect(page.getByText(/found after all/).first()).toBeVisible()
  }
  await page.goto(`/${slug}/fulfilment/put-back/${orderId}`)
  await found()

  // Of an order that is only short nothing is to be put back; its page leads to the correction all the same.
  const only = await picked(page, 0, 1)
  const { tasks } = await floorOf(page, only.orderId)
  await make(page, 'fulfilment.shortPick', { taskId: tasks[0]?.id, picked: 0, cause: 'BIN_EMPTY' })
  await page.goto(`/${slug}/order/${only.orderId}`)
  await expect(page.getByRole('link', { name: 'Put back…' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Found…' }).click()
  await found()
  await page.goto(`/${slug}/order/${only.orderId}`)
  await expect(page.getByRole('button', { name: 'Cancel…' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Found…' })).toHaveCount(0)
})

test('a shipment that does not arrive waits for a person, and a delivery needs a name', async ({ another }) => {
  const page = await another({ storageState: state })
  const { slug, underWay } = staged
  const shipment = () =>
    reading<{ state: string; troubleSince: Date | null }>(page.request, slug, 'shipping.get', { shipmentId: underWay })
  await page.goto(`/${slug}/shipping/${underWay}`)
  await page.getByRole('button', { name: 'Not delivered…' }).click()
  await page.getByRole('button', { name: 'Record it' }).click()
  await expect(page.getByText('Until somebody decides, the order is not delivered.')).toBeVisible()
  await page.goto(`/${slug}/shipping?view=NOT_DELIVERED`)
  await expect(page.getByText('nobody was there')).toBeVisible()

  // It is sent again: two of three units arrive, the third is lost.
  await page.goto(`/${slug}/shipping/${underWay}`)
  await page.getByRole('button', { name: 'Send again…' }).click()
  await page.getByRole('button', { name: 'Send again', exact: true }).click()
  await page.getByRole('button', { name: 'Not delivered…' }).click()
  await page.getByLabel('arrived in part').check()
  await expect(page.getByRole('button', { name: 'Record it' })).toBeDisabled()
  await page.getByLabel('SAW-1 arrived').fill('2')
  await page.getByLabel('Received by').fill('Frau Lindner')
  await page.getByRole('button', { name: 'Record it' }).click()
  await expect(page.getByText('A part of it did not arrive')).toBeVisible()
  expect((await shipment()).state).toBe('PARTLY_DELIVERED')
  await page.getByRole('button', { name: 'Lost…' }).click()
  await page.getByRole('button', { name: 'Write off', exact: true }).click()
  await expect(page.getByText('Until somebody decides, the order is not delivered.')).toBeHidden()
  expect(await shipment()).toMatchObject({ state: 'PARTLY_DELIVERED', troubleSince: null })

  // Another shipment comes back and its goods go onto the shelf; a third arrives at the time given.
  const sent = async () => {
    const { orderId } = await picked(page, 3)
    await make(page, 'fulfilment.pack', { orderId })
    const shipmentId = await planned(page, orderId)
    await make(page, 'shipping.dispatch', { shipmentId })
    return shipmentId
  }
  await page.goto(`/${slug}/shipping/${await sent()}`)
  await page.getByRole('button', { name: 'Not delivered…' }).click()
  await page.getByLabel('came back and is in the house').check()
  await page.getByRole('button', { name: 'Record it' }).click()
  await page.getByRole('button', { name: 'Back on the shelf…' }).click()
  await page.getByRole('button', { name: 'Take in', exact: true }).click()
  await expect(page.getByText('Until somebody decides, the order is not delivered.')).toBeHidden()

  await page.goto(`/${slug}/shipping/${await sent()}`)
  await page.getByRole('button', { name: 'Delivered…', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Record the delivery' })).toBeDisabled()
  await page.getByLabel('Received by').fill('Herr Brandt')
  const at = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(new Date())
  await page.getByRole('dialog').getByLabel(/^At/).fill(at)
  await page.getByRole('button', { name: 'Record the delivery' }).click()
  await expect(page.getByText(/Herr Brandt/).first()).toBeVisible()
  await expect(page.getByText(at).first()).toBeVisible()
})
test('each parcel is scanned while loading, and no parcel of another shipment', async ({ another }) => {
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
  await expect(page.getByText('PA-NOT-HERE does not belong to this shipment. Leave it here.')).toBeVisible()
  await scan(page, second ?? '')
  await expect(page.getByText('All parcels are loaded: dispatch it')).toBeVisible()
  await expect(page.getByText('2 of 2 on board')).toBeVisible()
  // A person ticks off a label that no scanner can read.
  await page.getByRole('button', { name: second }).tap()
  await expect(page.getByText('1 of 2 on board')).toBeVisible()
})

test('money whose answer was lost is booked once, whichever page sends it again', async ({ another, problems }) => {
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
  // A different amount is typed: the page says what was booked before and does not book again.
  await fill(later, '12.35')
  await expect(later.getByText('This form was sent before with other content')).toBeVisible()
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
