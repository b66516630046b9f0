#!/usr/bin/env node
// Prisma's command line talks to its schema engine in JSON-RPC, one message a line, on stdin and stdout. This program
// answers with the WebAssembly build of that engine, so that migrating needs nothing beyond the package registry.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { administer, dropShadows, MigrationAdapter, quoted, target } from './schema-engine-adapter.mjs'

const argv = process.argv.slice(2)
const valuesOf = (flag) => argv.flatMap((value, at) => (argv[at - 1] === flag ? [value] : []))
const place = target(JSON.parse(valuesOf('--datasource')[0] ?? '{}'))

const log = (level, message, code) =>
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level, fields: { message, error_code: code }, target: 'schema_engine::logger' })}\n`,
  )

/** The three requests that Prisma sends as a command instead of a message. */
async function answerCommand(question) {
  log('INFO', 'Starting schema engine CLI')
  try {
    const { rowCount } = await administer(place, 'select from pg_database where datname = $1', [place.database])
    if (question === 'can-connect-to-database' && !rowCount) {
      log('ERROR', `Database \`${place.database}\` does not exist`, 'P1003')
      return 1
    }
    if (question === 'create-database' && !rowCount)
      await administer(place, `create database ${quoted(place.database)}`)
    if (question === 'drop-database' && rowCount)
      await administer(place, `drop database ${quoted(place.database)} with (force)`)
    return 0
  } catch (error) {
    log('ERROR', error.message || String(error.code), 'P1001')
    return 1
  }
}

function loadEngine() {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(exports)
  exports.__wbindgen_start()
  const models = valuesOf('--datamodels').map((path) => [path, readFileSync(path, 'utf8')])
  // An empty list of models makes the engine panic, so the list is left out.
  const options = { datamodels: models.length > 0 ? models : undefined }
  return bindings.SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(place)))
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

const failure = (error) => ({
  code: 4466,
  message: 'An error happened. Check the data field for details.',
  data: { is_panic: false, message: error.message ?? String(error), error_code: error.code ?? null, meta: null },
})

let engine
async function answer({ id, method, params }) {
  try {
    engine ??= loadEngine()
    const called = await engine
    const result = method === 'getDatabaseVersion' ? await called.version(params) : await called[method](params)
    // Before the answer, because Prisma kills its engine as soon as it has one.
    await dropShadows(place)
    if (method === 'diff' && result.stdout != null)
      send({ id: 'print', method: 'print', params: { content: result.stdout } })
    send({ id, result: result ?? null })
  } catch (error) {
    await dropShadows(place)
    send({ id, error: failure(error) })
  }
}

function serve() {
  // Without this, a panic of the engine is an opaque TypeError.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      this.message = message
    },
  }
  process.on('uncaughtException', async (error) => {
    log('ERROR', globalThis.PRISMA_WASM_PANIC_REGISTRY.message ?? error.message)
    await dropShadows(place)
    process.exit(101) // 0 would count as success
  })
  let last = Promise.resolve()
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const message = JSON.parse(line)
      if (message.method) last = last.then(() => answer(message))
    })
    .on('close', () => last.then(() => process.exit(0)))
}

const command = argv.indexOf('cli')
if (command >= 0) process.exit(await answerCommand(argv[command + 1]))
serve()
