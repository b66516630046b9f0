import type { BrowserContext, Page } from '@playwright/test'
import { expect, hidden, offences, result, somebody, test } from './fixtures'
import { stageOrganisation } from './staged'

const owner = somebody('Tessa Moll')
let slug = ''
let state: Awaited<ReturnType<BrowserContext['storageState']>> | undefined

/** Names that begin with the same letters, so that a lost key would choose the wrong one. */
const products = [
  ['MG-1126', 'Tin soldier'],
  ['G-1126', 'In solid oak'],
  ['MG-1127', 'Robin mug, blue'],
]

test.beforeAll(async ({ browser, baseURL }) => {
  if (state) return
  const page = await browser.newPage()
  const origin = baseURL ?? ''
  slug = (await stageOrganisation(page, owner, origin)).slug
  for (const [sku, name] of products)
    await result(page.request, 'catalog.create', { sku, name, unitPrice: '5' }, { origin, organisation: slug })
  state = await page.context().storageState()
  await page.close()
})

/** Nothing of the lines is cut off on the page of the first browser, whose content stands in the second too. */
async function isWholeEverywhere([desk, touched]: [Page, Page]) {
  await touched.goto(desk.url())
  await expect(touched.getByLabel('Text of line 2')).toBeVisible()
  for (const [page, widths] of [
    [touched, [390, 820]],
    [desk, [1024, 1440, 1280]],
  ] as const)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      expect(await hidden(page), `${width} px`).toEqual([])
    }
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName)

for (const delay of [30, 180])
  test(`keys at ${delay} ms a stroke arrive complete, and an order can be written without the mouse`, async ({
    another,
  }) => {
    const page = await another({ storageState: state })
    await page.goto(`/${slug}/order/new`)
    const customer = page.getByRole('combobox', { name: 'Customer' })
    await expect(customer).toBeFocused()
    await page.keyboard.type('werkstatt', { delay })
    await expect(customer).toHaveValue('werkstatt')
    await page.keyboard.press('Enter')
    await expect(customer).toHaveValue('Werkstatt Nord')
    // Whoever telephones says what they want next; the other fields are reached backwards.
    expect(await focused(page)).toBe('Product of line 1')
    await customer.focus()
    // A day is one tab stop: customer, order number, day, what becomes of the rest, note.
    const stops: string[] = []
    for (let stop = 0; stop < 4; stop++) {
      await page.keyboard.press('Tab')
      if (stop === 1) await page.keyboard.type('2.12.2199', { delay })
      stops.push(await page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent ?? ''))
    }
    expect(stops).toEqual([
      "Customer's own order number (optional)",
      'Wanted on (optional)',
      'When something is short (optional)',
      'Note (optional)',
    ])
    await expect(page.getByLabel('Wanted on')).toHaveValue('02.12.2199')
    await page.getByRole('combobox', { name: 'Product of line 1' }).focus()
    // Three lines as a person or a scanner types them, without waiting for the answers.
    await page.keyboard.type('MG-1126\n12\ntin sol\n3\nMG-1127\n7', { delay })
    for (const [line, name, quantity] of [
      [1, 'Tin soldier', '12'],
      [2, 'Tin soldier', '3'],
      [3, 'Robin mug, blue', '7'],
    ] as const) {
      await expect(page.getByRole('combobox', { name: `Product of line ${line}` })).toHaveValue(name)
      await expect(page.getByLabel(`Quantity of line ${line}`)).toHaveValue(quantity)
    }
    expect(await focused(page)).toBe('Quantity of line 3')
    // Typing replaces a choice as a whole, and Enter may come before the answer.
    await page.getByRole('combobox', { name: 'Product of line 2' }).focus()
    await page.keyboard.type('robin\n', { delay })
    await expect(page.getByRole('combobox', { name: 'Product of line 2' })).toHaveValue('Robin mug, blue')
    await expect(page.getByText(/^110,00.€$/).first()).toBeVisible()
    // Rows of a spreadsheet that are pasted into the box of one line open the reading of many; what is no euro stays there.
    const box = page.getByRole('combobox', { name: 'Product of line 4' })
    await box.focus()
    await box.evaluate((at) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'MG-1126\t5\t4,50 €\r\nMG-1127\t6\t$4.50\r\n')
      at.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    const rows = page.getByRole('dialog', { name: 'Paste lines' })
    await rows.getByRole('button', { name: 'Take 2 lines' }).click()
    await expect(rows.getByText('“$” is another currency: write the amount in EUR.')).toBeVisible()
    await rows.getByLabel('Lines', { exact: true }).fill('MG-1127\t6\t4.50')
    await rows.getByRole('button', { name: 'Take 1 line' }).click()
    await expect(page.getByLabel('Quantity of line 5')).toHaveValue('6')
    await expect(page.getByLabel('Price of line 4')).toHaveValue('4,50')
    // Neither is a price that is typed in another currency.
    await page.getByLabel('Price of line 5').fill('$4')
    await expect(page.getByText('“$” is another currency: write the amount in EUR.')).toBeVisible()
    await page.getByLabel('Price of line 5').fill('4 €')
    await expect(page.getByText('is another currency')).toBeHidden()
  })

