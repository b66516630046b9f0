import type { Page } from '@playwright/test'
import { eventually, expect, found, offences, result, signUp, somebody, test } from './fixtures'
import { reading } from './staged'

const products = `Handle,Title,Option1 Value,Variant SKU,Variant Price,Variant Grams,Image Src
shirt,Shirt,Red,SH-R,10.00,200,
shirt,,Blue,SH-B,11.00,200,
mug,Mug,Default Title,MUG,five,300,
`
/** The mails of earlier runs are kept, so that each run writes to somebody else. */
const grace = somebody('Grace Hopper').email
const customers = `Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Country Code,Default Address Zip,Phone,Total Spent,Total Orders,Note,Tags
'7001,Ada,Byron,ada@example.test,yes,Analytical Ltd,1 Quay Road,Bristol,GB,BS1 4RW,,100.00,2,,trade
'7002,Grace,Hopper,${grace},no,,2 Quay Road,Bristol,GB,BS1 4RW,,50.00,1,,
'7003,Emmy,Noether,emmy@example.test,no,,Gasse 3,Basel,CH,4051,,20.00,1,=1+1,
`
const invoices = (day: (days: number) => string) =>
  `ContactName,EmailAddress,POAddressLine1,POCity,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Currency,Type
Analytical Ltd,,,,XE-1,,${day(-60)},${day(-40)},250.00,50.00,200.00,GBP,Sales invoice
Grace Hopper,,,,XE-2,,${day(-3)},${day(27)},75.50,0.00,75.50,GBP,Sales invoice
`

/** A day so many days from now, as a British program writes it. */
const british = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/')

async function send(page: Page, slug: string, name: string, text: string) {
  await page.goto(`/${slug}/settings/moving`)
  await page.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Read the file' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('button', { name: 'See what would change' }).click()
  await expect(page.getByRole('heading', { name: 'What would change' })).toBeVisible({ timeout: 30_000 })
}

async function move(page: Page, count: number) {
  await page.getByRole('button', { name: `Move ${count} in` }).click()
  await expect(page.getByText(`${count} added, 0 changed`)).toBeVisible({ timeout: 30_000 })
}

