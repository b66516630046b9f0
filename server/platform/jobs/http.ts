import http from 'node:http'
import { executorApi } from './executor/api'
import type { Executor } from './executor/executor'

export const servePath = '/api/inngest'
const allowed = new Set(['GET', 'POST', 'PUT'])

interface JobsServer {
  /** The functions' endpoint, made by the SDK's `serve`. */
  functions: http.RequestListener
  /** Absent when a separate Inngest server runs the functions. */
  executor: () => Executor | null
  /** What `GET /health` answers; `ready: false` gives 503. */
  health: () => { ready: boolean; [detail: string]: unknown }
}

/**
 * The HTTP server of the background process: the functions' endpoint, the executor's interface and the health check.
 * Idle connections stay open for long, because the executor calls the functions over them again and again.
 */
export function jobsServer(parts: JobsServer): http.Server {
  const server = http.createServer((req, res) => {
    answer(parts, req, res).catch((error: Error) => {
      console.error(`jobs: ${req.method} ${req.url?.split('?')[0]}: ${error.message}`)
      if (!res.headersSent) json(res, 500, { error: 'internal error' })
    })
  })
  server.keepAliveTimeout = 10 * 60_000
  return server
}

async function answer(parts: JobsServer, req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
  const path = (req.url ?? '').split('?')[0]
  if (path === servePath) {
    // Some SDK versions disclosed the environment through other methods; nothing here needs those.
    if (allowed.has(req.method ?? '')) parts.functions(req, res)
    else json(res, 405, { error: 'method not allowed' })
    return
  }
  if (path === '/health' && req.method === 'GET') {
    const health = parts.health()
    json(res, health.ready ? 200 : 503, health)
    return
  }
  const executor = parts.executor()
  if (executor && (await executorApi(executor, req, res))) return
  json(res, 404, { error: 'not found' })
}

function json(res: http.ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Listens on loopback or on `host`, and resolves to the port; port 0 takes a free one. */
export function listen(server: http.Server, port: number, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Closes a server with its idle connections. */
export function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
