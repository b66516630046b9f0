import { readdirSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import { enter, eventually, expect, hidden, result, somebody, test, tooSmall } from './fixtures'
import { type Staged, stageOrganisation } from './staged'

const owner = somebody('Pia Hansen')
const colleague = somebody('Tom Weber')
let state: Awaited<ReturnType<BrowserContext['storageState']>>
let staged: Staged

test.beforeAll(async ({ browser, baseURL }) => {
  const page = await browser.newPage()
  staged = await stageOrganisation(page, owner, baseURL ?? '')
  state = await page.context().storageState()
  await page.close()
})

const tablet = { hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 } }
const phone = { ...tablet, viewport: { width: 390, height: 844 } }

/** Every page that people use while standing: those of the floor and the shipping desk. */
const pages = () => [
  ...['fulfilment', 'shipping'].flatMap((room) =>
    readdirSync(`app/(workspace)/[org]/${room}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)page\.tsx$/.test(file) && !file.includes('['))
      .map((file) => `${room}/${file.replace(/\/?page\.tsx$/, '')}`.replace(/\/$/, '')),
  ),
  ...staged.records.filter((path) => /^(fulfilment|shipping)\//.test(path)),
]

test('every target on the floor’s pages is large enough on tablet and phone, and each page opens again offline', async ({
  another,
  problems,
}) => {
  const page = await another({ storageState: state, ...tablet })
  const found: string[] = []
  for (const path of pages()) {
    await page.setViewportSize(tablet.viewport)
    expect((await page.goto(`/${staged.slug}/${path}`))?.status(), path).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
    for (const [name, { viewport }] of Object.entries({ tablet, phone })) {
      await page.setViewportSize(viewport)
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      found.push(...[...(await tooSmall(page)), ...(await hidden(page))].map((one) => `${path} on a ${name}: ${one}`))
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(over, `${path} on a ${name}`).toBeLessThanOrEqual(0)
    }
    await expect.poll(() => kept(page), path).toContain(`/${staged.slug}/${path}`)
  }
  expect(found).toEqual([])
  await page.context().setOffline(true)
  for (const path of pages()) {
    await page.goto(`/${staged.slug}/${path}`)
    await expect(page.getByRole('heading', { level: 1 }), path).not.toHaveText('No network')
    await expect(page.locator('main [aria-busy=true]'), path).toHaveCount(0)
  }
  // Requests that the last page still makes are logged before it closes.
  await page.context().close()
  problems.splice(0, problems.length, ...problems.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(one)))
})

/** The touch targets that a notice covers. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const notices = document.querySelector('.notices')?.getBoundingClientRect()
    if (!notices?.height) return ['no notice']
    return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')].flatMap(
      (element) => {
        const box = element.getBoundingClientRect()
        if (element.closest('.notices') || !element.checkVisibility() || box.width <= 1 || box.bottom <= 0) return []
        const apart =
          box.top >= notices.bottom - 1 ||
          box.bottom <= notices.top ||
          box.left >= notices.right ||
          box.right <= notices.left
        return apart ? [] : [element.innerText || element.outerHTML.slice(0, 80)]
      },
    )
  })

test('a notice covers no target, and a wrong scan gives sound and vibration', async ({ another }) => {
  for (const device of [tablet, phone]) {
    const page = await another({ storageState: state, ...device })
    await page.addInitScript(() => {
      const felt: unknown[] = []
      const heard: string[] = []
      Object.assign(window, { felt, heard })
      const { start } = OscillatorNode.prototype
      OscillatorNode.prototype.start = function (when) {
        heard.push(this.context.state)
        start.call(this, when)
      }
      navigator.vibrate = (pattern) => felt.push(pattern) > 0
    })
    await page.goto(`/${staged.slug}/fulfilment/receive`)
    const scan = async (code: string) => {
      await page.keyboard.type(code)
      await page.keyboard.press('Enter')
    }
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
    const felt = () => page.evaluate(() => (window as unknown as { felt: unknown[] }).felt.length)
    await scan('NOT-HERE')
    await expect(page.getByText('NOT-HERE is no product')).toBeVisible()
    expect([await felt(), await heard()]).toEqual([1, ['running', 'running']])
    await scan('SAW-1')
    await expect(page.getByLabel('Units of SAW-1')).toHaveValue('1')
    expect(await felt()).toBe(1)
    await page.getByRole('button', { name: 'Receive 1 unit' }).click()
    await expect(page.getByText('1 unit received', { exact: true })).toBeVisible()
    expect(await covered(page)).toEqual([])
    await page.goto(`/${staged.slug}/settings/account`)
    await page.getByLabel('Sound and vibration on a wrong scan').uncheck()
    await page.goto(`/${staged.slug}/fulfilment/receive`)
    await scan('NOT-HERE')
    await expect(page.getByText('NOT-HERE is no product')).toBeVisible()
    expect([await felt(), await heard()]).toEqual([0, []])
  }
})

test('a scan opens the order, its parcel and its product from every list, and counts into the parcel', async ({
  another,
}) => {
  const page = await another({ storageState: state, ...tablet })
  const { slug, picking, productId } = staged
  const scan = async (code: string) => {
    await expect(page.getByRole('textbox', { name: /^Scan/ })).toBeFocused()
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }
  await page.goto(`/${slug}/fulfilment/pick/${picking.orderId}`)
  const number = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByLabel('Scan the product').fill('NOWHERE')
  await page.goto(`/${slug}/fulfilment`)
  await scan(number)
  await page.waitForURL(`**/fulfilment/pick/${picking.orderId}`)
  await page.goto(`/${slug}/fulfilment/stock`)
  await scan('SAW-1')
  await page.waitForURL(`**/fulfilment/stock/${productId}`)

  const packing = staged.records.find((path) => path.startsWith('fulfilment/pack/')) ?? ''
  await page.goto(`/${slug}/${packing}`)
  await scan('SAW-1')
  await expect(page.getByText('Japanese saw: 1 of 3')).toBeVisible()
  await scan('0SAW-1')
  await expect(page.getByText('0SAW-1 does not belong to this order')).toBeVisible()
})

/** Pia invites Tom, who accepts. */
async function invite(inviting: Page, invited: Page) {
  await inviting.goto(`/${staged.slug}/settings/team`)
  await inviting.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = inviting.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill(colleague.email)
  await dialog.getByLabel('warehouse').check()
  await dialog.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(dialog).toBeHidden()
  await invited.goto(`/mail?to=${encodeURIComponent(colleague.email)}`)
  const mail = invited.getByRole('table', { name: 'Mails' }).getByRole('link').first()
  await eventually(invited, () => expect(mail).toBeVisible({ timeout: 1_500 }))
  await mail.click()
  const text = await invited.locator('pre').innerText()
  await invited.goto(/\/invitation\/\S+/.exec(text)?.[0] ?? '')
  await invited.getByLabel('Your name').fill(colleague.name)
  await invited.getByLabel('Password').fill(colleague.password)
  await invited.getByRole('button', { name: 'Join the team' }).click()
  await invited.waitForURL(`**/${staged.slug}`)
}

test('two people are not sent to pick the same unit', async ({ another, problems }) => {
  const pia = await another({ storageState: state, ...tablet })
  const tom = await another(tablet)
  await invite(await another({ storageState: state }), tom)
  const { slug, picking } = staged
  const both = [pia, tom]
  await Promise.all(both.map((page) => page.goto(`/${slug}/fulfilment/pick/${picking.orderId}`)))
  const taken = (page: Page) => page.getByText(/(Pia Hansen|Tom Weber) is on it/)
  await expect(async () => {
    expect(await Promise.all(both.map((page) => taken(page).count()))).toContain(1)
  }).toPass()
  const counts = await Promise.all(both.map((page) => taken(page).count()))
  expect(counts.toSorted()).toEqual([0, 1])
  const [second, first] = counts[0] === 1 ? [pia, tom] : [tom, pia]
  const name = first === pia ? 'Pia Hansen' : 'Tom Weber'
  await expect(first.getByText('Go to')).toBeVisible()
  await expect(second.getByRole('button', { name: /^Take (one|all)/ })).toHaveCount(0)
  await second.getByRole('link', { name: 'Next order' }).click()
  const list = second.getByRole('table', { name: 'Orders on the floor' })
  await expect(list.getByText(`${name} is on it`)).toBeVisible()
  const other = second === pia ? 'Pia Hansen' : 'Tom Weber'
  await second.goto(`/${slug}/fulfilment/pick/${picking.orderId}`)
  await second.getByRole('button', { name: 'Take it over' }).click()
  await expect(second.getByText('Go to')).toBeVisible()
  // A person who does not know of the other is told by the server, and nothing is counted.
  await first.getByRole('button', { name: 'Take one' }).click()
  await expect(first.getByText('Not taken')).toBeVisible()
  await expect(first.getByText(`${other} is on this order now.`).first()).toBeVisible()
  await expect(first.getByText(`${other} is on it`)).toBeVisible()
  await expect(second.getByText('0 of 3 picked')).toBeVisible()
  await second.goto(`/${slug}/fulfilment/stock`)
  await expect(async () => {
    await first.reload()
    await expect(first.getByText('Go to')).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  // Whoever came first, Pia has the order at the end: a turn of Tom's would outlive his page when his farewell is lost.
  await tom.goto(`/${slug}/fulfilment/stock`)
  await expect(async () => {
    await pia.goto(`/${slug}/fulfilment/pick/${picking.orderId}`)
    await expect(pia.getByText('Go to')).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
  problems.splice(0, problems.length, ...problems.filter((one) => !/status of 422/.test(one)))
})

/** All pages that this device keeps. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('octet-pages:'))
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return all.flat().map(({ url }) => new URL(url).pathname)
  })

test('the tablet’s pages open again offline, for nobody else, and a new version loses nothing', async ({
  another,
  baseURL,
  problems,
}) => {
  const page = await another({ storageState: state, ...tablet })
  const browser = page.context()
  const { slug, picking } = staged
  const picks = `/${slug}/fulfilment/pick/${picking.orderId}`
  await page.goto(`/${slug}/fulfilment`)
  await expect.poll(() => kept(page)).toEqual([`/${slug}/fulfilment`])
  await page.goto(picks)
  await expect(page.getByText('0 of 3 picked')).toBeVisible()
  await expect.poll(() => kept(page)).toEqual(expect.arrayContaining([`/${slug}/fulfilment`, picks]))

  await browser.setOffline(true)
  await page.reload()
  await expect(page.getByText(/^offline · as of/)).toBeVisible()
  await page.getByRole('button', { name: 'Take one' }).click()
  await expect(page.getByText('1 of 3 picked')).toBeVisible()
  await page.reload()
  await expect(page.getByText('1 of 3 picked')).toBeVisible()
  await page.goto(`/${slug}/fulfilment/receive`)
  await expect(page.getByRole('heading', { name: 'No network' })).toBeVisible()
  await page.getByRole('link', { name: /^Fulfilment/ }).click()
  await expect(page.getByRole('table', { name: 'Orders on the floor' })).toBeVisible()
  await page.goto(picks)

  // A new version of the worker takes over while an entry is not sent yet. A route of the whole
  // context would hold the worker’s own file too, and the worker might never begin.
  await page.route('**/api/trpc/fulfilment.pick**', (route) => route.abort())
  await browser.setOffline(false)
  await page.evaluate(async () => void (await navigator.serviceWorker.register('/sw.js?newer', { scope: '/' })))
  await page.unroute('**/api/trpc/fulfilment.pick**')
  await page.reload()
  await expect(page.getByText('1 of 3 picked')).toBeVisible()
  await expect(page.getByText('online', { exact: true })).toBeVisible()
  // A browser lets the newer worker take over when the older one has no work left.
  const worker = () => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)
  await expect.poll(worker, { timeout: 60_000 }).toMatch(/newer$/)

  // Another person signs in on the same device: nothing of Pia's is kept, and offline they get none of it.
  const stranger = somebody('Sara Stein')
  await result(page.request, 'account.signUp', stranger, { origin: baseURL })
  await enter(page.request, stranger)
  const facts = { name: 'Stein', country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', sample: false }
  const own = await result<{ slug: string }>(page.request, 'founding.found', facts, { origin: baseURL })
  await page.goto(`/${own.slug}/fulfilment`)
  await expect.poll(() => kept(page)).toEqual([`/${own.slug}/fulfilment`])
  await browser.setOffline(true)
  await page.goto(picks)
  await expect(page.getByRole('heading', { name: 'No network' })).toBeVisible()
  await expect(page.getByText('SAW-1')).toHaveCount(0)
  await browser.setOffline(false)
  await page.goto(`/${own.slug}/fulfilment`)

  // A page that was asked for before the sign-out and comes after it is not kept either.
  let asked = () => {}
  let hold = () => {}
  const isAsked = new Promise<void>((done) => (asked = done))
  const isHeld = new Promise<void>((done) => (hold = done))
  await browser.route('**/fulfilment?late', async (route) => {
    const response = await route.fetch()
    asked()
    await isHeld
    await route.fulfill({ response })
  })
  const keeping = browser.serviceWorkers().at(-1)?.evaluate(`keepAgain(new URL('${page.url()}?late'))`)
  await isAsked
  await page.getByRole('button', { name: new RegExp(`^${stranger.name}`) }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await expect.poll(() => kept(page)).toEqual([])
  hold()
  await keeping
  expect(await kept(page)).toEqual([])
  const others = problems.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 503/.test(one))
  problems.splice(0, problems.length, ...others)
})
