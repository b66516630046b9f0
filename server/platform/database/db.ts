import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/server/generated/prisma/client'

const { builtins } = pg.types
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: BigInt,
  [builtins.DATE]: (text) => text,
  [builtins.NUMERIC]: (text) => text,
}

/** int8 → bigint, date → 'YYYY-MM-DD', numeric → decimal string, timestamptz → Date. */
export const typeParsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    format !== 'binary' && parsers[oid]
      ? parsers[oid]
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

interface Connections {
  pool: pg.Pool
  prisma: PrismaClient
}

const kept = globalThis as unknown as { octetConnections?: Connections }

function open(): Connections {
  const connectionString = process.env.APP_DATABASE_URL
  if (!connectionString)
    throw new Error('APP_DATABASE_URL is not set: the program serves as the role octet_app, never as the owner.')
  const max = Number(process.env.OCTET_POOL ?? 12)
  const options = {
    connectionString,
    max,
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    application_name: 'octet',
  }
  const pool = new pg.Pool(options)
  pool.on('error', () => {}) // the server ended an idle connection; the next query opens another
  // When the server ends a connection between two statements, the next statement fails and not the process.
  pool.on('connect', (connection) => connection.on('error', () => {}))
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString, max, application_name: 'octet' }) })
  return { pool, prisma }
}

function connections(): Connections {
  kept.octetConnections ??= open()
  return kept.octetConnections
}

/** The pool of the serving role; used by `run.ts` and the platform's own look-ups only. */
export function pool(): pg.Pool {
  return connections().pool
}

/** The Prisma client of the serving role; used by `tenancy.ts` only. */
export function prisma(): PrismaClient {
  return connections().prisma
}

/** Ends every connection, so that a program can exit. */
export async function closeConnections(): Promise<void> {
  const open = kept.octetConnections
  kept.octetConnections = undefined
  await Promise.all([open?.pool.end(), open?.prisma.$disconnect()])
}

/**
 * Stops the program when its database role is not bound by the policies: a superuser, the owner of the tables, or a
 * role with BYPASSRLS.
 */
export async function refuseUnboundRole(): Promise<void> {
  const { rows } = await pool().query(`
    SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'sales_order' AND pg_has_role(current_user, c.relowner, 'USAGE')) AS unbound
    FROM pg_roles r WHERE r.rolname = current_user`)
  if (rows[0]?.unbound !== false)
    throw new Error(
      'APP_DATABASE_URL names a role that row level security does not bind (superuser, owner of the tables or BYPASSRLS). Use the role octet_app.',
    )
}
