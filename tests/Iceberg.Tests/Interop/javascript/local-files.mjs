// Answers requests for s3://bucket/key (which icebird turns into https://bucket.s3.amazonaws.com/key) from <folder>/bucket/key.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export function serveFrom(folder) {
  globalThis.fetch = async (url, init) => {
    const { hostname, pathname } = new URL(url)
    const bucket = hostname.replace('.s3.amazonaws.com', '')
    const content = await readFile(join(folder, bucket, decodeURIComponent(pathname)))
    const range = /bytes=(\d+)-(\d*)/.exec(new Headers(init?.headers).get('Range') ?? '')
    const body = range ? content.subarray(Number(range[1]), range[2] ? Number(range[2]) + 1 : undefined) : content
    return new Response(init?.method === 'HEAD' ? null : body, { status: range ? 206 : 200, headers: { 'Content-Length': `${body.length}` } })
  }
}
