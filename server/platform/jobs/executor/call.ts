import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import canonicalize from 'canonicalize'
import type { Engine } from './engine'
import type { StepResult, WireEvent } from './wire'

const plainAgent = new http.Agent({ keepAlive: true, maxSockets: 256 })
const tlsAgent = new https.Agent({ keepAlive: true, maxSockets: 256 })
const maxReplyBytes = 16 * 1024 * 1024

/** A run with its stored steps, in the order in which they ended. */
export interface CallState {
  run: string
  event: WireEvent
  url: string
  maxAttempts: number
  parallel: boolean
  done: { id: string; result: StepResult }[]
  step: string
  attempt: number
}

export interface Reply {
  /** The HTTP status; 0 when no answer was read, -1 when nothing listened at the address, so nothing ran. */
  status: number
  json: unknown
  noRetry: boolean
  retryAfter: string | null
}

/** Calls a function the way the Inngest server does and reads its answer; never throws. */
export async function callFunction(engine: Engine, state: CallState): Promise<Reply> {
  const body = {
    version: 2,
    event: state.event,
    events: [state.event],
    steps: Object.fromEntries(state.done.map((step) => [step.id, step.result])),
    ctx: {
      run_id: state.run,
      attempt: state.attempt,
      max_attempts: state.maxAttempts,
      disable_immediate_execution: state.parallel,
      use_api: false,
      stack: { stack: state.done.map((step) => step.id), current: state.done.length },
    },
  }
  const { signingKey, callTimeoutMs } = engine.settings
  const text = (signingKey ? canonicalize(body) : JSON.stringify(body)) ?? ''
  const url = new URL(state.url)
  url.searchParams.set('stepId', state.step)
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'x-inngest-server-kind': signingKey ? 'cloud' : 'dev',
    'x-run-id': state.run,
    ...(signingKey ? { 'x-inngest-signature': signature(text, signingKey, Date.now()) } : {}),
  }
  return post(url, text, headers, callTimeoutMs)
}

/** The signature header of a body: HMAC-SHA256 over the canonical JSON and the second, under the key without prefix. */
function signature(text: string, signingKey: string, now: number): string {
  const second = String(Math.round(now / 1_000))
  const key = signingKey.replace(/^signkey-\w+-/, '')
  return `t=${second}&s=${createHmac('sha256', key).update(text).update(second).digest('hex')}`
}

function unreachable(error: NodeJS.ErrnoException): Reply {
  const json = { name: 'Unreachable', message: `The function did not answer: ${error.message}` }
  return { status: error.code === 'ECONNREFUSED' ? -1 : 0, json, noRetry: false, retryAfter: null }
}

function post(url: URL, text: string, headers: Record<string, string>, timeoutMs: number): Promise<Reply> {
  return new Promise((resolve) => {
    const tls = url.protocol === 'https:'
    const request = (tls ? https : http).request(url, { method: 'POST', headers, agent: tls ? tlsAgent : plainAgent })
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)), timeoutMs)
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      // The other side closed an idle connection at the moment it was used again: it has read nothing.
      const idleClosed = request.reusedSocket && error.code === 'ECONNRESET'
      resolve(idleClosed ? post(url, text, headers, timeoutMs) : unreachable(error))
    })
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > maxReplyBytes) request.destroy(new Error('the answer is larger than 16 MB'))
        else chunks.push(chunk)
      })
      response.on('error', (error) => resolve(unreachable(error)))
      response.on('end', () => {
        clearTimeout(timer)
        resolve(readReply(response, Buffer.concat(chunks).toString()))
      })
    })
    request.end(text)
  })
}

function readReply(response: http.IncomingMessage, text: string): Reply {
  const status = response.statusCode ?? 0
  const noRetry = response.headers['x-inngest-no-retry'] === 'true'
  const retryAfter = response.headers['retry-after'] ?? null
  try {
    const json: unknown = text ? JSON.parse(text) : null
    return { status, json, noRetry, retryAfter }
  } catch {
    const message = `The answer with status ${status} is not JSON: ${text.slice(0, 200)}`
    return { status: status === 200 || status === 206 ? 0 : status, json: { message }, noRetry, retryAfter }
  }
}
