import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type Mailbox, mailAddress, oneLine } from './address'

export interface MailAttachment {
  filename: string
  contentType: string
  content: Uint8Array
}

export interface OutgoingMail {
  from: Mailbox
  to: Mailbox | readonly Mailbox[]
  replyTo?: Mailbox
  subject: string
  text: string
  html?: string
  attachments?: readonly MailAttachment[]
  /** From `messageIdOf`: it is the same for every attempt, so that a receiver can recognise a repeated mail. */
  messageId: string
  /** The Date header: the time at which the mail was written, not sent. */
  writtenAt?: Date
  headers?: Readonly<Record<string, string>>
}

/**
 * The outcome of sending a mail. SENT: the server has accepted it. REFUSED: the server surely does not have it;
 * `permanent` when trying the same mail again is useless. UNCERTAIN: the connection was lost after the text had begun
 * to be sent, so the server may have it, and sending again could deliver it twice.
 * `code` is the SMTP reply code or CONNECTION, TIMEOUT, TLS, AUTH, SIZE, ADDRESS, HEADER, CONFIGURATION, WITHHELD.
 */
export type MailOutcome =
  | { outcome: 'SENT'; response: string }
  | { outcome: 'REFUSED'; permanent: boolean; code: string; response: string }
  | { outcome: 'UNCERTAIN'; code: string; response: string }

interface MailGateway {
  /**
   * smtp://user:password@host:port or smtps://…; `?tls=never` or `?tls=always` replaces the default of TLS where it is
   * offered.
   */
  url?: string
  timeouts?: { connectMs?: number; silenceMs?: number; totalMs?: number }
  /**
   * Runs between the server's "go on" and the first byte of the text. When it fails, no text is sent and the mail is
   * REFUSED.
   */
  beforeText?: () => Promise<unknown>
}

/** The Message-ID of a mail, made from the id of its row and the sender's domain. */
export function messageIdOf(mailId: string, fromAddress: string): string {
  return `<${mailId.toLowerCase()}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`
}

/** Hands one mail to the SMTP server of `SMTP_URL` and answers the outcome; a failing server never makes it throw. */
export async function sendMail(mail: OutgoingMail, gateway: MailGateway = {}): Promise<MailOutcome> {
  const url = gateway.url ?? process.env.SMTP_URL
  if (!url) return refused(false, 'CONFIGURATION', 'SMTP_URL is not set')
  const target = smtpTarget(url)
  if (!target) return refused(false, 'CONFIGURATION', 'SMTP_URL is not an smtp:// or smtps:// address')
  const from = mailAddress(mail.from.address)
  const to = [mail.to].flat().map(({ name, address }) => ({ name: oneLine(name ?? ''), address: mailAddress(address) }))
  const replyTo = mail.replyTo ? mailAddress(mail.replyTo.address) : null
  if (!from || to.length === 0 || !to.every(isPlain) || replyTo === undefined)
    return refused(true, 'ADDRESS', 'not a plain mail address')
  const wrong = wrongHeader({ 'Message-ID': mail.messageId, ...mail.headers })
  if (wrong) return refused(true, 'HEADER', `header ${wrong} cannot be sent`)
  const message = await compose(mail, { from, to, replyTo })
  return converse(target, { from, to: to.map((one) => one.address) }, message, gateway)
}

const refused = (permanent: boolean, code: string, response: string): MailOutcome => ({
  outcome: 'REFUSED',
  permanent,
  code,
  response,
})

interface Target {
  host: string
  port: number
  secure: boolean
  ignoreTLS: boolean
  requireTLS: boolean
  credentials?: { user: string; pass: string }
}

function smtpTarget(text: string): Target | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol)) return undefined
  const secure = url.protocol === 'smtps:'
  const tls = url.searchParams.get('tls')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    ignoreTLS: tls === 'never',
    requireTLS: tls === 'always',
    ...(url.username
      ? { credentials: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
  }
}

