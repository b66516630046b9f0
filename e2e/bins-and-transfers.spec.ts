import type { Page } from '@playwright/test'
import { expect, offences, result, somebody, test } from './fixtures'
import { reading, stageOrganisation } from './staged'

const owner = somebody('Mona Berg')
const tablet = { hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 } }

async function scan(page: Page, code: string) {
  await expect(page.getByRole('textbox', { name: /^Scan/ })).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

test('goods come in at the dock, are put away by scan, and travel to a second warehouse that serves an order', async ({
  browser,
  another,
  baseURL,
}) => {
  const desk = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const origin = baseURL ?? ''
  const { slug, productId, customerId } = await stageOrganisation(desk, owner, origin)
  const make = <T>(procedure: string, input: unknown) =>
    result<T>(desk.request, procedure, input, { origin, organisation: slug })
  const { warehouses } = await reading<{ warehouses: { id: string }[] }>(
    desk.request,
    slug,
    'inventory.places',
    undefined,
  )
  const warehouseId = warehouses[0]?.id
  const dock = await make<{ id: string }>('inventory.addBin', { warehouseId, code: 'DOCK', walkOrder: 5 })
  await make('inventory.receiveInto', { warehouseId, binId: dock.id })
  const north = await make<{ id: string }>('inventory.addWarehouse', { code: 'NORTH', name: 'North', postcodes: ['1'] })
  await make('order.receive', { lines: [{ productId, quantity: 7 }] })
  const page = await another({ storageState: await desk.context().storageState(), ...tablet })

  await page.goto(`/${slug}/fulfilment/put-away`)
  await page.getByRole('link', { name: 'SAW-1' }).click()
  await expect(page.getByText('Japanese saw goes into A-01')).toBeVisible()
  expect(await offences(page)).toEqual([])
  await page.getByRole('button', { name: 'Move 7' }).tap()
  await expect(page.getByText('7 units moved from DOCK to A-01').first()).toBeVisible()
  await page.goto(`/${slug}/fulfilment/move`)
  await scan(page, 'NOWHERE')
  await expect(page.getByText('No bin is called NOWHERE. Scan the bin first.')).toBeVisible()
  await scan(page, 'a-01')
  await expect(page.getByText('Scan the product.')).toBeVisible()
  await scan(page, 'SAW-1')
  await scan(page, 'SAW-1')
  await expect(page.getByText(/^Japanese saw: 2/)).toBeVisible()
  await scan(page, 'DOCK')
  await page.getByRole('button', { name: 'Move 2' }).tap()
  await expect(page.getByText('2 units moved from A-01 to DOCK').first()).toBeVisible()

  await page.goto(`/${slug}/fulfilment/count`)
  await scan(page, 'SAW-1')
  await expect(page.getByText('This is Japanese saw. Scan the bin first')).toBeVisible()
  await scan(page, 'dock')
  await scan(page, 'SAW-1')
  await scan(page, 'NOT-HERE')
  await expect(page.getByText('NOT-HERE is no product')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('SAW-1 in DOCK')).toHaveValue('1')
  await scan(page, 'A-01')
  await page.getByRole('button', { name: 'Check 1 row' }).tap()
  await expect(page.getByRole('cell', { name: '−1', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'None of SAW-1 in A-01' })).toBeVisible()
  expect(await offences(page)).toEqual([])
  await page.getByRole('button', { name: 'Set 1 count' }).tap()
  await expect(page.getByText('1 row counted, 1 differed').first()).toBeVisible()
  await expect(page.getByText('Which bin?')).toBeVisible()

  await page.goto(`/${slug}/fulfilment/transfers/new`)
  await scan(page, 'SAW-1')
  await scan(page, 'SAW-1')
  await expect(page.getByLabel('Units of SAW-1')).toHaveValue('2')
  await page.getByRole('button', { name: 'Send 2' }).tap()
  await page.waitForURL(/transfers\/[0-9a-f-]{36}$/)
  await scan(page, 'SAW-1')
  await expect(page.getByText(/^Japanese saw: 1/)).toBeVisible()
  await page.getByRole('button', { name: 'Take in 1' }).tap()
  // What was not scanned is still expected until somebody says that it is lost.
  await expect(page.getByText(/1 unit on the way/)).toBeVisible()
  await page.getByText(/^Nothing more comes: 1 unit is lost/).tap()
  await page.getByRole('button', { name: 'Write off 1' }).tap()
  await expect(page.getByText('arrived, 1 lost').first()).toBeVisible()

  await desk.goto(`/${slug}/fulfilment/stock/${productId}?warehouse=${north.id}`)
  await expect(desk.getByText('In each warehouse')).toBeVisible()
  const { orderId } = await make<{ orderId: string }>('order.confirm', {
    customerId,
    lines: [{ productId, quantity: 1 }],
  })
  await desk.goto(`/${slug}/order/${orderId}`)
  await expect(desk.getByText('Main warehouse: the default warehouse')).toBeVisible()
  await desk.getByRole('button', { name: 'Warehouse…' }).click()
  await desk.getByRole('button', { name: 'Serve from there' }).click()
  await expect(desk.getByText('North: chosen by a person')).toBeVisible()
  await desk.close()
})
