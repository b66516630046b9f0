import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const charType = 18
const fixedCharType = 1042
const shadows = new Set()

// The adapter refuses the catalogue's type "char", which the engine reads as Character.
const addFields = pg.Result.prototype.addFields
pg.Result.prototype.addFields = function (fields) {
  for (const field of fields) {
    if (field.dataTypeID !== charType) continue
    field.dataTypeID = fixedCharType
    field.isCatalogueChar = true
  }
  return addFields.call(this, fields)
}

/** The address of the server, the name of the database, and the address of the shadow database if there is one. */
export function target({ url, shadowDatabaseUrl }) {
  const server = new URL(url || 'postgresql://localhost/postgres')
  server.searchParams.delete('schema')
  return { server, database: decodeURIComponent(server.pathname.slice(1)), shadowUrl: shadowDatabaseUrl }
}

/** A name quoted for SQL. */
export const quoted = (name) => pg.escapeIdentifier(name)

const settings = ({ server }, database) => {
  const url = new URL(server)
  url.pathname = `/${encodeURIComponent(database)}`
  return { connectionString: url.href, max: 2 }
}

/** Runs one statement in the server's database `postgres`. */
export async function administer(place, statement, values) {
  const db = new pg.Client(settings(place, 'postgres'))
  await db.connect()
  try {
    return await db.query(statement, values)
  } finally {
    await db.end()
  }
}

/** Drops the shadow databases that were made for the last answer; the engine does not always do so itself. */
export async function dropShadows(place) {
  for (const name of shadows) {
    shadows.delete(name)
    await administer(place, `drop database if exists ${quoted(name)} with (force)`).catch(() => {})
  }
}

/** Makes a connection of the adapter behave like that of the native engine. */
function corrected(connection) {
  const queryRaw = connection.queryRaw
  connection.queryRaw = async (query) => {
    let fields = []
    const watched = {
      pgOptions: connection.pgOptions,
      performIO: async (sent) => {
        const reply = await connection.performIO(sent)
        fields = reply.fields
        return reply
      },
    }
    const result = await queryRaw.call(watched, query)
    fields.forEach((field, at) => {
      if (field.isCatalogueChar) result.columnTypes[at] = ColumnTypeEnum.Character
    })
    return result
  }
  // The adapter splits scripts at each semicolon, which breaks $$ bodies; so the whole script is sent as one query.
  connection.executeScript = async (script) => {
    try {
      await connection.underlyingDriver().query(script)
    } catch (error) {
      connection.onError(error)
    }
  }
  const startTransaction = connection.startTransaction
  if (startTransaction)
    connection.startTransaction = async (isolation) => corrected(await startTransaction.call(connection, isolation))
  return connection
}

/** The adapter of PostgreSQL for migrations. */
export class MigrationAdapter extends PrismaPg {
  constructor(place) {
    super(settings(place, place.database))
    this.place = place
  }

  async connect() {
    return corrected(await super.connect())
  }

  // The adapter's own method would connect to the main database and replay the whole history there.
  async connectToShadowDb() {
    if (this.place.shadowUrl) {
      const given = corrected(await new PrismaPg({ connectionString: this.place.shadowUrl, max: 2 }).connect())
      await given.underlyingDriver().query('drop schema if exists public cascade; create schema public')
      return given
    }
    const name = `prisma_migrate_shadow_db_${randomUUID()}`
    await administer(this.place, `create database ${quoted(name)}`)
    shadows.add(name)
    return corrected(await new PrismaPg(settings(this.place, name)).connect())
  }
}
