import fs from 'node:fs'
import { Inngest } from 'inngest'
import { serve } from 'inngest/node'
import { startExecutor } from '../executor/executor'
import { jobsServer, listen, servePath } from '../http'
import { threeSteps } from './demo-functions'

/** Executor and functions in one process, as they run in service; the test kills it. The trace is written to a file. */
const port = Number(process.env.PROOF_PORT)
const trace = process.env.PROOF_TRACE!
const baseUrl = `http://127.0.0.1:${port}`
const inngest = new Inngest({ id: 'proof', isDev: true, baseUrl, eventKey: 'proof' })
const executor = await startExecutor({ databaseUrl: process.env.DATABASE_URL!, backoffSeconds: [0.2] })
const functions = serve({
  client: inngest,
  functions: [threeSteps(inngest, (line) => fs.appendFileSync(trace, `${line}\n`))],
})
const server = jobsServer({ functions, executor: () => executor, health: () => ({ ready: executor.leading() }) })
await listen(server, port)
await fetch(`${baseUrl}${servePath}`, { method: 'PUT' })
executor.begin()
console.log('ready')
