import { withLock } from '../ground/lock.mjs'
import { derived } from '../ground/secrets.mjs'
import { stop } from '../ground/sentence.mjs'
import { connected, name, text, variant } from './connect.mjs'

const oldest = 160_000

/** Creates the roles and the database of an embedded cluster; leaves existing ones alone if they are right. */
export async function prepareCluster(cluster, database = 'octet') {
  await withLock(`${cluster.folder}/roles.lock`, () =>
    connected(cluster.url('admin', 'postgres'), async (db) => {
      await makeOwner(db, cluster)
      await makeServing(db, cluster)
      if (!database) return
      const found = await db.query('select from pg_database where datname = $1', [database])
      if (found.rowCount === 0) await db.query(`create database ${name(database)} owner octet_owner`)
    }),
  )
}

const isThere = async (db, role) => (await db.query('select from pg_roles where rolname = $1', [role])).rowCount > 0

// Without BYPASSRLS, as on an external database: the migrations give the owner the policies it needs.
async function makeOwner(db, { secrets }) {
  if (await isThere(db, 'octet_owner')) return
  const password = text(secrets.databaseOwner)
  await db.query(`create role octet_owner login nosuperuser createdb createrole nobypassrls password ${password}`)
}

async function makeServing(db, cluster) {
  const may = await connected(cluster.url('app', 'postgres'), () => true).catch(() => false)
  if (may) return letOwnerEndSessions(db)
  const verb = (await isThere(db, 'octet_app')) ? 'alter' : 'create'
  const password = text(cluster.secrets.databaseApp)
  await db.query(`${verb} role octet_app login nosuperuser nocreatedb nocreaterole nobypassrls password ${password}`)
  await letOwnerEndSessions(db)
}

// Only a role that may end the sessions of a database can drop it; reset and tests do so as the owner.
const letOwnerEndSessions = (db) => db.query('grant octet_app to octet_owner')

/** Checks an external database, creates the serving role in it and returns that role's address. */
export async function prepareExternal(url) {
  if (!/^postgres(ql)?:\/\/[^/]/.test(url) || !URL.canParse(url))
    stop('DATABASE_URL must look like postgresql://user:password@host:5432/database.')
  const password = derived(new URL(url).password || url, 'octet_app')
  const serving = variant(url, { user: 'octet_app', password })
  await connected(url, async (db) => {
    const { rows } = await db.query(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as spoken`,
    )
    if (rows[0].version < oldest)
      stop(`The database at DATABASE_URL is PostgreSQL ${rows[0].spoken}; Octet needs 16 or later, 18 is best.`)
    if (await connected(serving, () => true).catch(() => false)) return
    await makeServingRole(db, password)
  }).catch((error) => unreachable(error, url))
  return serving
}

async function makeServingRole(db, password) {
  const { rowCount } = await db.query(`select from pg_roles where rolname = 'octet_app'`)
  const verb = rowCount === 0 ? 'create' : 'alter'
  try {
    await db.query(`${verb} role octet_app login password ${text(password)}`)
  } catch (error) {
    if (error.code !== '42501') throw error
    stop(
      `The user of DATABASE_URL may not ${verb} the role octet_app; give it CREATEROLE, or make the role yourself and set APP_DATABASE_URL.`,
    )
  }
}

function unreachable(error, url) {
  const { hostname, port, pathname } = new URL(url)
  const place = `${hostname}:${port || 5432}`
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH'].includes(error.code))
    stop(
      `No database answers at ${place} (${error.code}); check DATABASE_URL, or leave it away to use the embedded one.`,
    )
  if (error.code === '28P01' || error.code === '28000')
    stop(`The database at ${place} refuses the user or password of DATABASE_URL; correct them.`)
  if (error.code === '3D000')
    stop(`There is no database ${pathname.slice(1)} at ${place}; create it, or correct DATABASE_URL.`)
  throw error
}
