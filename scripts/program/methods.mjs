import { subscribe } from 'node:diagnostics_channel'

// The pages' server answers 400 without a word, or 500, to methods that it does not know. No address has PUT: taken as one, they are
// answered as every method that an address has not.
const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Whether an address is written in characters: `%ff` is none, and the pages' server fails over it where the proxy is not asked first. */
function isReadable(url) {
  try {
    decodeURIComponent(url.split('?', 1)[0])
    return true
  } catch {
    return false
  }
}

subscribe('http.server.request.start', ({ request }) => {
  if (!known.has(request.method)) request.method = 'PUT'
  // These two the proxy is asked about, and refuses: as a problem, and in a sentence.
  if (!isReadable(request.url)) request.url = request.url.startsWith('/api/') ? '/api/v1/orders/%ff' : '/%ff'
})
