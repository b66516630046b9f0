import { AxeBuilder } from '@axe-core/playwright'
import {
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test'
import superjson from 'superjson'

export { hidden } from './whole'
export { expect }

export interface Account {
  name: string
  email: string
  password: string
}

interface Organisation {
  slug: string
  name: string
}

let people = 0

/** A person that no other story has. The domain `.test` belongs to nobody. */
export function somebody(name: string): Account {
  const unique = `${Date.now().toString(36)}${process.pid.toString(36)}${people++}`
  return {
    name,
    email: `${name.split(' ')[0]?.toLowerCase()}.${unique}@octet.test`,
    password: 'maple-harbour-violin-27',
  }
}

interface Watching {
  problems: string[]
  /** Opens another browser, which is watched like the first one. */
  another: (options?: BrowserContextOptions) => Promise<Page>
}

// Chromium logs a document that answers 404 as an error of the page; some stories ask for such documents on purpose.
const isMissingDocument = (text: string) => /the server responded with a status of (404|403)/.test(text)

// A caught mail is shown in a frame that may run no code. Code that these stories put into every frame is stopped
// there, and the browser sometimes logs it.
const isStoppedInMail = (text: string, url: string) =>
  url === 'about:srcdoc' && text.startsWith('Blocked script execution')

async function watch(context: BrowserContext, problems: string[]) {
  context.on('weberror', (error) => problems.push(`${error.page()?.url()}: ${error.error().stack}`))
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    const asked = url === message.page()?.url()
    if (!(asked && isMissingDocument(message.text())) && !isStoppedInMail(message.text(), url))
      problems.push(`${message.page()?.url()}: ${message.text()} ${url}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
}

/** Every story fails on an error in the console, an uncaught error, or anything that the content security policy stops. */
export const test = base.extend<Watching>({
  problems: [
    async ({ context }, use) => {
      const problems: string[] = []
      await watch(context, problems)
      await use(problems)
      expect(problems).toEqual([])
    },
    { auto: true },
  ],
  another: async ({ browser, problems }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      opened.push(context)
      await watch(context, problems)
      return context.newPage()
    })
    await Promise.all(opened.map((context) => context.close()))
  },
})

export async function signUp(page: Page, { name, email, password }: Account) {
  await page.goto('/')
  await page.getByRole('link', { name: 'Start with your own organisation' }).click()
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/organisations/new')
}

export async function signIn(page: Page, { email, password }: Account) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Creates an empty organisation in Great Britain on the page after sign-up; returns its slug. */
export async function found(page: Page, name: string): Promise<Organisation> {
  await page.getByLabel('Name of the business').fill(name)
  await page.getByLabel('Country').selectOption('GB')
  await page.getByRole('button', { name: 'Create organisation' }).click()
  await page.waitForURL((url) => /^\/[a-z0-9-]+$/.test(url.pathname))
  return { slug: new URL(page.url()).pathname.slice(1), name }
}

/** Reloads the page until `look` finds the result of background work. */
export async function eventually(page: Page, look: () => Promise<void>) {
  await expect(async () => {
    await page.reload()
    await look()
  }).toPass({ timeout: 60_000, intervals: [250, 500, 1000] })
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Violation {
  id: string
  nodes: { target: unknown[]; html: string }[]
}

/** A line for each element that offends against a rule. */
export const named = (violations: Violation[]) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html}`))

/**
 * The offences against WCAG 2.2 AA on the page, beside those against the rules in `except`. The check runs within the page,
 * which has no frames: the variant for frames of other sites opens a second page for each check and takes twice as
 * long.
 */
export async function offences(page: Page, except: string[] = []) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  return named((await axe.withTags(wcag).disableRules(except).analyze()).violations)
}

/** Chooses an entry in a field that searches while typing. */
export async function choose(page: Page, field: string, text: string) {
  await page.getByRole('combobox', { name: field }).fill(text)
  await page.getByRole('option', { name: text }).click()
}

interface Call {
  origin?: string
  organisation?: string
}

/** Calls a procedure with the browser session of `request`; the answer is returned as sent. */
export function call(request: APIRequestContext, procedure: string, input: unknown, { origin, organisation }: Call) {
  return request.post(`/api/trpc/${procedure}`, {
    data: superjson.serialize(input),
    headers: { ...(origin && { origin }), ...(organisation && { 'x-organisation': organisation }) },
  })
}

/** The result of a procedure; fails the story when there is none. */
export async function result<T>(
  request: APIRequestContext,
  procedure: string,
  input: unknown,
  options: Call,
): Promise<T> {
  const answer = await call(request, procedure, input, options)
  expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200)
  return superjson.deserialize((await answer.json()).result.data)
}

/** Signs in without a page, for accounts that a story only needs as staging. */
export async function enter(request: APIRequestContext, { email, password }: Account) {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  const form = { csrfToken, email, password, json: 'true' }
  const answer = await request.post('/api/auth/callback/credentials', { form })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Touch targets that are too small for a finger: less than 44 px high or wide. */
export const tooSmall = (page: Page) =>
  page.evaluate(() => {
    const touched = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab]'
    const sizeOf = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      const around = getComputedStyle(element, '::after')
      const px = (length: string) => (around.position === 'absolute' ? Number.parseFloat(length) || 0 : 0)
      return { width: Math.max(width, px(around.width)), height: Math.max(height, px(around.height)) }
    }
    return [...document.querySelectorAll<HTMLElement>(touched)].flatMap((element) => {
      const box = element.getBoundingClientRect()
      if (!element.checkVisibility({ visibilityProperty: true }) || box.width <= 1 || box.bottom <= 0) return []
      const isBox = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type)
      const target = (isBox && (element.labels?.[0] ?? element.closest('label'))) || element
      const { width, height } = sizeOf(target)
      const name = element.getAttribute('aria-label') ?? element.innerText?.trim() ?? ''
      const small = width < 43.5 || height < 43.5
      return small ? [`${element.tagName} “${name.slice(0, 40)}” ${Math.round(width)} × ${Math.round(height)}`] : []
    })
  })
