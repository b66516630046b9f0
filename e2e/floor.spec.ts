import type { BrowserContext, Page } from '@playwright/test'
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

const task = async (page: Page) => {
  const { orderId } = staged.picking
  const floor = await reading<{ tasks: { picked: number }[] }>(page.request, staged.slug, 'fulfilment.order', {
    orderId,
  })
  return floor.tasks[0]?.picked
}

test('what is picked without a network outlives the page, is told once, and what is not taken is said', async ({
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

  // Another page of the same browser, opened with a network, tells what was left; its first answer is lost on the way.
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

  // The browser notes each request that found no network.
  const others = problems.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 4(09|22)/.test(one))
  problems.splice(0, problems.length, ...others)
})
