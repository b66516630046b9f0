// Keeps the pages of the floor on the tablet, so that they open again without a network. A page is kept for the person
// and the organisation that the page itself names; only the last person on the device gets it back. Entries on a page
// are in the browser's own store and not here: a new version of the program, or of this file, takes over at once and
// leaves them untouched.

const statics = 'octet-statics'
const whoAt = 'octet-who'
const pagesPrefix = 'octet-pages:'
const floorPage = /^\/([^/]+)\/(?:fulfilment|shipping)(?:\/|$)/
const madeFor = /data-octet-person="([^"]+)"/
const keptAtName = 'x-octet-kept-at'
const titleName = 'x-octet-title'
const most = { pages: 60, statics: 600 }
/** A page that was read within this time is not read again to be kept. */
const freshMs = 60_000
/** A network that takes longer counts as none. */
const patienceMs = 8_000
/** What is only to be kept is given up after this time: a newer worker waits for the work of this one. */
const keepingMs = 15_000

/** Increases when all pages are deleted; a page that was asked for before that is not kept. */
let epoch = 0

self.addEventListener('install', (event) => {
  self.skipWaiting()
  // A request that is sent while its page closes is often lost on its way through a worker, so none that changes something takes it.
  event.addRoutes?.({ condition: { requestMethod: 'POST' }, source: 'network' })
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  const { kind, url, files = [] } = event.data ?? {}
  const [waiting] = event.ports
  if (kind === 'keep') event.waitUntil(Promise.all([keepAgain(new URL(url)), ...files.map(keepStatic)]))
  if (kind === 'forget') event.waitUntil(forget().then(() => waiting?.postMessage('forgotten')))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/_next/static/')) event.respondWith(staticOf(event))
  else if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(pageOf(event, url))
})

async function prune(cache, limit) {
  const names = await cache.keys()
  await Promise.all(names.slice(0, Math.max(0, names.length - limit)).map((name) => cache.delete(name)))
}

/** Files whose names change with their content, so that a kept one never becomes wrong. */
async function staticOf(event) {
  const cache = await caches.open(statics)
  const kept = await cache.match(event.request.url, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(event.request)
  if (answer.ok) {
    const copy = answer.clone()
    const keeping = cache.put(event.request.url, copy).then(() => prune(cache, most.statics))
    event.waitUntil(inTime(keeping, keepingMs).catch(() => {}))
  }
  return answer
}

async function keepStatic(file) {
  const url = new URL(file, self.location.origin)
  if (url.origin !== self.location.origin || !url.pathname.startsWith('/_next/static/')) return
  const cache = await caches.open(statics)
  if (await cache.match(url.href, { ignoreVary: true })) return
  const answer = await fetch(url.href, { signal: AbortSignal.timeout(keepingMs) }).catch(() => null)
  if (answer?.ok) await cache.put(url.href, answer).catch(() => {})
}

/** The page from the network; without one, the page as this person saw it last. */
async function pageOf(event, url) {
  const began = epoch
  const asked = fetch(event.request)
  try {
    const kept = floorPage.test(url.pathname) ? await keptPage(url) : null
    const answer = kept ? await inTime(asked, patienceMs) : await asked
    if (floorPage.test(url.pathname))
      event.waitUntil(inTime(keep(url, answer.clone(), began), keepingMs).catch(() => {}))
    return answer
  } catch {
    asked.catch(() => {})
    return (await keptPage(url)) ?? withoutNetwork()
  }
}

function inTime(work, ms) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error('late')), ms))
  return Promise.race([work, late])
}

/** Reads a page again that was reached without loading a document, so that the whole page is kept. */
async function keepAgain(url) {
  if (!floorPage.test(url.pathname)) return
  const began = epoch
  const kept = await keptAnswer(url, false)
  if (kept && Date.now() - Number(kept.headers.get(keptAtName)) < freshMs) return
  const how = { headers: { accept: 'text/html' }, redirect: 'manual', signal: AbortSignal.timeout(keepingMs) }
  const answer = await fetch(url, how).catch(() => null)
  if (answer) await keep(url, answer, began)
}

