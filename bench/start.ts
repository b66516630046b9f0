import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, quantile } from './figure'

const leftOut = new Set(['.git', '.octet', '.next', 'generated', 'test-results', 'playwright-report', 'next-env.d.ts'])
const warmStarts = 3
const patienceMs = 900_000

/** Copies the sources and links the packages, because nothing writes into packages. */
function copyTree(from: string, to: string, isPackages = false): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (!isPackages && leftOut.has(entry.name)) continue
    if (entry.isDirectory()) copyTree(source, target, isPackages || entry.name === 'node_modules')
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else if (isPackages) linkOrCopy(source, target)
    else if (entry.isFile()) copyFileSync(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target) // another disk, or a disk without links
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** An environment without any variable of the measuring program. */
function bareEnvironment(port: number): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|USER|LOGNAME|LANG|LC_ALL|TZ|TMPDIR|npm_config_.*)$/.test(name),
  )
  return { NODE_ENV: 'production', ...Object.fromEntries(kept), PORT: `${port}`, OCTET_GROW: '0' }
}

async function untilSignIn(child: ChildProcess, port: number, said: () => string): Promise<void> {
  const until = performance.now() + patienceMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended instead of starting:\n${said()}`)
    if (performance.now() > until) throw new Error(`no sign-in page within ${patienceMs / 1000} s:\n${said()}`)
    const page = await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => null)
    if (page?.ok && /type="password"/.test(await page.text())) return
    await sleep(50)
  }
}

/** Starts the program in `folder`, waits for its sign-in page, and stops it as Ctrl-C does; answers the seconds to the page. */
async function secondsToSignIn(folder: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: folder,
    env: bareEnvironment(port),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += piece))
  const ended = once(child, 'exit')
  try {
    await untilSignIn(child, port, () => text)
    return (performance.now() - began) / 1000
  } finally {
    child.kill('SIGINT')
    await ended
  }
}

/** Removes the folder, and the data beside it if the database's user could not enter the folder. */
function remove(folder: string): void {
  const data = join(folder, '.octet/postgres')
  const isLink = lstatSync(data, { throwIfNoEntry: false })?.isSymbolicLink()
  if (isLink) rmSync(dirname(readlinkSync(data)), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Measures the time from `npm start` in a fresh copy of the tree to the sign-in page. Cold: only the packages are there
 * (the time to install them depends on the registry). Warm: with the build and the data of the start before. No demo
 * grows meanwhile.
 */
export async function startBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'octet-start-'))
  chmodSync(folder, 0o755)
  try {
    copyTree(process.cwd(), folder)
    const cold = await secondsToSignIn(folder)
    const warm: number[] = []
    for (let turn = 0; turn < warmStarts; turn++) warm.push(await secondsToSignIn(folder))
    return [
      { bench: 'start', figure: 'cold, packages there', value: cold, unit: 's', goal: 240, better: 'lower' },
      { bench: 'start', figure: 'warm', value: quantile(warm, 0.5), unit: 's', goal: 8, better: 'lower' },
    ]
  } finally {
    remove(folder)
  }
}
