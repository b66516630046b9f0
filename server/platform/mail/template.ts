interface MailTable {
  columns: { label: string; align?: 'start' | 'end' }[]
  rows: string[][]
  /** Rows in bold under the other rows, in the same columns. */
  totals?: string[][]
}

interface MailBrand {
  /** The name of the sender: the organisation. */
  name: string
  /** The colour of the button and the name, '#rrggbb'. */
  color?: string
}

export interface MailContent {
  /** BCP 47 language of the words. */
  language?: string
  /** The line that a mailbox shows after the subject; without it, the first paragraph. */
  preview?: string
  title: string
  greeting?: string
  paragraphs: string[]
  facts?: [label: string, value: string][]
  table?: MailTable
  /** The one thing to do; the text version writes the address out. */
  button?: { label: string; url: string }
  /** The paragraphs after table and button. */
  closing?: string[]
  /** Small print: why the recipient got this mail, and the sender's legal name and address. */
  footer: string[]
  brand: MailBrand
}

const PLAIN_COLOR = '#1f2937'
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/**
 * One mail as HTML and as text. Every string is escaped, and the address of the button must be http(s) (otherwise a
 * RangeError). It uses tables and inline styles, because mail programs understand those, and dark mode by media query
 * where they support it.
 */
export function renderMail(content: MailContent): { html: string; text: string } {
  if (content.button && !/^https?:\/\//i.test(content.button.url)) throw new RangeError('button without http address')
  return { html: html(content), text: text(content) }
}

/** Escapes text for HTML, attributes included. */
function escapeHtml(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function html(content: MailContent): string {
  const { brand, title, greeting, paragraphs, facts, table, button, closing = [], footer } = content
  const color = /^#[0-9a-f]{6}$/i.test(brand.color ?? '') ? brand.color! : PLAIN_COLOR
  const body = [
    `<p class="quiet" style="margin:0 0 24px;font-size:14px;font-weight:600;color:${color}">${lines(brand.name)}</p>`,
    `<h1 style="margin:0 0 16px;font-size:22px;line-height:28px;font-weight:600">${lines(title)}</h1>`,
    ...(greeting ? [paragraph(greeting)] : []),
    ...paragraphs.map(paragraph),
    ...(facts?.length ? [factsHtml(facts)] : []),
    ...(table ? [tableHtml(table)] : []),
    ...(button ? [buttonHtml(button, color)] : []),
    ...closing.map(paragraph),
    `<hr style="border:0;border-top:1px solid #d5d8dd;margin:32px 0 16px">`,
    ...footer.map(
      (line) =>
        `<p class="quiet" style="margin:0 0 4px;font-size:12px;line-height:18px;color:#5b6472">${lines(line)}</p>`,
    ),
  ].join('\n')
  return page(content, body)
}

function page({ language = 'en', preview, paragraphs, title }: MailContent, body: string): string {
  const hidden = 'display:none;max-height:0;overflow:hidden;opacity:0'
  return `<!doctype html>
<html lang="${escapeHtml(language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){.page,.sheet{background:#16181c!important;color:#e8eaed!important}.quiet,.label{color:#a2a9b4!important}.line{border-color:#3a3f47!important}}</style>
</head><body class="page" style="margin:0;padding:0;background:#f4f5f7;color:#16181c;${FONT}">
<div style="${hidden}">${escapeHtml(preview ?? paragraphs[0] ?? '')}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:#f4f5f7"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" class="sheet" style="width:100%;max-width:600px;background:#ffffff"><tr><td style="padding:32px 28px;${FONT};font-size:15px;line-height:22px">
${body}
</td></tr></table>
</td></tr></table>
</body></html>`
}

function lines(raw: string): string {
  return escapeHtml(raw).replace(/\r\n|\r|\n/g, '<br>')
}

function paragraph(raw: string): string {
  return `<p style="margin:0 0 14px">${lines(raw)}</p>`
}

function factsHtml(facts: [string, string][]): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td class="label" style="padding:3px 16px 3px 0;color:#5b6472;vertical-align:top">${lines(label)}</td><td style="padding:3px 0;vertical-align:top">${lines(value)}</td></tr>`,
  )
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:6px 0 18px;font-size:15px">${rows.join('')}</table>`
}

function tableHtml({ columns, rows, totals = [] }: MailTable): string {
  const style = (index: number, more: string) =>
    `padding:7px ${index === columns.length - 1 ? 0 : 12}px 7px 0;text-align:${columns[index]?.align === 'end' ? 'right' : 'left'};vertical-align:top;${more}`
  const cells = (row: string[], more: string) =>
    row.map((cell, index) => `<td class="line" style="${style(index, more)}">${lines(cell)}</td>`).join('')
  const head = columns
    .map(
      ({ label }, index) =>
        `<th class="label line" scope="col" style="${style(index, 'font-weight:500;font-size:13px;color:#5b6472;border-bottom:1px solid #aab0ba')}">${lines(label)}</th>`,
    )
    .join('')
  const body = rows.map((row) => `<tr>${cells(row, 'border-bottom:1px solid #e3e5e9')}</tr>`).join('')
  const foot = totals.map((row) => `<tr>${cells(row, 'font-weight:600')}</tr>`).join('')
  return `<table width="100%" cellpadding="0" cellspacing="0" style="margin:6px 0 20px;border-collapse:collapse;font-size:14px;line-height:20px"><thead><tr>${head}</tr></thead><tbody>${body}${foot}</tbody></table>`
}

function buttonHtml({ label, url }: { label: string; url: string }, color: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:10px 0 22px"><tr><td style="background:${color};border-radius:6px"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 22px;color:${inkOn(color)};font-weight:600;text-decoration:none">${lines(label)}</a></td></tr></table>`
}

/** Black or white, whichever can be read on the colour (WCAG relative luminance). */
function inkOn(color: string): string {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.179 ? '#000000' : '#ffffff'
}

function text({
  title,
  greeting,
  paragraphs,
  facts = [],
  table,
  button,
  closing = [],
  footer,
  brand,
}: MailContent): string {
  const widest = Math.max(0, ...facts.map(([label]) => label.length))
  const blocks = [
    title.toUpperCase() === title ? title : `${title}\n${'='.repeat(Math.min(title.length, 72))}`,
    ...(greeting ? [greeting] : []),
    ...paragraphs,
    facts.map(([label, value]) => `${`${label}:`.padEnd(widest + 2)}${value}`).join('\n'),
    table ? tableText(table) : '',
    button ? `${button.label}:\n${button.url}` : '',
    ...closing,
    `-- \n${[brand.name, ...footer.filter((line) => line !== brand.name)].join('\n')}`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** Text in lines of at most so many letters, broken between words; a longer word has a line of its own. */
function wrapped(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1)
    const grown = line ? `${line} ${word}` : word
    if (line && grown.length > width) lines.push(word)
    else lines[lines.length - 1] = grown
  }
  return lines
}

/** The table in plain text: figures stand in columns, and what else a first cell says stands below its row. */
function tableText({ columns, rows, totals = [] }: MailTable): string {
  const all = [columns.map((column) => column.label), ...rows, ...totals].map(([first = '', ...others]) => {
    const [own = '', ...below] = first.split('\n').flatMap((line, index) => wrapped(line, index > 0 ? 38 : 40))
    return { row: [own, ...others].map((cell) => cell.replace(/\s+/g, ' ')), below }
  })
  const widths = columns.map((_, index) => Math.max(...all.map(({ row }) => (row[index] ?? '').length)))
  const write = ({ row, below }: { row: string[]; below: string[] }) => {
    const cells = row.map((cell, index) =>
      columns[index]?.align === 'end' ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!),
    )
    return [cells.join('  ').trimEnd(), ...below.map((line) => `  ${line}`)].join('\n')
  }
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))
  const [head, ...body] = all.map(write)
  const foot = totals.length ? [rule, ...body.slice(rows.length)] : []
  return [head, rule, ...body.slice(0, rows.length), ...foot].join('\n')
}