test('five lines are taken down on the telephone with 30 strokes beyond the words; the last order is repeated with one', async ({
  another,
}) => {
  const page = await another({ storageState: state })
  let strokes = 0
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    strokes += keys.length
  }
  const say = (words: string) => page.keyboard.type(words, { delay: 30 })
  await page.goto(`/${slug}/order/new`)
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
  // The customer says where they call from.
  await say('kiel')
  await press('Enter')
  for (const [words, quantity] of [
    ['saw', '12'],
    ['tin sol', '3'],
    ['G-1126', '1'],
    ['robin', '24'],
    ['MG-1126', '6'],
  ] as const) {
    await say(words)
    await press('Enter', ...quantity, 'Enter')
  }
  await expect(page.getByRole('combobox', { name: 'Product of line 5' })).toHaveValue('Tin soldier')
  const lines = page.getByRole('table', { name: 'Lines' })
  await expect(lines.getByText('6 short').filter({ visible: true })).toBeVisible()
  await expect(
    lines
      .getByText(/^there /)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
  expect(await offences(page)).toEqual([])
  await press('Control+Enter')
  await page.waitForURL(/order\/[0-9a-f-]{36}$/)
  expect(strokes).toBeLessThanOrEqual(30)
  await expect(page.getByRole('heading', { level: 1, name: /^SO-/ })).toBeVisible()
  await press('n')
  const customer = page.getByRole('combobox', { name: 'Customer' })
  await expect(customer).toBeFocused()
  await say('kiel')
  await press('Enter')
  await expect(page.getByText(/^Last order SO-\d+/)).toBeVisible()
  await press('Control+u')
  await expect(page.getByRole('combobox', { name: 'Product of line 5' })).toHaveValue('Tin soldier')
  expect(await focused(page)).toBe('Quantity of line 1')
  await expect(page.getByLabel('Quantity of line 4')).toHaveValue('24')
  // What stands in the box is confirmed, and what is confirmed is no draft any more.
  await press('1', '7', 'Control+Enter')
  await page.waitForURL(/order\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('cell', { name: '17', exact: true }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Orders' }).first().click()
  await expect(page.getByRole('link', { name: 'New order' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Continue the new order' })).toBeHidden()
  // Whoever has chosen the customer types the amount next, in every form.
  await page.goto(`/${slug}/collection/new`)
  await page.getByRole('combobox', { name: 'Customer' }).click()
  await page.keyboard.type('werkstatt\n12,50', { delay: 30 })
  await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue('Werkstatt Nord')
  await expect(page.getByLabel('Amount')).toHaveValue('12,50')
})

test('an error is shown at its field, and a half-written form waits for its author', async ({ another }) => {
  const page = await another({ storageState: state })
  await page.setViewportSize({ width: 1280, height: 420 })
  await page.goto(`/${slug}/order/new`)
  await page.getByRole('combobox', { name: 'Customer' }).fill('werkstatt')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Product of line 1' }).fill('MG-1126')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Product of line 1' })).toHaveValue('Tin soldier')
  const price = page.getByLabel('Price of line 1')
  await price.fill('4,5o')
  await page.getByRole('button', { name: 'Confirm the order' }).click()
  await expect(page.getByText('This is no price.')).toBeInViewport()
  await expect(price).toBeFocused()
  await price.fill('24,90')
  await price.blur()
  await page.getByRole('combobox', { name: 'Product of line 2' }).fill('nothing has this name')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Confirm the order' }).click()
  await expect(page.getByText('No product is chosen for “nothing has this name”.')).toBeInViewport()

  await page.getByRole('link', { name: 'Customers' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  await page.goto(`/${slug}/order`)
  await page.getByRole('link', { name: 'Continue the new order' }).click()
  await expect(page.getByText('This is your draft of')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue('Werkstatt Nord')
  await expect(page.getByRole('combobox', { name: 'Product of line 1' })).toHaveValue('Tin soldier')
  await expect(price).toHaveValue('24,90')
  await expect(page.getByRole('combobox', { name: 'Product of line 2' })).toHaveValue('nothing has this name')
  // A draft that was restored answers to the same keys, whatever has the focus.
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('No product is chosen for “nothing has this name”.')).toBeInViewport()
  await page.getByRole('button', { name: 'Remove line 2' }).click()
  // A line without a product: its text, its price and its tax.
  await page.getByRole('button', { name: 'Add text' }).click()
  await expect(page.getByLabel('Text of line 2')).toBeFocused()
  await page.keyboard.type('Gravur, zwei Zeilen')
  await page.getByRole('button', { name: 'Confirm the order' }).click()
  await expect(page.getByText('Say what it costs.')).toBeInViewport()
  await page.getByLabel('Price of line 2').fill('4,50')
  await page.getByLabel('Discount of line 1').fill('10 %')
  await page.getByLabel('Reason for the discount of line 1').selectOption({ index: 1 })
  // Put by for the whole team, found again, and gone once it is confirmed.
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.waitForURL(`**/${slug}/order/drafts`)
  await expect(page.getByRole('row', { name: /Werkstatt Nord/ })).toContainText(owner.name)
  expect(await offences(page)).toEqual([])
  await page.getByRole('link', { name: 'Werkstatt Nord' }).click()
  await expect(page.getByLabel('Text of line 2')).toHaveValue('Gravur, zwei Zeilen')
  await isWholeEverywhere([page, await another({ storageState: state, hasTouch: true, isMobile: true })])
  await expect(price).toHaveValue('24,90')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(new RegExp(`/${slug}/order/[0-9a-f-]{36}$`))
  await expect(page.getByText('Gravur, zwei Zeilen')).toBeVisible()
  await page.goto(`/${slug}/order/drafts`)
  await expect(page.getByText('Orders that you put by will be here.')).toBeVisible()
  await page.goto(`/${slug}/order`)
  await expect(page.getByRole('link', { name: 'New order' })).toBeVisible()

  await page.goto(`/${slug}/customers/new`)
  await page.locator('[name=name]').fill('Half an address')
  await page.locator('[name=billPostcode]').fill('2410')
  await page.locator('[name=taxNumber]').fill('DE12')
  await page.getByRole('button', { name: /^(Add|Create) the customer$/ }).click()
  await expect(page.getByText('This is no postcode of that country. One looks like 20457.')).toBeInViewport()
  await expect(page.locator('[name=billPostcode]')).toBeFocused()
  await page.locator('[name=billPostcode]').fill('24103')
  await page.getByRole('button', { name: /^(Add|Create) the customer$/ }).click()
  await expect(page.locator('[name=taxNumber]')).toBeFocused()
  await expect(page.getByText(/^This is no number as that country writes it/)).toBeInViewport()
})

test('rows of a bank file that cannot be read are asked about one by one, and booked as a person answers', async ({
  another,
}) => {
  const page = await another({ storageState: state })
  await page.goto(`/${slug}/collection/import`)
  const rows = [
    'Datum;Text;Betrag;Währung',
    '02.01.2026;Nord;12,30;EUR',
    '03.01.2026;Süd;zwölf;EUR',
    '04.01.2199;Ost;7,00;EUR',
    '05.01.2026;West;siehe oben;EUR',
  ]
  const file = { name: 'bank.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
  await page.getByLabel('File').setInputFiles(file)
  await page.getByRole('button', { name: 'Read it' }).click()
  const asked = page.getByRole('list', { name: 'Rows to look at' }).getByRole('listitem')
  await expect(asked).toHaveCount(3)
  const row = (text: string) => asked.filter({ hasText: text })
  const send = page.getByRole('button', { name: 'Read it with these answers' })
  await expect(send).toBeDisabled()
  await row('Süd').getByLabel(/ is$/).selectOption('Money out')
  await row('Süd')
    .getByLabel(/^Amount/)
    .fill('12,00')
  await expect(row('Ost')).toContainText('04.01.2199 · 7,00')
  await row('Ost').getByLabel(/^Day/).fill('4.1.2026')
  await row('West').getByLabel(/ is$/).selectOption('Leave it out')
  await send.click()
  await expect(page.getByText('3 new lines of 3')).toBeVisible()
  await page.goto(`/${slug}/collection`)
  await expect(page.getByRole('row', { name: /Ost/ })).toContainText('7,00')
  await page.goto(`/${slug}/collection?state=IGNORED`)
  await expect(page.getByRole('row', { name: /Süd/ })).toContainText('−12,00')
})
