import pg from 'pg'
// @ts-expect-error: scripts have no types
import { dropDatabase } from '@/scripts/database/connect.mjs'

export interface OwnDatabase {
  url: string
  /** The address of the same database for the serving role. */
  appUrl: string
  drop(): Promise<void>
}

const at = (url: string, database: string) => {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** Makes a database on the same server, empty or migrated, for a test that must be alone with its executor or relay. */
export async function ownDatabase(name: string, { migrated = false } = {}): Promise<OwnDatabase> {
  const url = process.env.DATABASE_URL!
  const database = `${new URL(url).pathname.slice(1)}_${name}`
  const session = new pg.Client({ connectionString: at(url, 'postgres') })
  await session.connect()
  const found = await session.query(`SELECT datname FROM pg_database WHERE datname ~ '^octet_template_[0-9a-f]{12}$'`)
  const template = migrated ? `"${found.rows[0].datname}"` : 'template1'
  await session.query(`CREATE DATABASE "${database}" TEMPLATE ${template}`).finally(() => session.end())
  return {
    url: at(url, database),
    appUrl: at(process.env.APP_DATABASE_URL!, database),
    async drop() {
      const last = new pg.Client({ connectionString: at(url, 'postgres') })
      await last.connect()
      await dropDatabase(last, database).finally(() => last.end())
    },
  }
}
