import { createServer, request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import './methods.mjs'

const server = createServer(({ method, url }, response) => response.end(`${method} ${url}`))
beforeAll(() => new Promise((ready) => server.listen(0, '127.0.0.1', ready)))
afterAll(() => new Promise((done) => server.close(done)))

const seen = (method, path) =>
  new Promise((resolve, reject) => {
    const asked = request({ port: server.address().port, host: '127.0.0.1', method, path, agent: false }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString()))
    })
    asked.on('error', reject).end()
  })

it.each([
  ['GET', '/api/v1/orders/%00?after=%E0', 'GET /api/v1/orders/%00?after=%E0'],
  ['DELETE', '/order', 'DELETE /order'],
  ['TRACE', '/api/v1/orders', 'PUT /api/v1/orders'],
  ['PROPFIND', '/api/v1/orders', 'PUT /api/v1/orders'],
  ['SEARCH', '/', 'PUT /'],
  ['GET', '/api/health/%E0', 'GET /api/v1/orders/%ff'],
  ['POST', '/api/trpc/%E0%A4', 'POST /api/v1/orders/%ff'],
  ['TRACE', '/customers/%ff?x', 'PUT /%ff'],
])('%s %s comes to the pages as %s', async (method, path, as) => expect(await seen(method, path)).toBe(as))