const nameOf = (url) => url.pathname + url.search

async function keep(url, answer, began) {
  if (answer.type === 'opaqueredirect' || [401, 403, 404].includes(answer.status)) return drop(url)
  if (!answer.ok || !answer.headers.get('content-type')?.startsWith('text/html')) return
  const text = await answer.text()
  const person = madeFor.exec(text)?.[1]
  if (!person || began !== epoch) return
  await become(person)
  const headers = new Headers(answer.headers)
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name)
  headers.set(keptAtName, String(Date.now()))
  headers.set(titleName, encodeURIComponent(/<title>([^<]*)</.exec(text)?.[1] ?? ''))
  const cache = await caches.open(`${pagesPrefix}${person}:${floorPage.exec(url.pathname)[1]}`)
  if (began !== epoch) return forget()
  await cache.delete(nameOf(url))
  await cache.put(nameOf(url), new Response(text, { headers }))
  await prune(cache, most.pages)
}

async function pagesOf(person) {
  const names = await caches.keys()
  return names.filter((name) => name.startsWith(person ? `${pagesPrefix}${person}:` : pagesPrefix))
}

async function who() {
  const kept = await (await caches.open(whoAt)).match('/who')
  return kept ? kept.text() : null
}

/** Another person has signed in: the pages of the person before are deleted. */
async function become(person) {
  if ((await who()) === person) return
  const others = (await pagesOf()).filter((name) => !name.startsWith(`${pagesPrefix}${person}:`))
  await Promise.all(others.map((name) => caches.delete(name)))
  await (await caches.open(whoAt)).put('/who', new Response(person))
}

async function forget() {
  epoch += 1
  await Promise.all([caches.delete(whoAt), ...(await pagesOf()).map((name) => caches.delete(name))])
}

async function drop(url) {
  for (const name of await pagesOf()) await (await caches.open(name)).delete(nameOf(url))
}

async function keptAnswer(url, anySearch) {
  const person = await who()
  if (!person) return null
  for (const name of await pagesOf(person)) {
    const cache = await caches.open(name)
    const exact = await cache.match(nameOf(url), { ignoreVary: true })
    const kept = exact ?? (anySearch && (await cache.match(nameOf(url), { ignoreVary: true, ignoreSearch: true })))
    if (kept) return kept
  }
  return null
}

/** The kept page, marked with the time at which it was kept. */
async function keptPage(url) {
  const kept = await keptAnswer(url, true)
  if (!kept) return null
  const text = await kept.text()
  const marked = text.replace('<html ', `<html data-kept-at="${kept.headers.get(keptAtName)}" `)
  return new Response(marked, { headers: kept.headers })
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The answer for a page that was never opened on this device, with a list of those that were. */
async function withoutNetwork() {
  const person = await who()
  const links = []
  for (const name of person ? await pagesOf(person) : [])
    for (const request of await (await caches.open(name)).keys()) {
      const kept = await (await caches.open(name)).match(request)
      const title = decodeURIComponent(kept?.headers.get(titleName) ?? '')
      links.push(`<li><a href="${escaped(nameOf(new URL(request.url)))}">${title || escaped(request.url)}</a></li>`)
    }
  const list = links.length > 0 ? `<p>These were:</p><ul>${links.reverse().join('')}</ul>` : ''
  const style = `body{font:17px/1.5 system-ui,sans-serif;margin:10vh auto;max-width:34rem;padding:0 1rem;color-scheme:light dark}
    h1{font-size:1.75rem}ul{padding:0;list-style:none}a{display:block;min-height:44px;padding:10px 0;box-sizing:border-box}`
  return new Response(
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>No network</title><style>${style}</style>
    <h1>No network</h1><p>This page was not opened on this device before. What you entered on others is kept.</p>${list}`,
    {
      status: 503,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      },
    },
  )
}
