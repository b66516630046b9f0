import { install } from '../program/install.mjs'

/**
 * Before all tests of a run: makes its own database and puts the two addresses into the environment. Afterwards removes
 * everything.
 */
export default async function setup() {
  await install()
  const { generate } = await import('../database/generate.mjs')
  const { ownScratch } = await import('./scratch.mjs')
  const { cloneDatabase, enterTestServer } = await import('./test-database.mjs')
  const clearScratch = ownScratch()
  await generate()
  const server = await enterTestServer()
  const database = await cloneDatabase(server)
  process.env.DATABASE_URL = database.url
  process.env.APP_DATABASE_URL = database.appUrl
  return async () => {
    await database.drop()
    await server.leave()
    await clearScratch()
  }
}
