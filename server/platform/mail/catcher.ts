import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { summaryOf } from './caught'

interface CatcherLimits {
  messageBytes: number
  recipients: number
  connections: number
  /** How many messages are kept. At the start and after every hundred messages the oldest ones beyond that are deleted. */
  messages: number
}

interface CatcherOptions {
  /** 0 takes a free port. */
  port: number
  host?: string
  /** Where messages are stored: per message `<id>.eml` and `<id>.json`. */
  directory: string
  limits?: Partial<CatcherLimits>
}

export interface Catcher {
  port: number
  /** The SMTP_URL for the gateway. */
  url: string
  close(): Promise<void>
}

const LIMITS: CatcherLimits = { messageBytes: 20_000_000, recipients: 50, connections: 50, messages: 5000 }

/**
 * Starts a mail server that accepts every message and delivers none. It stores them in a folder, and a page of a demo
 * or development installation shows them. It speaks SMTP on the loopback interface, without TLS and sign-in, and
 * answers 250 only when the message is on the disk.
 */
export async function startCatcher({ port, host = '127.0.0.1', directory, limits }: CatcherOptions): Promise<Catcher> {
  const { messageBytes, recipients, connections, messages } = { ...LIMITS, ...limits }
  await mkdir(directory, { recursive: true })
  await forgetOldest(directory, messages)
  let kept = 0
  const server = new SMTPServer({
    name: 'octet',
    banner: 'keeps every message, delivers none',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: messageBytes,
    maxClients: connections,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 2000,
    socketTimeout: 60_000,
    onRcptTo(_address, session, callback) {
      const full = session.envelope.rcptTo.length >= recipients
      callback(full ? smtpError(452, 'Too many recipients') : null)
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk)
      })
      stream.once('end', () => {
        if (stream.sizeExceeded) return callback(smtpError(552, 'Message too large'))
        keep(directory, session, Buffer.concat(chunks)).then(
          (id) => {
            callback(null, `kept as ${id}`)
            if (++kept % 100 === 0) void forgetOldest(directory, messages)
          },
          () => callback(smtpError(451, 'Message could not be stored')),
        )
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const taken = (server.server.address() as AddressInfo).port
  return {
    port: taken,
    url: `smtp://${host}:${taken}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

let sequence = 0

/**
 * Ids sort by arrival. They contain milliseconds, a counter within one millisecond, and random digits in case two
 * servers share a folder.
 */
function nextId(receivedAt: Date): string {
  sequence = (sequence + 1) % 1_000_000
  const chance = randomBytes(3).toString('hex')
  return `${String(receivedAt.getTime()).padStart(15, '0')}-${String(sequence).padStart(6, '0')}-${chance}`
}

async function keep(directory: string, session: SMTPServerSession, source: Buffer): Promise<string> {
  const receivedAt = new Date()
  const id = nextId(receivedAt)
  const { mailFrom, rcptTo } = session.envelope
  const summary = await summaryOf(source, {
    id,
    receivedAt: receivedAt.toISOString(),
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map((recipient) => recipient.address),
    bytes: source.length,
  })
  await writeWhole(join(directory, `${id}.eml`), source)
  await writeWhole(join(directory, `${id}.json`), Buffer.from(JSON.stringify(summary)))
  return id
}

/** A reader sees the whole file or none, even after a crash. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const file = await open(`${path}.part`, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
}

async function forgetOldest(directory: string, most: number): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort()
  for (const name of names.slice(0, Math.max(0, names.length - most))) {
    await rm(join(directory, name), { force: true })
    await rm(join(directory, name.replace(/json$/, 'eml')), { force: true })
  }
}
