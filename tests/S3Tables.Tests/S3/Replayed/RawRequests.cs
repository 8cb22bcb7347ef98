using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Floe.S3Tables.Tests.S3.Replayed;

/// <summary>Sends the requests of clients that cannot run here, header by header.</summary>
internal static class RawRequests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RawAnswer> SendAsync(this HttpClient client, string method, string target, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), target);
        if (body is not null) request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request, Token);
        var all = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)answer.StatusCode, all, await answer.Content.ReadAsByteArrayAsync(Token));
    }

    public static string Md5(byte[] body) => Convert.ToBase64String(MD5.HashData(body));

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}

internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The texts of all elements of that name, whatever their namespace.</summary>
    public IReadOnlyList<string> Elements(string name) => [.. XDocument.Parse(Text).Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];

    public string Element(string name) => Assert.Single(Elements(name));
}
