import pg from 'pg'

const roles = {
  admin: ['octet_admin', 'databaseAdmin'],
  owner: ['octet_owner', 'databaseOwner'],
  app: ['octet_app', 'databaseApp'],
}

/** The address of a database of an embedded cluster for one of its three roles. */
export function urlOf({ secrets, port, role, database = 'octet' }) {
  const [name, secret] = roles[role]
  return `postgresql://${name}:${secrets[secret]}@127.0.0.1:${port}/${database}`
}

/** Runs `work` with one connection to `url` and closes it. */
export async function connected(url, work) {
  const db = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'octet-scripts',
  })
  db.on('error', () => {}) // the running query reports the error
  await db.connect()
  try {
    return await work(db)
  } finally {
    await db.end().catch(() => {})
  }
}

/** A name or a text quoted for SQL, where no parameter is allowed. */
export const name = (text) => pg.escapeIdentifier(text)
export const text = (value) => pg.escapeLiteral(value)

/** The same address with another database, user or password. */
export function variant(url, { database, user, password }) {
  const next = new URL(url)
  if (database) next.pathname = `/${database}`
  if (user) next.username = user
  if (password) next.password = password
  return next.href
}

/**
 * Drops a database with whoever is connected to it. Autovacuum belongs to the server itself: an owner who forces it out is refused, and
 * one who asks without force is obeyed.
 */
export async function dropDatabase(db, database) {
  try {
    await db.query(`drop database if exists ${name(database)} with (force)`)
  } catch (error) {
    if (error.code !== '42501') throw error
    const clients = `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and backend_type = 'client backend'`
    await db.query(clients, [database])
    await db.query(`drop database if exists ${name(database)}`)
  }
}
