import { createServer, type Socket } from 'node:net'

type Step = 'GREETING' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'TEXT'
export type Script = Partial<Record<Step, (socket: Socket) => void>>

const closing: (() => Promise<void>)[] = []

/** Stops every server made so far, with its open connections. */
export async function closeScripted(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()))
}

export const say = (text: string) => (socket: Socket) => void socket.write(`${text}\r\n`)
export const hang = () => undefined
export const drop = (socket: Socket) => void socket.destroy()
export const sayLast = (text: string) => (socket: Socket) => void socket.end(text)
const ORDERLY: Record<Step, (socket: Socket) => void> = {
  GREETING: say('220 test'),
  EHLO: say('250 test'),
  MAIL: say('250 ok'),
  RCPT: say('250 ok'),
  DATA: say('354 go on'),
  TEXT: say('250 taken as 1'),
}

/** A mail server that follows the protocol except where the script says otherwise. */
export async function scripted(script: Script): Promise<{ url: string; texts: string[] }> {
  const texts: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    const answer = (step: Step) => (script[step] ?? ORDERLY[step])(socket)
    let inText = false
    let pending = ''
    answer('GREETING')
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8')
      for (;;) {
        const end = pending.indexOf(inText ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const part = pending.slice(0, end)
        pending = pending.slice(end + (inText ? 5 : 2))
        if (inText) {
          texts.push(part)
          inText = false
          answer('TEXT')
        } else if (/^(EHLO|HELO)/i.test(part)) answer('EHLO')
        else if (/^MAIL FROM/i.test(part)) answer('MAIL')
        else if (/^RCPT TO/i.test(part)) answer('RCPT')
        else if (/^DATA/i.test(part)) {
          inText = !script.DATA || script.DATA === hang
          answer('DATA')
        } else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  )
  return { url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}`, texts }
}
