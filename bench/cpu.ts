import { readdirSync, readFileSync } from 'node:fs'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/** CPU time in ms: of this program, and of all processes of the database; null where the database's cannot be read. */
export interface Cpu {
  program: number
  database: number | null
}

/** Clock ticks per second in /proc; the number is the same on every Linux that Node runs on. */
const ticks = 100

/** Fields 4 (parent), 14 to 17 (own user and system time, then that of ended children) of /proc/PID/stat. */
function statOf(pid: number): { parent: number; own: number; ended: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number)
  return { parent: Number(fields[1]), own: user + system, ended: endedUser + endedSystem }
}

async function postmaster(): Promise<number | null> {
  const [row] = await lookUp(sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`)
  try {
    const name = readFileSync(`/proc/${row?.pid}/comm`, 'utf8')
    return name.startsWith('postgres') ? statOf(row?.pid ?? 0).parent : null
  } catch {
    return null
  }
}

function familyMs(pid: number): number {
  const members = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return { pid: Number(name), ...statOf(Number(name)) }
      } catch {
        return null // the process has ended: its time is in `ended` of the postmaster
      }
    })
    .filter((member) => member !== null && (member.pid === pid || member.parent === pid))
  const sum = members.reduce((total, member) => total + (member?.own ?? 0), 0)
  return ((sum + statOf(pid).ended) * 1000) / ticks
}

/** Reads both clocks; the returned function answers the CPU time since then. */
export async function cpuClock(): Promise<() => Cpu> {
  const server = await postmaster()
  return () => {
    const { user, system } = process.cpuUsage()
    return { program: (user + system) / 1000, database: server === null ? null : familyMs(server) }
  }
}
