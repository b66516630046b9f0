import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export interface Victim {
  port: number
  start(): Promise<void>
  /** Kills the process with SIGKILL and starts it again. */
  killAndStart(): Promise<void>
  /** The lines that the process has written so far. */
  lines(): string[]
  end(): void
}

// Ends the process when its test was killed.
const lifeline = pathToFileURL(path.resolve('scripts/program/lifeline.mjs')).href

/**
 * Makes a process of a program, named by its path without the extension, for a test that kills it at random; it may
 * write a trace.
 */
export async function victim(program: string, databaseUrl: string): Promise<Victim> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'octet-kill-'))
  const trace = path.join(folder, 'trace')
  fs.writeFileSync(trace, '')
  // The bundle lies inside the repository, so that it finds the packages.
  const bundle = path.resolve(`.octet/test-bundles/${path.basename(program)}-${process.pid}.mjs`)
  await build({
    entryPoints: [path.resolve(`${program}.ts`)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': path.resolve('.') },
    logLevel: 'silent',
  })
  const port = await freePort()
  let child: ChildProcess | null = null

  async function start(): Promise<void> {
    const env = { ...process.env, DATABASE_URL: databaseUrl, PROOF_PORT: String(port), PROOF_TRACE: trace }
    const started = spawn(process.execPath, ['--import', lifeline, bundle], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    let said = ''
    started.stderr?.on('data', (text) => {
      said += text
    })
    await new Promise<void>((resolve, reject) => {
      started.stdout?.on('data', (text) => String(text).includes('ready') && resolve())
      started.on('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
    })
  }

  async function kill(): Promise<void> {
    const dying = child
    if (!dying) return
    const dead = new Promise((resolve) => dying.once('exit', resolve))
    dying.kill('SIGKILL')
    await dead
  }

  return {
    port,
    start,
    async killAndStart() {
      await kill()
      await start()
    },
    lines: () => fs.readFileSync(trace, 'utf8').split('\n').filter(Boolean),
    end() {
      child?.kill('SIGKILL')
      fs.rmSync(folder, { recursive: true, force: true })
      fs.rmSync(bundle, { force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
