import pg from 'pg'

/** The channel on which the relay hears that something was committed. */
export const outboxChannel = 'octet_outbox'

const coalesceMs = 25

let timer: NodeJS.Timeout | null = null
let lastAt = 0
let connection: Promise<pg.Client> | null = null
let busy = false
let again = false

/**
 * Tells the relay that events were committed. Called after each commit; sends at most one notification per 25 ms, on a
 * connection of its own, and never waits or fails: the relay looks by itself soon after.
 */
export function wakeRelay(): void {
  if (timer || !process.env.APP_DATABASE_URL) return
  timer = setTimeout(fire, Math.max(0, lastAt + coalesceMs - Date.now()))
  timer.unref()
}

function fire(): void {
  timer = null
  lastAt = Date.now()
  void notify()
}

async function notify(): Promise<void> {
  if (busy) {
    again = true
    return
  }
  busy = true
  try {
    connection ??= open()
    await (await connection).query(`NOTIFY ${outboxChannel}`)
  } catch {
    connection = null
  } finally {
    busy = false
  }
  if (again) {
    again = false
    wakeRelay()
  }
}

async function open(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL, application_name: 'octet notify' })
  const forget = () => {
    connection = null
  }
  client.on('error', forget)
  client.on('end', forget)
  await client.connect()
  // A program that has nothing else to do may end.
  ;(client as unknown as { unref(): void }).unref()
  return client
}

/** Closes the notifier's connection: for programs and tests that wait for every connection to be gone. */
export async function closeNotifier(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = null
  const open = connection
  connection = null
  await open?.then((client) => client.end()).catch(() => {})
}
