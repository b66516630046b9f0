import { readdirSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
// @ts-expect-error: scripts have no types
import { drawn } from '../scripts/proof/days.mjs'
import { faintTexts } from './contrast'
import { call, eventually, expect, offences, signIn, somebody, test } from './fixtures'
import { stageOrganisation } from './staged'

type State = Awaited<ReturnType<BrowserContext['storageState']>>

const owner = somebody('Olga Brandt')
const viewer = somebody('Victor Lane')
let slug = ''
let records: string[] = []
let state: State | undefined

/** Every page of an organisation whose address names no record. */
const pages = readdirSync('app/(workspace)/[org]', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file) && !file.includes('['))
  .map((file) => file.replace(/\/?page\.tsx$/, ''))
  .map((path) => (path === 'waiting' ? 'waiting?kind=LATE' : path))
  .sort()

// Runs again for each part that the same worker takes.
test.beforeAll(async ({ browser, baseURL }) => {
  if (state) return
  const page = await browser.newPage()
  const staged = await stageOrganisation(page, owner, baseURL ?? '')
  slug = staged.slug
  records = staged.records
  state = await page.context().storageState()
  await page.close()
})

/** Waits until fading elements have their final colours; endless animations do not count. */
const isStill = (page: Page) =>
  page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((one) => one.finished))
  })

async function turnDark(page: Page) {
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveClass(/dark/)
  await isStill(page)
}

/** The looks of text that this worker has judged in both themes. */
const judged = new Set<string>()

/** Checks the page by WCAG 2.2 AA; in the dark theme only the colours differ. */
async function isAccessible(page: Page) {
  await isStill(page)
  const found = await offences(page, ['color-contrast'])
  found.push(...(await faintTexts(page, judged, [() => turnDark(page)])))
  await page.emulateMedia({ colorScheme: 'light' })
  expect(found).toEqual([])
}

/** A printed record must not show exposure, payment behaviour, stock, or the people who did something. */
async function isFitForOutside(page: Page) {
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('main').innerText()
  await page.emulateMedia({ media: 'screen' })
  expect(printed).not.toMatch(/\b(exposure|limit|usually pays|on hand|available|backordered|what happened)\b/i)
  expect(printed).not.toContain(owner.name)
}

test('asks a person who is not signed in to sign in, and returns them to where they were going', async ({ page }) => {
  for (const path of ['', '/order', '/settings/team']) {
    await page.goto(`/${slug}${path}`)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
  }
  const { request } = page.context()
  expect((await request.get('/api/trpc/account.organisations')).status()).toBe(401)
  expect((await request.get('/api/export/orders?organisation=x')).status()).not.toBe(200)
})

test('refuses a wrong password in words, without saying whether the account exists', async ({ page, problems }) => {
  const said: string[] = []
  for (const email of [owner.email, somebody('Nobody Here').email]) {
    await signIn(page, { ...owner, email, password: 'not-the-right-one' })
    said.push(await page.locator('main').getByRole('alert').innerText())
    await expect(page).toHaveURL(/\/sign-in/)
  }
  expect(said[0]).toBe(said[1])
  // The browser logs both answers as failed requests.
  expect(problems.filter((one) => !one.includes('status of 401'))).toEqual([])
  problems.length = 0
})

