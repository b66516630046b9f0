import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'prisma/config'

// Where Prisma's own engine was not downloaded, the WebAssembly build of the same engine stands in for it.
const native = readdirSync('node_modules/@prisma/engines').some((file) => file.startsWith('schema-engine-'))
if (!native) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= resolve('tools/schema-engine.mjs')

export default defineConfig({
  schema: 'prisma',
  // Of a dump only those that it had are applied first.
  migrations: { path: process.env.OCTET_MIGRATIONS ?? 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
