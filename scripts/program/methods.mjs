import { subscribe } from 'node:diagnostics_channel'

// The web server answers 400 without a body, or 500, to unknown methods. No address has PUT, so an unknown method is
// passed on as PUT and gets the ordinary answer for an unsupported method.
const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Whether the percent-encoding of an address can be decoded. `%ff` cannot, and the web server fails on it unless the
 * proxy is asked first.
 */
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
  // The proxy is asked about these two addresses and refuses them: as a problem document, and with a sentence.
  if (!isReadable(request.url)) request.url = request.url.startsWith('/api/') ? '/api/v1/orders/%ff' : '/%ff'
})