function wrongHeader(headers: Record<string, string>): string | undefined {
  const wrong = Object.entries(headers).find(
    ([name, value]) =>
      !/^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(name) || /[\p{Cc}\u2028\u2029]/u.test(value) || value.length > 900,
  )
  return wrong && oneLine(wrong[0], 60)
}

const isPlain = (one: { name: string; address: string | undefined }): one is { name: string; address: string } =>
  one.address !== undefined

interface Addresses {
  from: string
  to: { name: string; address: string }[]
  replyTo: string | null
}

function compose(mail: OutgoingMail, { from, to, replyTo }: Addresses): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: oneLine(mail.from.name ?? ''), address: from },
    to,
    ...(replyTo ? { replyTo: { name: oneLine(mail.replyTo?.name ?? ''), address: replyTo } } : {}),
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    ...(mail.writtenAt ? { date: mail.writtenAt } : {}),
    headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers },
    attachments: (mail.attachments ?? []).map(({ filename, contentType, content }) => ({
      filename: oneLine(filename, 120).replace(/[/\\]/g, '-'),
      contentType,
      content: Buffer.from(content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string | false
  responseCode?: number
}

/**
 * One SMTP conversation. The text is handed over as a stream, because its first read marks the point after which the
 * outcome can be uncertain.
 */
function converse(
  { credentials, ...target }: Target,
  envelope: { from: string; to: string[] },
  message: Buffer,
  { timeouts = {}, beforeText = async () => {} }: MailGateway,
): Promise<MailOutcome> {
  const { connectMs = 10_000, silenceMs = 60_000, totalMs = 180_000 } = timeouts
  let flowing = false
  let over = false
  const withheld = (error: Error) => Object.assign(new Error(error.message), { code: 'EWITHHELD' })
  const text = new Readable({
    read() {
      beforeText().then(
        () => {
          if (over) return
          flowing = true
          this.push(message)
          this.push(null)
        },
        (error: Error) => this.destroy(withheld(error)),
      )
    },
  })
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      ...target,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silenceMs,
    })
    const finish = (outcome: MailOutcome) => {
      over = true
      clearTimeout(deadline)
      resolve(outcome)
      connection.close()
    }
    const fail = (error: SmtpError) => finish(failureOf(error, flowing))
    const deadline = setTimeout(() => fail(Object.assign(new Error('took too long'), { code: 'ETIMEDOUT' })), totalMs)
    const send = () =>
      connection.send({ ...envelope, size: message.length }, text, (error, sent) =>
        error ? fail(error) : finish({ outcome: 'SENT', response: oneLine(String(sent.response)) }),
      )
    connection.on('error', fail)
    text.on('error', fail)
    connection.connect((error) => {
      if (error) return fail(error)
      if (!credentials) return send()
      connection.login({ credentials }, (refusal) => (refusal ? fail(refusal) : send()))
    })
  })
}

const CODES: Record<string, string> = {
  ETIMEDOUT: 'TIMEOUT',
  ETLS: 'TLS',
  EAUTH: 'AUTH',
  ENOAUTH: 'AUTH',
  EMESSAGE: 'SIZE',
  EENVELOPE: 'ADDRESS',
  EWITHHELD: 'WITHHELD',
}
/** Only a refusal of this mail can be final. A server that refuses the session may take the mail tomorrow. */
const ABOUT_THIS_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA'])

function failureOf(error: SmtpError, flowing: boolean): MailOutcome {
  const response = oneLine(error.response || error.message)
  const aboutThisMail = ABOUT_THIS_MAIL.has(error.command ?? '')
  if (error.responseCode && error.code !== 'EAUTH') {
    return refused(aboutThisMail && error.responseCode >= 500, String(error.responseCode), response)
  }
  const code = CODES[error.code ?? ''] ?? 'CONNECTION'
  return flowing
    ? { outcome: 'UNCERTAIN', code, response }
    : refused(code === 'SIZE' || code === 'ADDRESS', code, response)
}
