import { createInterface } from 'node:readline'
import { endTree } from './processes.mjs'

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

const left = new Map()
for await (const line of createInterface({ input: process.stdin })) {
  const { id, bequest } = JSON.parse(line)
  if (bequest) left.set(id, bequest)
  else left.delete(id)
}

// The other end of the pipe has closed, so the process is gone. What it left is ended in reverse order of opening.
const processes = [...left.values()].filter(({ pid }) => pid).reverse()
const calls = [...left.values()].filter(({ module }) => module).reverse()
await Promise.allSettled(processes.map(({ pid }) => endTree(pid)))
for (const { module, name, args } of calls) {
  const functions = await import(module)
  await functions[name](...args).catch(() => {})
}
process.exit()
