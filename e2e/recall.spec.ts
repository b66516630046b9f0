import { expect, offences, result, somebody, test } from './fixtures'
import { reading, stageOrganisation } from './staged'

const owner = somebody('Rita Holm')
const tablet = { hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 } }

interface Floor {
  tasks: { id: string; lot: string; quantity: number; state: string }[]
}

test('a lot that two customers have is called back: who got it, nothing more leaves, and what returns is of that lot', async ({
  browser,
  another,
  baseURL,
}) => {
  const desk = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const origin = baseURL ?? ''
  const { slug } = await stageOrganisation(desk, owner, origin)
  const make = <T>(procedure: string, input: unknown) =>
    result<T>(desk.request, procedure, input, { origin, organisation: slug })
  const read = <T>(procedure: string, input: unknown) => reading<T>(desk.request, slug, procedure, input)
  const honey = { sku: 'HON-1', name: 'Heather honey', unitPrice: '5', gtin: '4006381333931', tracking: 'LOT' }
  const { productId } = await make<{ productId: string }>('catalog.create', honey)
  const customerIds: string[] = []
  for (const name of ['Café Mohn', 'Hofladen Lind']) {
    const email = `${name.split(' ')[1]?.toLowerCase()}@recall.test`
    const facts = { name, email, billLine: 'Am Markt 2', billCity: 'Kiel' }
    const { customerId } = await make<{ customerId: string }>('customer.create', facts)
    customerIds.push(customerId)
  }

  // Goods in by one scan of a code with lot and last day; a later lot comes beside it.
  const page = await another({ storageState: await desk.context().storageState(), ...tablet })
  await page.goto(`/${slug}/fulfilment/receive`)
  await expect(page.getByRole('textbox', { name: /^Scan/ })).toBeFocused()
  await page.keyboard.type('(01)04006381333931(17)601231(10)L-77')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Lot of HON-1')).toHaveValue('L-77')
  await page.getByLabel('Units of HON-1').fill('10')
  expect(await offences(page)).toEqual([])
  await page.getByRole('button', { name: 'Receive 10' }).tap()
  await expect(page.getByText('10 units received').first()).toBeVisible()
  await make('order.receive', { lines: [{ productId, quantity: 5, lot: { number: 'L-78', expiresOn: '2061-12-31' } }] })

  /** An order that stands on the floor; `sends` takes it out of the house. */
  const ordered = async (customerId: string | undefined, quantity: number, sends: boolean) => {
    const input = { customerId, lines: [{ productId, quantity }] }
    const { orderId, creditState } = await make<{ orderId: string; creditState: string }>('order.confirm', input)
    if (creditState !== 'PASSED')
      await make('order.decide', { orderId, decision: 'APPROVE', limitMinor: 900_000n, reason: 'Known for years.' })
    await make('fulfilment.release', { orderId })
    if (!sends) return orderId
    const { tasks } = await read<Floor>('fulfilment.order', { orderId })
    const picks = tasks.map((task) => ({ taskId: task.id, quantity: task.quantity }))
    await make('fulfilment.pick', { orderId, picks })
    await make('fulfilment.pack', { orderId })
    // The program plans what is packed by itself; whichever of the two is first, there is one shipment.
    await make('shipping.plan', { orderId })
    const { shipments } = await read<{ shipments: { id: string }[] }>('order.get', { id: orderId })
    await make('shipping.dispatch', { shipmentId: shipments[0]?.id })
    return orderId
  }
  const sent = await ordered(customerIds[0], 3, true)
  await ordered(customerIds[1], 2, true)
  const waiting = await ordered(customerIds[1], 2, false)
  const asked = async () => {
    const { tasks } = await read<Floor>('fulfilment.order', { orderId: waiting })
    return tasks.filter((task) => task.state === 'OPEN').map((task) => [task.lot, task.quantity])
  }
  expect(await asked()).toEqual([['L-77', 2]])

  await desk.goto(`/${slug}/fulfilment/stock/${productId}`)
  await desk.getByRole('link', { name: 'L-77' }).click()
  const got = desk.getByRole('table', { name: 'Who got goods of this lot' })
  await expect(got.getByRole('row')).toHaveCount(3)
  for (const text of ['Café Mohn', 'mohn@recall.test', 'Hofladen Lind', 'lind@recall.test'])
    await expect(got.getByText(text)).toBeVisible()
  await desk.getByRole('button', { name: 'Block', exact: true }).click()
  await desk.getByLabel('Why').fill('The maker calls it back')
  await desk.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click()
  await expect(desk.getByText('Blocked by Rita Holm: The maker calls it back')).toBeVisible()
  expect(await offences(desk)).toEqual([])
  const file = desk.getByRole('link', { name: 'Export CSV' })
  const csv = await (await desk.request.get((await file.getAttribute('href')) ?? '')).text()
  expect(csv.trim().split('\n')).toHaveLength(3)
  expect(csv).toContain('mohn@recall.test')
  const lotPage = desk.url()

  // The picker is sent to the other lot; who scans a jar of the blocked one anyway is told why not.
  await expect.poll(asked).toEqual([['L-78', 2]])
  await page.goto(`/${slug}/fulfilment/pick/${waiting}`)
  await expect(page.getByRole('textbox', { name: /^Scan/ })).toBeFocused()
  await page.keyboard.type('(01)04006381333931(10)L-77')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Lot L-77 is blocked: The maker calls it back/).first()).toBeVisible()

  // Who is in a field before the page's program has started stays in it.
  const cameBack = page.getByLabel('Units of HON-1')
  await page.addInitScript(() => {
    const drawn = new MutationObserver(() => {
      const field = document.querySelector<HTMLElement>('[aria-label="Units of HON-1"]')
      field?.focus()
      if (field) drawn.disconnect()
    })
    drawn.observe(document, { childList: true, subtree: true })
  })
  await page.goto(`/${slug}/fulfilment/return/${sent}`)
  await expect
    .poll(() => cameBack.evaluate((field) => Object.keys(field).some((key) => key.startsWith('__reactProps'))))
    .toBe(true)
  await expect(cameBack).toBeFocused()
  await page.keyboard.type('2')
  await expect(cameBack).toHaveValue('2')
  await page.getByRole('button', { name: 'Record the return' }).tap()
  await page.waitForURL(`**/order/${sent}`)
  await desk.goto(lotPage)
  await expect(got.getByRole('row').filter({ hasText: 'Café Mohn' }).getByRole('cell').last()).toHaveText('2')
  const { lots, blocked, available } = await read<{
    lots: { number: string; quantity: number }[]
    blocked: number
    available: number
  }>('inventory.product', { productId })
  expect(lots).toMatchObject([
    { number: 'L-77', quantity: 7 },
    { number: 'L-78', quantity: 5 },
  ])
  expect([blocked, available]).toEqual([7, 3])
  await desk.close()
})
