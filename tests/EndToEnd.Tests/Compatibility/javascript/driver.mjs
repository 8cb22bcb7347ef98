// The AWS SDK for JavaScript behind a line protocol: a JSON request a line on standard input, a JSON answer a line on standard output.
import { createInterface } from "node:readline";
import * as s3 from "@aws-sdk/client-s3";
import * as s3tables from "@aws-sdk/client-s3tables";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const services = {
  s3: { module: s3, make: (options) => new s3.S3Client({ ...options, forcePathStyle: true }) },
  s3tables: { module: s3tables, make: (options) => new s3tables.S3TablesClient(options) },
};

const made = new Map();

function clientFor({ service, accessKeyId, secretAccessKey }) {
  const key = `${service} ${accessKeyId} ${secretAccessKey}`;
  if (!made.has(key)) made.set(key, services[service].make({ credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }));
  return made.get(key);
}

// The SDK wants Date objects where the service model says timestamp; all other members are plain JSON.
const timestamps = new Set([
  "IfModifiedSince", "IfUnmodifiedSince", "CopySourceIfModifiedSince", "CopySourceIfUnmodifiedSince", "Expires",
]);

function decode(value, name) {
  // The other SDKs percent-encode the source of a copy; this one leaves it to its user.
  if (name === "CopySource") return encodeURI(value);
  if (Array.isArray(value)) return value.map((item) => decode(item));
  if (value && typeof value === "object") {
    if ("$bytes" in value) return Buffer.from(value.$bytes, "base64");
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item, key)]));
  }
  return timestamps.has(name) ? new Date(value) : value;
}

async function encode(output) {
  const { $metadata, ...members } = output;
  if (members.Body) members.Body = { $bytes: Buffer.from(await members.Body.transformToByteArray()).toString("base64") };
  return members;
}

// More pages than any scenario has: the paginator goes in circles.
const mostPages = 100;

async function paginate(client, module, { operation, input, pageSize }) {
  const joined = {};
  let pages = 0;
  for await (const { $metadata, ...page } of module[`paginate${operation}`]({ client, pageSize }, decode(input))) {
    if (++pages > mostPages) throw new Error(`paginate${operation} does not end`);
    for (const [name, value] of Object.entries(page)) {
      if (Array.isArray(value)) joined[name] = [...(joined[name] ?? []), ...value];
    }
  }
  return joined;
}

async function run(request) {
  const client = clientFor(request);
  const { module } = services[request.service];
  if (request.action === "paginate") return paginate(client, module, request);
  if (request.action === "presignpost") {
    const { url, fields } = await createPresignedPost(client, { ...request.input, Expires: request.expiresIn });
    return { Url: url, Fields: fields };
  }
  const command = new module[`${request.operation}Command`](decode(request.input));
  if (request.action === "presign") return { Url: await getSignedUrl(client, command, { expiresIn: request.expiresIn }) };
  return encode(await client.send(command));
}

async function answer(request) {
  try {
    return { id: request.id, output: await run(request) };
  } catch (error) {
    const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
    if (!status) return { id: request.id, failure: String(error.stack ?? error) };
    return { id: request.id, error: { code: error.Code ?? error.name, status, message: error.message } };
  }
}

const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

write({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  answer(JSON.parse(line)).then(write);
}
