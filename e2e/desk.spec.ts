import type { BrowserContext, Page } from '@playwright/test'
import { eventually, expect, offences, result, somebody, test } from './fixtures'
import { type Staged, stageOrganisation } from './staged'

const owner = somebody('Dora Fink')
const buyer = somebody('Ada Buyer')
let staged: Staged
let origin = ''
let state: Awaited<ReturnType<BrowserContext['storageState']>> | undefined

test.beforeAll(async ({ browser, baseURL }) => {
  if (state) return
  const page = await browser.newPage()
  origin = baseURL ?? ''
  staged = await stageOrganisation(page, owner, origin)
  state = await page.context().storageState()
  await page.close()
})

const make = <T>(page: Page, procedure: string, input: unknown) =>
  result<T>(page.request, procedure, input, { origin, organisation: staged.slug })

test('a click shows the skeleton of the next page at once, and turning round restores the old page', async ({
  another,
}) => {
  const page = await another({ storageState: state })
  await page.goto(`/${staged.slug}/customers/${staged.customerId}`)
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/_rsc=/, async (route) => {
    await asked
    await route.continue().catch(() => undefined)
  })
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Orders' }).click()
  const skeleton = page.locator('[data-skeleton]')
  await expect(skeleton).toHaveAttribute('data-skeleton', /table/)
  await expect(page.getByText('The page is on its way.')).toBeAttached()
  await expect(page.getByRole('heading', { name: 'Werkstatt Nord' })).toBeHidden()
  expect((await page.locator('main').boundingBox())?.height).toBeGreaterThan(500)
  answer()
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible()
  await expect(skeleton).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Werkstatt Nord' })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible()
  await expect(skeleton).toHaveCount(0)
  expect((await page.request.get(`/${staged.slug}/order/${staged.customerId}`)).status()).toBe(404)
})

