import { call, expect, offences, signUp, somebody, test } from './fixtures'

test('sample trade grows while its owner watches, and a day passes when the owner says so', async ({
  page,
  another,
  problems,
  baseURL,
}) => {
  test.setTimeout(300_000)
  await signUp(page, somebody('Yuki Tanaka'))
  await page.getByLabel('Name of the business').fill('Tanaka Zakka')
  await page.getByLabel('Country').selectOption('JP')
  await page.getByText('Sample trade: to try everything').click()
  await page.getByRole('button', { name: 'Create organisation' }).click()
  await page.waitForURL((url) => /^\/tanaka-zakka/.test(url.pathname))
  const slug = new URL(page.url()).pathname.slice(1)
  const bar = page.getByRole('region', { name: 'Sample trade' })
  await expect(bar.getByRole('progressbar')).toBeVisible()

  // Meanwhile everything can be read and nothing changed: the refusal says why.
  await page.goto(`/${slug}/customers/new`)
  await page.getByLabel('Name', { exact: true }).fill('Too early')
  await page.getByRole('button', { name: 'Add the customer' }).click()
  await expect(page.getByText('The sample trade is still growing.').first()).toBeVisible()
  // The browser logs the answer as a failed request.
  expect(problems.filter((one) => !one.includes('status of 409'))).toEqual([])
  problems.length = 0

  await page.goto(`/${slug}`)
  await expect(bar.getByRole('button', { name: 'Let a day pass' })).toBeVisible({ timeout: 240_000 })
  await expect(page.getByRole('heading', { name: 'To do' })).toBeVisible()
  expect(await offences(page)).toEqual([])

  const other = await another({ storageState: await page.context().storageState() })
  await other.goto(`/${slug}`)
  const before = (await bar.locator('time').first().getAttribute('datetime')) ?? ''
  await bar.getByRole('button', { name: 'Let a day pass' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Let a day pass' }).dblclick()
  await expect(page.getByRole('dialog', { name: 'A day has passed' })).toBeVisible({ timeout: 90_000 })
  await page.getByRole('button', { name: 'Look around' }).click()
  const tomorrow = new Date(Date.parse(before) + 86_400_000).toISOString().slice(0, 10)
  await expect(bar.locator('time').first()).toHaveAttribute('datetime', tomorrow)

  // The other window learns of the day without a reload, and its request with the old day lets no second day pass.
  const otherDay = other.getByRole('region', { name: 'Sample trade' }).locator('time').first()
  await expect(otherDay).toHaveAttribute('datetime', tomorrow, { timeout: 30_000 })
  const asked = { kind: 'DAY', today: before }
  const again = await call(page.context().request, 'trial.letPass', asked, { origin: baseURL, organisation: slug })
  expect([again.status(), await again.text()]).toEqual([409, expect.stringContaining('TIME_HAS_PASSED')])
  await page.reload()
  await expect(bar.locator('time').first()).toHaveAttribute('datetime', tomorrow)
})
