using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;

namespace Floe.Iceberg.Tests.Support;

/// <summary>As much of S3 as the file IO uses, over real HTTP, for the real AWS client.</summary>
internal sealed class SmallS3 : IDisposable
{
    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SortedDictionary<int, byte[]>> _uploads = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly HttpStub _server;

    public SmallS3()
    {
        _server = new HttpStub(Answer);
        Client = new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = _server.Uri.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
    }

    public AmazonS3Client Client { get; }

    /// <summary>Path without the leading slash, as <c>bucket/key</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Objects => _objects;

    public int OpenUploads => _uploads.Count;

    public int Count(string request) => _requests.Count(r => r.StartsWith(request, StringComparison.Ordinal));

    public void Dispose()
    {
        Client.Dispose();
        _server.Dispose();
    }

    private Answer Answer(HttpListenerRequest request, byte[] body)
    {
        var path = Uri.UnescapeDataString(request.Url!.AbsolutePath.TrimStart('/'));
        var query = request.QueryString;
        _requests.Enqueue($"{request.HttpMethod} {path}");
        if (request.Headers["x-amz-decoded-content-length"] is not null) body = Unchunk(body);
        return (request.HttpMethod, query["uploadId"], query["list-type"]) switch
        {
            ("GET", _, "2") => List(path.TrimEnd('/'), query["prefix"] ?? "", query["continuation-token"]),
            ("POST", null, _) => Start(),
            ("PUT", { } id, _) => Part(id, int.Parse(query["partNumber"]!), body),
            ("POST", { } id, _) => Complete(path, id, request.Headers["If-None-Match"]),
            ("DELETE", { } id, _) => Abort(id),
            ("PUT", _, _) => Put(path, body, request.Headers["If-None-Match"]),
            _ => Get(path, request.Headers["If-Match"]),
        };
    }

    private Answer Put(string path, byte[] body, string? ifNoneMatch)
    {
        if (ifNoneMatch == "*" ? !_objects.TryAdd(path, body) : (_objects[path] = body) is null) return Error(412, "PreconditionFailed");
        return new Answer(200) { Headers = { ["ETag"] = ETag(body) } };
    }

    private Answer Get(string path, string? ifMatch)
    {
        if (!_objects.TryGetValue(path, out var body)) return Error(404, "NoSuchKey");
        return ifMatch is not null && ifMatch.Trim('"') != ETag(body).Trim('"') ? Error(412, "PreconditionFailed") : new Answer(200, body) { Headers = { ["ETag"] = ETag(body) } };
    }

    /// <summary>Two objects a page, so that paging is always used.</summary>
    private Answer List(string bucket, string prefix, string? token)
    {
        var skip = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        var found = _objects.Where(o => o.Key.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal)).OrderBy(o => o.Key, StringComparer.Ordinal).ToList();
        var page = string.Concat(found.Skip(skip).Take(2).Select(o => $"<Contents><Key>{SecurityElement.Escape(o.Key[(bucket.Length + 1)..])}</Key><Size>{o.Value.Length}</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>"));
        var next = found.Count > skip + 2 ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{skip + 2}</NextContinuationToken>" : "<IsTruncated>false</IsTruncated>";
        return new Answer(200, $"""<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{page}{next}</ListBucketResult>""");
    }

    private Answer Start()
    {
        var id = Guid.NewGuid().ToString("N");
        _uploads[id] = [];
        return new Answer(200, $"""<?xml version="1.0"?><InitiateMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><UploadId>{id}</UploadId></InitiateMultipartUploadResult>""");
    }

    private Answer Part(string id, int number, byte[] body)
    {
        lock (_uploads[id]) _uploads[id][number] = body;
        return new Answer(200) { Headers = { ["ETag"] = ETag(body) } };
    }

    private Answer Complete(string path, string id, string? ifNoneMatch)
    {
        var body = _uploads[id].Values.SelectMany(p => p).ToArray();
        var put = Put(path, body, ifNoneMatch);
        if (put.Status != 200) return put;
        _uploads.TryRemove(id, out _);
        return new Answer(200, $"""<?xml version="1.0"?><CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ETag>"x"</ETag></CompleteMultipartUploadResult>""");
    }

    private Answer Abort(string id)
    {
        _uploads.TryRemove(id, out _);
        return new Answer(204);
    }

    private static Answer Error(int status, string code) => new(status, $"""<?xml version="1.0"?><Error><Code>{code}</Code><Message>{code}</Message></Error>""");

    private static string ETag(byte[] body) => $"\"{Convert.ToHexStringLower(MD5.HashData(body))}\"";

    /// <summary>Takes the framing of <c>aws-chunked</c> off: a line with the size, the bytes, an empty line; trailers at the end.</summary>
    private static byte[] Unchunk(byte[] body)
    {
        using var plain = new MemoryStream();
        for (var at = 0; ;)
        {
            var end = at + body.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(body, at, end - at).Split(';')[0], NumberStyles.HexNumber);
            if (size == 0) return plain.ToArray();
            plain.Write(body, end + 2, size);
            at = end + 2 + size + 2;
        }
    }
}
