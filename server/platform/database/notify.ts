import pg from 'pg'

/** The channel on which the relay hears that something was committed. */
export const outboxChannel = 'octet_outbox'

const coalesceMs = 25

interface Notifier {
  timer: NodeJS.Timeout | null
  lastAt: number
  session: Promise<pg.Client> | null
  busy: boolean
  again: boolean
}

// The process has one notifier, even if a bundler loads this file several times.
const kept = globalThis as unknown as { octetNotifier?: Notifier }
kept.octetNotifier ??= { timer: null, lastAt: 0, session: null, busy: false, again: false }
const notifier = kept.octetNotifier

/**
 * Tells the relay that events were committed. It is called after each commit, sends at most one notification per 25 ms
 * on its own connection, and never waits or fails; if a notification is lost, the relay finds the events by itself soon
 * after.
 */
export function wakeRelay(): void {
  if (notifier.timer || !process.env.APP_DATABASE_URL) return
  notifier.timer = setTimeout(fire, Math.max(0, notifier.lastAt + coalesceMs - Date.now()))
  notifier.timer.unref()
}

function fire(): void {
  notifier.timer = null
  notifier.lastAt = Date.now()
  void notify()
}

async function notify(): Promise<void> {
  if (notifier.busy) {
    notifier.again = true
    return
  }
  notifier.busy = true
  try {
    notifier.session ??= open()
    await (await notifier.session).query(`NOTIFY ${outboxChannel}`)
  } catch {
    notifier.session = null
  } finally {
    notifier.busy = false
  }
  if (notifier.again) {
    notifier.again = false
    wakeRelay()
  }
}

async function open(): Promise<pg.Client> {
  const session = new pg.Client({ connectionString: process.env.APP_DATABASE_URL, application_name: 'octet notify' })
  const forget = () => {
    notifier.session = null
  }
  session.on('error', forget)
  session.on('end', forget)
  await session.connect()
  // The open connection does not keep a finished program alive.
  ;(session as unknown as { unref(): void }).unref()
  return session
}

/** Closes the notifier's connection, for programs and tests that wait until every connection is closed. */
export async function closeNotifier(): Promise<void> {
  if (notifier.timer) clearTimeout(notifier.timer)
  notifier.timer = null
  const session = notifier.session
  notifier.session = null
  await session?.then((opened) => opened.end()).catch(() => {})
}
