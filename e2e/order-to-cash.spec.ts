import type { Page } from '@playwright/test'
import { choose, eventually, expect, found, result, signUp, somebody, test } from './fixtures'
import { reading } from './staged'

const product = { name: 'Oak shelf 80 cm', sku: 'SHELF-80', gtin: '4006381333931', price: '25.00' }
const customer = { name: 'Harbour Books', email: `orders.${Date.now().toString(36)}@harbour-books.test` }
const ordered = 60

async function saySettings(page: Page, slug: string) {
  await page.goto(`/${slug}/settings`)
  await expect(page.getByText('No invoice can be issued yet')).toBeVisible()
  await page.getByLabel('Legal name').fill('Northwind Shelves Ltd')
  await page.getByLabel('Street and number').fill('4 Quay Road')
  await page.getByLabel('Postcode').fill('BS1 4RW')
  await page.getByLabel('City').fill('Bristol')
  await page.getByText('Yes', { exact: true }).click()
  await page.locator('[name=taxNumber]').fill('GB123456789')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Settings saved', { exact: true })).toBeVisible()
  await expect(page.getByText('No invoice can be issued yet')).toBeHidden()
}

async function addProduct(page: Page, slug: string) {
  await page.goto(`/${slug}/products/new`)
  await page.locator('[name=name]').fill(product.name)
  await page.getByLabel('SKU').fill(product.sku)
  await page.getByLabel('GTIN').fill(product.gtin)
  await page.getByLabel('Weight in kilograms').fill('0.4')
  await page.getByLabel(/^Price in GBP/).fill(product.price)
  await page.getByRole('button', { name: 'Add the product' }).click()
  await expect(page.getByRole('heading', { level: 1, name: product.name })).toBeVisible()
  await page.getByRole('button', { name: 'Receive goods' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Units received').fill('100')
  await dialog.getByRole('button', { name: 'Receive goods' }).click()
  await expect(page.getByText('Goods received', { exact: true })).toBeVisible()
  return page.url()
}

async function addCustomer(page: Page, slug: string) {
  await page.goto(`/${slug}/customers/new`)
  await page.locator('[name=name]').fill(customer.name)
  await page.locator('[name=email]').fill(customer.email)
  await page.locator('[name=billLine]').fill('12 Harbour Street')
  await page.locator('[name=billPostcode]').fill('PL1 2AB')
  await page.locator('[name=billCity]').fill('Plymouth')
  await page.getByRole('button', { name: 'Add the customer' }).click()
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
  return page.url()
}

async function confirmOrder(page: Page, slug: string) {
  await page.goto(`/${slug}/order/new`)
  await choose(page, 'Customer', customer.name)
  await choose(page, 'Product of line 1', product.name)
  await page.getByLabel('Quantity of line 1').fill(String(ordered))
  await page.getByLabel("Customer's own order number").fill('HB-2077')
  await expect(page.getByText('£1,800.00').first()).toBeVisible()
  await page.getByRole('button', { name: 'Confirm the order' }).click()
  await page.waitForURL(new RegExp(`/${slug}/order/[0-9a-f-]{36}$`))
  return page.url()
}

async function approve(page: Page) {
  await expect(page.getByText(/waits for .*credit/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Decide credit' }).click()
  await page.getByLabel('Reason').fill('Known from the trade fair; good references.')
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function pickAndPack(page: Page) {
  const pick = page.getByRole('link', { name: 'Pick', exact: true })
  await eventually(page, () => expect(pick).toBeVisible({ timeout: 1_500 }))
  await pick.click()
  await expect(page.getByText(`0 of ${ordered} picked`)).toBeVisible()
  // A scanner types into whatever has the focus.
  await expect(page.getByLabel('Scan the product')).toBeFocused()
  await page.keyboard.type(product.gtin)
  await page.keyboard.press('Enter')
  await expect(page.getByText(`1 of ${ordered} picked`)).toBeVisible()
  await page.getByRole('button', { name: `Take all ${ordered - 1}` }).click()
  await page.getByRole('link', { name: 'Pack it' }).click()
  await packTwo(page)
}

/** Packs two parcels on one screen: goods that go into one come out of the other, by hand and by scan. */
async function packTwo(page: Page) {
  const units = (parcel: number) => page.getByLabel(`${product.sku} in parcel ${parcel}`, { exact: true })
  await page.getByRole('button', { name: 'Add a parcel' }).click()
  await units(2).fill('20')
  await expect(units(1)).toHaveValue('40')
  await page.getByLabel('Scan what goes into parcel 2').fill(product.gtin)
  await page.keyboard.press('Enter')
  await expect(units(2)).toHaveValue('21')
  await expect(units(1)).toHaveValue('39')
  await page.getByLabel('Packaging of parcel 2').selectOption('tube')
  // A weight that no service carries is refused in words, and no entry is lost.
  const weighed = page.getByLabel('Weight of parcel 1 in kilograms')
  await weighed.fill('40')
  await page.getByRole('button', { name: 'Pack 2 parcels' }).click()
  const notices = page.getByRole('region', { name: /^Notifications/ })
  await expect(notices.getByText('Parcel 1 weighs 40 kg; the carrier takes at most 31.5 kg.')).toBeVisible()
  await weighed.fill('16,2')
  await page.getByRole('button', { name: 'Pack 2 parcels' }).click()
  await expect(page.getByText('Everything picked is packed.')).toBeVisible()
  // The program plans the shipment by itself, and its labels appear without a reload.
  await expect(page.getByRole('link', { name: 'Label 1/2' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Label 2/2' })).toBeVisible()
  const labels = page.getByRole('link', { name: 'Print all 2 labels' })
  const pdf = await isPdf(page, (await labels.getAttribute('href')) ?? '')
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
  await page.getByRole('link', { name: 'To the shipment' }).click()
}

/** Dispatches, takes it back while the goods are still in the house, and dispatches again. */
async function dispatch(page: Page, slug: string) {
  await expect(page.getByRole('link', { name: 'Label 2/2' })).toBeVisible()
  await expect(page.getByText('£5.90')).toBeVisible()
  const address = page.url()
  await page.goto(`/${slug}/shipping`)
  const shipments = page.getByRole('table', { name: 'Shipments' }).locator('tbody tr')
  await expect(shipments).toHaveCount(1)
  await shipments.getByRole('link').first().click()
  await page.waitForURL(address)
  const out = async () => {
    await page.getByRole('button', { name: 'Dispatch', exact: true }).click()
    await page.getByRole('button', { name: 'Dispatch it' }).click()
    await expect(page.getByText('Dispatched, and can still be taken back')).toBeVisible()
  }
  await out()
  await page.getByRole('button', { name: 'Take the dispatch back' }).click()
  await expect(page.getByText('Taken back: nothing has left the house', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take back', exact: true })).toHaveCount(0)
  await out()
  await page.getByRole('button', { name: 'Send them now' }).click()
  await expect(page.getByText('under way').first()).toBeVisible()
  return address
}

/** Waits for the invoice and opens it; returns its address. */
async function openInvoice(page: Page, slug: string) {
  await page.goto(`/${slug}/invoicing`)
  const invoices = page.getByRole('table', { name: 'Invoices' }).locator('tbody tr')
  await eventually(page, () => expect(invoices).toHaveCount(1, { timeout: 1_500 }))
  await invoices.getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: /^Invoice / })).toBeVisible()
  return page.url()
}

async function isPdf(page: Page, address: string) {
  const answer = await page.request.get(address)
  expect(answer.status()).toBe(200)
  const pdf = await answer.body()
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  return pdf
}

async function findMail(page: Page, number: string) {
  await page.goto(`/mail?to=${encodeURIComponent(customer.email)}`)
  const mail = page.getByRole('link', { name: `Invoice ${number}` })
  await eventually(page, () => expect(mail).toBeVisible({ timeout: 1_500 }))
  // Two parcels and two dispatches give one notice and one invoice.
  await expect(mail).toHaveCount(1)
  await expect(page.getByRole('link', { name: /: on its way$/ })).toHaveCount(1)
  await expect(page.getByRole('link', { name: /^Invoice / })).toHaveCount(1)
  await mail.click()
  const paper = page.getByRole('link', { name: /\.pdf$/ })
  await isPdf(page, (await paper.getAttribute('href')) ?? '')
}

async function recordReceipt(page: Page, invoice: string) {
  await page.goto(invoice)
  await page.getByRole('link', { name: 'Record a payment' }).click()
  await page.getByLabel('Amount').fill('1800.00')
  await page.getByRole('button', { name: 'Record the payment' }).click()
  await page.waitForURL(/\/collection\/receipts\/[0-9a-f-]{36}$/)
  return page.url()
}

/** The second organisation sees nothing of the first, neither by its own address nor by the first one's. */
async function seesNothing(page: Page, own: string, other: string, records: string[]) {
  for (const record of records)
    for (const address of [record, record.replace(`/${other}/`, `/${own}/`)])
      expect((await page.request.get(address)).status(), address).toBe(404)
  expect((await page.goto(records[0] ?? ''))?.status()).toBe(404)
  await expect(page.getByText('There is nothing at this address')).toBeVisible()
  const empty = {
    order: 'Orders appear here',
    customers: 'Your customers will be here.',
    products: 'Your products will be here.',
    shipping: 'Nothing waits to leave.',
    invoicing: 'Your invoices will be here.',
    receivable: 'Nobody owes anything.',
    'collection/receipts': 'Money that came in will be here.',
  }
  for (const [list, words] of Object.entries(empty)) {
    await page.goto(`/${own}/${list}`)
    await expect(page.getByText(words)).toBeVisible()
  }
}

/** Sets the price of a shipment, whatever the number of its parcels. */
async function priceServices(page: Page, organisation: string, origin = '') {
  const services = await reading<Record<string, unknown>[]>(page.request, organisation, 'carrier.services', undefined)
  for (const { id, name, transitDays, cutOff, maxWeightGrams } of services)
    await result(
      page.request,
      'carrier.changeService',
      { id, name, transitDays, cutOff, maxWeightGrams, priceMinor: 590n },
      { origin, organisation },
    )
}

test('takes an order from sign-up to the money, and a second organisation sees nothing of it', async ({
  page,
  another,
  baseURL,
  problems,
}) => {
  const neighbour = await another()
  await signUp(page, somebody('Anna Shaw'))
  const { slug } = await found(page, 'Northwind Shelves')
  await signUp(neighbour, somebody('Bela Kovacs'))
  const { slug: own } = await found(neighbour, 'Northwind Shelves')
  expect(own).not.toBe(slug)

  await saySettings(page, slug)
  await priceServices(page, slug, baseURL)
  const records = [await addProduct(page, slug), await addCustomer(page, slug)]
  const order = await confirmOrder(page, slug)
  await approve(page)
  await pickAndPack(page)
  // The browser logs refused requests.
  problems.splice(0, problems.length, ...problems.filter((one) => !/status of 422/.test(one)))
  const shipment = await dispatch(page, slug)
  const invoice = await openInvoice(page, slug)
  const number = (await page.getByRole('heading', { level: 1 }).innerText()).replace('Invoice ', '')
  const paper = (await page.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? ''
  await isPdf(page, paper)
  await findMail(page, number)
  const receipt = await recordReceipt(page, invoice)
  await page.goto(order)
  await eventually(page, () =>
    expect(page.getByText('settled', { exact: true }).first()).toBeVisible({ timeout: 1_500 }),
  )

  await seesNothing(neighbour, own, slug, [...records, order, shipment, invoice, receipt])
  for (const address of [paper, paper.replace(slug, own)])
    expect((await neighbour.request.get(address)).status(), address).toBe(404)
})