/** The whole organisation as a file, as its owner has it. */
async function archiveOf(page: Page, slug: string): Promise<string> {
  await page.goto(`/${slug}/settings/moving`)
  const link = page.getByRole('link', { name: /^Download/ })
  // Who is quicker than the page's program clicks once more.
  await expect(async () => {
    if (await link.isHidden()) await page.getByRole('button', { name: 'Make the file' }).click({ timeout: 1_000 })
    await expect(link.or(page.getByRole('button', { name: 'Being made…' }))).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(link).toBeVisible({ timeout: 60_000 })
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return file.path()
}

const mailsTo = (page: Page, email: string) =>
  page.getByRole('table', { name: 'Mails' }).getByRole('row').filter({ hasText: email })

/** Reads the file into an organisation of another person, who looks around, takes an order and begins work. */
async function readIn(page: Page, origin: string, path: string) {
  await signUp(page, somebody('Olga Other'))
  const { slug } = await found(page, 'Copied Trade')
  await page.goto(`/${slug}/settings/moving`)
  await page.getByLabel('Archive (ZIP)').setInputFiles(path)
  const isTold = page
    .getByText(/^\d+ of \d+ records$|now it is checked that they add up$/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Read it' }).click()
  await isTold
  await expect(page.getByText(/^The file was read: \d+ records$/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('3 customers, 3 products, 0 orders, 0 shipments, 0 invoices, 0 receipts.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Read it' })).toBeDisabled()
  await expect(page.getByText('Read from an archive; nothing goes out yet')).toBeVisible()
  expect(await offences(page)).toEqual([])
  await page.goto(`/${slug}/receivable`)
  await expect(page.getByText('£275.50').first()).toBeVisible()
  const ask = <T>(name: string, input: unknown) => reading<{ rows: T[] }>(page.request, slug, name, input)
  const { rows: buyers } = await ask<{ id: string; name: string }>('customer.list', { text: 'Grace Hopper' })
  const { rows: goods } = await ask<{ id: string; sku: string }>('catalog.list', { text: 'MUG' })
  const order = { customerId: buyers[0]?.id, lines: [{ productId: goods[0]?.id, quantity: 2 }] }
  await result(page.request, 'order.confirm', order, { origin, organisation: slug })
  const mails = `/mail?to=${encodeURIComponent(grace)}`
  await page.goto(`/${slug}/order`)
  await expect(page.getByText('Grace Hopper').first()).toBeVisible()
  await page.goto(mails)
  await expect(mailsTo(page, grace)).toHaveCount(0)
  await page.goto(`/${slug}`)
  await page.getByRole('button', { name: 'Begin work here…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Begin work', exact: true }).click()
  await expect(page.getByText('nothing goes out yet')).toHaveCount(0)
  await page.goto(mails)
  await eventually(page, () => expect(mailsTo(page, grace).first()).toBeVisible({ timeout: 1_500 }))
}

test('a trader moves in from a shop and from a program for accounts until the totals agree, and out again as a whole', async ({
  page,
  another,
  baseURL,
}) => {
  test.slow()
  await signUp(page, somebody('Nora Mover'))
  const { slug } = await found(page, 'Moved Trade')
  await send(page, slug, 'shopify-products.csv', products)
  await expect(page.getByText('Products from Shopify, 3 rows')).toBeVisible()
  await expect(page.getByText('“five” is not certainly a number.')).toBeVisible()
  expect(await offences(page)).toEqual([])
  await move(page, 2)
  const mend = await page.request.get(
    await page.getByRole('link', { name: 'File of the wrong rows' }).first().getAttribute('href').then(String),
  )
  const mended = (await mend.text()).replace('five', '5.00')
  await send(page, slug, 'mended.csv', mended)
  await move(page, 1)
  await send(page, slug, 'shopify-customers.csv', customers)
  // How a customer abroad is taxed is asked, because the file does not say it.
  await expect(page.getByRole('button', { name: 'Move 3 in' })).toBeDisabled()
  await expect(page.getByText('Usual there is: export.')).toBeVisible()
  await page.getByLabel('As is usual there: 1 as exports').check()
  expect(await offences(page)).toEqual([])
  await move(page, 3)
  await send(page, slug, 'xero-invoices.csv', invoices(british))
  await expect(page.getByText('Open invoices from Xero, 2 rows')).toBeVisible()
  await page.goto(`/${slug}/moving/cut-over`)
  const before = (total: string) => page.getByLabel(`${total} in the program before`)
  await before('Customers').fill('3')
  await before('Products').fill('3')
  for (const total of [
    'Value of the stock, at cost',
    'Owed, 1–30 days late',
    'Owed, 61–90 days late',
    'Owed, more than 90 days late',
  ])
    await before(total).fill('0')
  await before('Owed, not due yet').fill('75.50')
  await before('Owed, 31–60 days late').fill('200')
  await before('Owed in all').fill('275.50')
  await page.getByRole('button', { name: 'Keep the totals' }).click()
  await expect(page.getByRole('cell', { name: 'differs', exact: true })).toHaveCount(3)
  await page.goto(`/${slug}/settings/moving`)
  await page.getByRole('link', { name: 'xero-invoices.csv' }).click()
  await move(page, 2)
  await page.goto(`/${slug}/moving/cut-over`)
  await expect(page.getByRole('cell', { name: 'agrees', exact: true })).toHaveCount(9)
  expect(await offences(page)).toEqual([])
  await page.getByRole('button', { name: 'Say go' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go', exact: true }).click()
  await expect(page.getByText('This program counts since')).toBeVisible()
  await page.goto(`/${slug}/receivable`)
  await expect(page.getByText('£275.50').first()).toBeVisible()
  await readIn(await another(), baseURL ?? '', await archiveOf(page, slug))
})