test('a click does not lose half-typed text: a form asks first, a discarded draft can be restored', async ({
  another,
}) => {
  const page = await another({ storageState: state })
  const rail = page.getByRole('navigation', { name: 'Main' })
  await page.goto(`/${staged.slug}/customers/new`)
  await page.locator('input[name=name]').fill('Half a customer')
  await rail.getByRole('link', { name: 'Orders' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep writing' }).click()
  await expect(page.locator('input[name=name]')).toHaveValue('Half a customer')
  await rail.getByRole('link', { name: 'Orders' }).click()
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await page.waitForURL(`**/${staged.slug}/order`)
  // Back and Forward ask as a click does, and the form keeps its place in the history.
  await page.goBack()
  const name = page.locator('input[name=name]')
  await name.fill('Half a customer')
  for (const away of [() => page.goForward(), () => page.goBack()]) {
    await away()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Keep writing' }).click()
    await expect(page).toHaveURL(/customers\/new$/)
    await expect(name).toHaveValue('Half a customer')
  }
  await rail.getByRole('link', { name: 'Products' }).click()
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible()
  await page.goBack()
  await name.fill('Half a customer')
  await page.goForward()
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible()

  await page.goto(`/${staged.slug}/order/new`)
  await page.getByLabel("Customer's own order number").fill('PO-77')
  await page.getByRole('link', { name: 'Discard' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByLabel("Customer's own order number")).toHaveValue('PO-77')
})

test('a dialog asks before it throws away what was typed, and says in itself what the server refuses', async ({
  another,
}) => {
  const page = await another({ storageState: state })
  await page.goto(`/${staged.slug}/invoicing`)
  await page.getByRole('table', { name: 'Invoices' }).locator('tbody').getByRole('link').first().click()
  const button = page.getByRole('button', { name: 'Write off' })
  const dialog = page.getByRole('dialog')
  await button.click()
  await expect(dialog.getByLabel('Amount')).toHaveValue('61,04')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(button).toBeFocused()
  await button.click()
  await dialog.getByLabel('Amount').fill('100')
  for (const away of [() => page.keyboard.press('Escape'), () => page.mouse.click(5, 5), () => page.goBack()])
    await away()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep writing' }).click()
  await dialog.getByRole('button', { name: 'Keep writing' }).click()
  await dialog.getByRole('button', { name: 'Write off' }).click()
  await expect(dialog.getByText(/^Only 61,04.€ is open/)).toBeVisible()
  await expect(dialog.getByLabel('Amount')).toBeFocused()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.getByRole('button', { name: 'Throw it away' }).click()
  await button.click()
  await expect(dialog.getByLabel('Amount')).toHaveValue('61,04')
})

test('a quote is opened on a phone and accepted under a changed tax; its seller is told, decides, and amends day and address', async ({
  another,
}) => {
  const page = await another({ storageState: state })
  const { slug, productId } = staged
  await make(page, 'organisation.change', { phone: '+49 40 555 12' })
  const facts = {
    name: 'Buchhandlung Süd',
    email: buyer.email,
    billLine: 'Marktplatz 2',
    billPostcode: '70173',
    billCity: 'Stuttgart',
  }
  const { customerId } = await make<{ customerId: string }>(page, 'customer.create', facts)
  await make(page, 'credit.setLimit', { customerId, limitMinor: 1_000_000n, reason: 'known' })
  const lines = [
    { productId, quantity: 60 },
    { productId, quantity: 7, optional: true },
  ]
  const { id } = await make<{ id: string }>(page, 'quote.write', { customerId, validUntil: '2199-12-31', lines })
  await page.goto(`/${slug}/order/quotes/${id}`)
  await page.getByRole('button', { name: 'Send to the customer' }).click()
  await expect(page.getByText('by mail', { exact: true })).toBeVisible()

  const phone = await another({ viewport: { width: 390, height: 844 } })
  await phone.goto(`/mail?to=${encodeURIComponent(buyer.email)}`)
  const mail = phone.getByRole('table', { name: 'Mails' }).getByRole('link').first()
  await eventually(phone, () => expect(mail).toBeVisible({ timeout: 1_500 }))
  await mail.click()
  const link = phone.frameLocator('iframe').getByRole('link', { name: /quote/i }).first()
  await phone.goto((await link.getAttribute('href')) ?? '')
  const offer = phone.locator('main')
  for (const said of ['SAW-1', '19,90', 'Marktplatz 2', '+49 40 555 12', 'wait for new stock', 'would be with you on'])
    await expect(offer).toContainText(said)
  const pdf = await phone.getByRole('link', { name: 'Quote as PDF' }).getAttribute('href')
  expect((await phone.request.get(pdf ?? '')).headers()['content-type']).toContain('pdf')
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await offences(phone)).toEqual([])

  // Meanwhile they asked for one more on the telephone: what they see can no longer be accepted.
  await page.getByRole('link', { name: /^Change: new version/ }).click()
  await page.getByLabel('Quantity of line 1').fill('61')
  await page.getByRole('button', { name: /^Write version 2/ }).click()
  await expect(page.getByText('Version 2', { exact: true })).toBeVisible()
  await phone.getByLabel('Your name').fill('Ada Buyer')
  await phone.getByRole('button', { name: 'Accept and order' }).click()
  await expect(offer.getByText(/^It is being written, and this one can no longer be accepted/)).toBeVisible()
  await page.getByRole('button', { name: 'Send to the customer' }).click()
  await expect(page.getByText('by mail', { exact: true })).toBeVisible()
  await phone.reload()
  await expect(offer.getByText('A newer version of this quote exists')).toBeVisible()
  await expect(phone.getByLabel('Your name')).toHaveCount(0)
  await phone.getByRole('link', { name: 'See version 2' }).click()
  await expect(offer.getByRole('heading', { name: /version 2$/ })).toBeVisible()
  await expect(offer.getByRole('row', { name: /SAW-1/ }).first()).toContainText('61')
  expect(await offences(phone)).toEqual([])
  await phone.getByRole('checkbox', { name: /^Optional: we take it/ }).check()
  await phone.getByLabel('Comment').fill('Before noon, please')

  await make(page, 'customer.change', { id: customerId, ...facts, taxTreatment: 'EXEMPT' })
  await phone.getByLabel('Your name').fill('Ada Buyer')
  await phone.getByLabel('Your order number').fill('PO-4711')
  await phone.getByRole('button', { name: 'Accept and order' }).click()
  await expect(offer).toContainText('PO-4711')
  const news = page.getByRole('link', { name: /QU-\d+ accepted/ })
  await page.goto(`/${slug}`)
  await expect(news).toBeVisible()
  await page.goto(`/${slug}/order/quotes/${id}`)
  await expect(page.getByText(/by Ada Buyer: “Before noon, please”/)).toBeVisible()
  await expect(page.getByText('replaced', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: /See order/ }).click()
  await expect(page.getByText('waits for a decision on its tax').first()).toBeVisible()
  const ordered = page.getByRole('table', { name: 'Lines of the order' }).getByRole('row', { name: /SAW-1/ })
  await expect(ordered).toHaveCount(2)
  await expect(ordered.last()).toContainText('7')
  await page.getByRole('button', { name: 'Decide the tax…' }).click()
  await page.getByRole('radio', { name: /As quoted/ }).check()
  await page.getByRole('button', { name: 'Go on with it' }).click()
  await expect(page.getByText('Tax kept as it was quoted')).toBeVisible()
  await page.getByRole('button', { name: 'Amend' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Wanted on').fill('1.12.2199')
  await dialog.getByRole('button', { name: 'Send it elsewhere…' }).click()
  await dialog.getByLabel('Street and number').fill('')
  await dialog.getByRole('button', { name: 'Amend' }).click()
  await expect(dialog.getByLabel('Street and number')).toBeFocused()
  await dialog.getByLabel('Street and number').fill('Lagerstraße 9')
  await dialog.getByRole('button', { name: 'Amend' }).click()
  await expect(page.getByText(/wanted on .* instead of no day of their own; goes to another address/)).toBeVisible()
  // The mail tells the customer the old and the new values.
  await phone.goto(`/mail?to=${encodeURIComponent(buyer.email)}`)
  const told = phone.getByRole('link', { name: /^Order SO-\d+ changed$/ }).first()
  await eventually(phone, () => expect(told).toBeVisible({ timeout: 1_500 }))
  await told.click()
  const letter = phone.frameLocator('iframe').locator('body')
  await expect(letter).toContainText(/Wanted on: Sun 1 Dec \d{4} instead of no day named/)
  await expect(letter).toContainText('It goes to another address, as below')
  await expect(letter).toContainText('Lagerstraße 9')

  // The seller accepts another quote for a customer who telephoned.
  const said = { customerId, validUntil: '2199-12-31', lines: [{ productId, quantity: 2 }] }
  const { id: second } = await make<{ id: string }>(page, 'quote.write', said)
  await make(page, 'quote.send', { id: second })
  await page.goto(`/${slug}/order/quotes/${second}`)
  await page.getByRole('button', { name: 'Accepted by telephone…' }).click()
  await expect(dialog.getByRole('button', { name: 'Accept and order' })).toBeDisabled()
  await dialog.getByLabel('Who accepted').fill('Ada Buyer')
  await dialog.getByLabel("Customer's order number").fill('PO-4712')
  await dialog.getByRole('button', { name: 'Accept and order' }).click()
  await expect(page.getByText(`Ada Buyer, told to ${owner.name}`)).toBeVisible()
  await page.getByRole('link', { name: /See order/ }).click()
  await expect(page.getByText('PO-4712').first()).toBeVisible()
})

test('a customer has three addresses: an order goes to the one that is chosen, or to one that is written for it alone', async ({
  another,
}) => {
  const page = await another({ storageState: state })
  const { slug, customerId, productId } = staged
  await page.goto(`/${slug}/customers/${customerId}`)
  const addresses = [
    ['Lager', 'Hafen 3', 'Kiel', ['Tue', 'Thu']],
    ['Laden', 'Gasse 4', 'Eutin', []],
  ] as const
  for (const [label, line, city, days] of addresses) {
    await page.getByRole('button', { name: 'Add an address' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Called').fill(label)
    await dialog.getByLabel('Street and number').fill(line)
    await dialog.getByLabel('City').fill(city)
    if (days.length > 0) await dialog.getByLabel('For the driver').fill('Ring at gate 2')
    for (const day of days) await dialog.getByRole('checkbox', { name: day }).check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
  }
  await expect(page.getByText('Tue and Thu')).toBeVisible()
  await page.getByRole('button', { name: 'Add a contact' }).click()
  const contact = page.getByRole('dialog')
  await contact.getByLabel('Name').fill('Anna Holz')
  await contact.getByLabel('E-mail').fill('anna@nördwerk.test')
  await contact.getByRole('button', { name: 'Save' }).click()
  await expect(contact).toBeHidden()
  await expect(page.getByText('anna@xn--nrdwerk-90a.test')).toBeVisible()
  expect(await offences(page)).toEqual([])

  await page.goto(`/${slug}/customers/new`)
  await page.locator('[name=name]').fill('Nordwerk')
  await page.locator('[name=email]').fill('einkauf@werkstatt-nord.test')
  const warned = page.getByText('You may have this customer already')
  await expect(warned).toBeVisible()
  await expect(page.getByText(/CU-\d+, Kiel: the same e-mail/)).toBeVisible()
  await page.locator('[name=email]').fill('neu@nordwerk.test')
  await expect(warned).toBeHidden()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await page.waitForURL(`**/${slug}/customers`)

  await page.goto(`/${slug}/order/new?customer=${customerId}`)
  const place = page.getByLabel('Ship to')
  await expect(place).toContainText('Main: Am Markt 1')
  await place.selectOption({ label: 'Lager: Hafen 3, Kiel' })
  await expect(page.getByText('Takes goods on Tue and Thu.')).toBeVisible()
  await place.selectOption({ label: 'Another address, for this order only' })
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Werkstatt Nord')
  await place.selectOption({ label: 'Lager: Hafen 3, Kiel' })
  expect(await offences(page)).toEqual([])
  const { orderId } = await make<{ orderId: string }>(page, 'order.confirm', {
    customerId,
    addressId: (await place.inputValue()) || undefined,
    lines: [{ productId, quantity: 1 }],
  })
  await page.goto(`/${slug}/order/${orderId}`)
  await expect(page.getByText('Hafen 3')).toBeVisible()
})