test('a copied session no longer works after sign-out', async ({ page, another }) => {
  await signIn(page, owner)
  await page.waitForURL(`**/${slug}`)
  await page.goto(`/${slug}/customers`)
  const copied = await another({ storageState: await page.context().storageState() })
  await copied.goto(`/${slug}/customers`)
  await expect(copied.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  await page.getByRole('button', { name: new RegExp(`^${owner.name}`) }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await copied.goto(`/${slug}/customers`)
  await expect(copied).toHaveURL(/\/sign-in/)
  expect((await copied.request.get('/api/trpc/account.organisations')).status()).toBe(401)
})

test('a viewer accepts the invitation, can read everything and is offered nothing else', async ({
  another,
  baseURL,
}) => {
  const inviting = await another({ storageState: state })
  await inviting.goto(`/${slug}/settings/team`)
  await inviting.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = inviting.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill(viewer.email)
  await dialog.getByLabel('viewer').check()
  await dialog.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(dialog).toBeHidden()

  const page = await another()
  await page.goto(`/mail?to=${encodeURIComponent(viewer.email)}`)
  const mail = page.getByRole('table', { name: 'Mails' }).getByRole('link').first()
  await eventually(page, () => expect(mail).toBeVisible({ timeout: 1_500 }))
  await mail.click()
  const text = await page.locator('pre').innerText()
  await page.goto(/\/invitation\/\S+/.exec(text)?.[0] ?? '')
  await page.getByLabel('Your name').fill(viewer.name)
  await page.getByLabel('Password').fill(viewer.password)
  await page.getByRole('button', { name: 'Join the team' }).click()
  await page.waitForURL(`**/${slug}`)

  for (const [path, heading, row] of [
    ['customers', 'Customers', 'Werkstatt Nord'],
    ['products', 'Products', 'Japanese saw'],
    ['order', 'Orders', 'Werkstatt Nord'],
    ['settings', 'Settings', ''],
    ['settings/team', 'Settings', owner.name],
  ] as const) {
    await page.goto(`/${slug}/${path}`)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    if (row) await expect(page.locator('main').getByText(row).first()).toBeVisible()
    const offered = page.locator('main').getByRole('button', { name: /^(Save|Invite|Enter|Add|Deactivate|Roles)/ })
    await expect(offered).toHaveCount(0)
    await expect(page.locator('main').getByRole('link', { name: /^(Add|Enter|New)/ })).toHaveCount(0)
  }
  const origin = baseURL
  const refused = await call(page.request, 'customer.create', { name: 'Slipped in' }, { origin, organisation: slug })
  expect(refused.status()).toBe(403)
})

test('refuses a request from another site', async ({ another, baseURL }) => {
  const page = await another({ storageState: state })
  const input = { name: 'Sent from elsewhere' }
  for (const origin of ['https://elsewhere.test', 'null', undefined]) {
    const answer = await call(page.request, 'customer.create', input, { origin, organisation: slug })
    expect(answer.status(), String(origin)).toBe(403)
  }
  const form = await page.request.post('/api/trpc/customer.create', { form: input, headers: { origin: baseURL ?? '' } })
  expect(form.status()).toBe(403)
  await page.goto(`/${slug}/customers`)
  await expect(page.getByText('Werkstatt Nord')).toBeVisible()
  await expect(page.getByText(input.name)).toHaveCount(0)
})

test('finds and names offences against accessibility', async ({ page }) => {
  await page.setContent(
    '<html lang="en"><title>Grey</title><main><h1 style="color: #ccc">Faint</h1><input></main></html>',
  )
  expect((await offences(page)).map((one) => one.split(':')[0])).toEqual(['color-contrast', 'label'])
  expect(await offences(page, ['color-contrast'])).toHaveLength(1)
})

test('judges each look of text once, and in both themes', async ({ page }) => {
  const known = new Set<string>()
  const show = (text: string) =>
    page.setContent(
      `<html lang="en"><title>Grey</title><style>.dark { background: #222 } .dark .plain { color: #eee }</style>
      <body><p class="plain">Plain</p>${text}</body></html>`,
    )
  const dark = [() => page.evaluate(() => document.documentElement.classList.add('dark'))]
  const faint = async () => (await faintTexts(page, known, dark)).map((one) => one.replace(/.*<p/, '<p'))
  await show('')
  expect(await faint()).toEqual([])
  expect(known.size).toBe(1)
  // Black is read on white and not on the dark page; a known class on another ground is another look.
  await show('<p class="black">Black</p>')
  expect(await faint()).toEqual([expect.stringMatching(/^<p class="black"/)])
  await show('<div style="background: #111"><p class="plain">Sunk</p></div>')
  expect(await faint()).toEqual([expect.stringMatching(/^<p class="plain"/)])
  await show('<p class="plain">Again</p>')
  expect(await faint()).toEqual([])
})

for (const path of ['/', '/sign-in', '/sign-up'])
  test(`${path} is accessible`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await isAccessible(page)
  })

/** The pages in parts that keep the workers equally busy; one browser visits the pages of a part. */
const parts = 8

// Every page is opened, and a third of them, which the commit draws, is looked at closely; `npm run prove -- access`
// looks at all of them, on a desk, a tablet and a phone.
const all = process.env.OCTET_TEST_PAGES === 'all'
const third: number = drawn([0, 1, 2])
const isClose = (place: number) => all || Math.floor(place / parts) % 3 === third
const widths = all ? [1440, 820, 390] : [1440]

test.describe('every page of an organisation is accessible', () => {
  // Each part visits about nine pages, which takes long on a busy machine.
  test.describe.configure({ mode: 'parallel', timeout: all ? 900_000 : 300_000 })
  for (let part = 0; part < parts; part++)
    test(`part ${part + 1} of ${parts}`, async ({ another }) => {
      const page = await another({ storageState: state })
      for (const [place, path] of [...pages, ...records].entries()) {
        if (place % parts !== part) continue
        await test.step(`/${path}`, async () => {
          expect((await page.goto(`/${slug}/${path}`))?.status(), path).toBe(200)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
          for (const width of isClose(place) ? widths : []) {
            await page.setViewportSize({ width, height: 900 })
            await isAccessible(page)
          }
          if (records.includes(path) && !/^fulfilment|\/edit$/.test(path)) await isFitForOutside(page)
        })
      }
    })
})

test('dialogs and menus are accessible, work by keyboard and give the focus back', async ({ another }) => {
  const page = await another({ storageState: state })
  const [, order] = records
  await page.goto(`/${slug}/${order}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const [keys, name] of [
    ['e', /^Amend /],
    ['Control+k', /Find/],
    ['?', /Keyboard|Shortcuts/i],
  ] as const) {
    await page.keyboard.press(keys)
    const dialog = page.getByRole('dialog', { name })
    await expect(dialog).toBeVisible()
    await isAccessible(page)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  const opener = page.getByRole('button', { name: 'Cancel…' })
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Cancel / })).toBeVisible()
  await isAccessible(page)
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()

  await page.goto(`/${slug}/order`)
  const rows = page.getByRole('table', { name: 'Orders' }).locator('tbody').getByRole('link')
  await page.keyboard.press('j')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/\/order\/new$/)
})

test('robots.txt, the manifest and its pictures exist', async ({ request }) => {
  const robots = await request.get('/robots.txt')
  expect(robots.headers()['content-type']).toMatch(/^text\/plain/)
  expect(await robots.text()).toContain('User-agent: *')
  // A browser asks for this one by itself, also while one page's head gives way to the next.
  expect((await request.get('/favicon.ico')).status()).toBe(200)
  const manifest = await (await request.get('/manifest.webmanifest')).json()
  for (const { src, sizes } of manifest.icons) {
    const picture = await (await request.get(src)).body()
    expect(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`, src).toBe(sizes)
  }
})
