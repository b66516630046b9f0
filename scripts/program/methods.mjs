import { subscribe } from 'node:diagnostics_channel'

// A web Request refuses these methods, so that the pages' server would answer 500. No address has PUT either: taken as one,
// they are answered as every method that an address has not.
const unheard = new Set(['TRACE', 'TRACK', 'CONNECT'])

subscribe('http.server.request.start', ({ request }) => {
  if (unheard.has(request.method)) request.method = 'PUT'
})
