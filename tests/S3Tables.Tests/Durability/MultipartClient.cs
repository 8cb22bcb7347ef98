using System.Net;
using System.Text;
using System.Xml.Linq;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>Uploads one key again and again in two parts, and sometimes gives an upload up.</summary>
internal sealed class MultipartClient(int seed) : IClientUnderKill
{
    private const int MinPart = 5 * 1024 * 1024;

    private readonly Random _random = new(seed);
    private readonly KeyModel _key = new("multipart");

    private string Url => $"{ObjectClient.Bucket}/{_key.Key}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task PrepareAsync(ServiceProcess service) => Task.CompletedTask;

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var client = service.NewClient();
        await kill.RunUntilThrownAsync(() => UploadAsync(client));
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var client = service.NewClient();
        using var response = await client.GetAsync(Url, Token);
        if (response.StatusCode != HttpStatusCode.NotFound) response.EnsureSuccessStatusCode();
        _key.CheckAndAdopt(response.IsSuccessStatusCode ? Content.SeedOf(await response.Content.ReadAsByteArrayAsync(Token), MinPart) : null);
    }

    private async Task UploadAsync(HttpClient client)
    {
        var seed = _random.Next();
        var content = Content.Of(seed, MinPart);
        using var created = await client.PostAsync($"{Url}?uploads", null, Token);
        var upload = Value(await BodyAsync(created), "UploadId");
        var first = await PutPartAsync(client, upload, 1, content.AsMemory(0, MinPart));
        if (_random.Next(4) == 0)
        {
            using var aborted = await client.DeleteAsync($"{Url}?uploadId={upload}", Token);
            aborted.EnsureSuccessStatusCode();
            return;
        }
        var second = await PutPartAsync(client, upload, 2, content.AsMemory(MinPart));
        var list = $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{first}</ETag></Part><Part><PartNumber>2</PartNumber><ETag>{second}</ETag></Part></CompleteMultipartUpload>";
        _key.Attempt(seed);
        using var completed = await client.PostAsync($"{Url}?uploadId={upload}", new StringContent(list, Encoding.UTF8, "application/xml"), Token);
        Value(await BodyAsync(completed), "ETag");
        _key.Acknowledge();
    }

    private async Task<string> PutPartAsync(HttpClient client, string upload, int number, ReadOnlyMemory<byte> part)
    {
        using var response = await client.PutAsync($"{Url}?partNumber={number}&uploadId={upload}", new ReadOnlyMemoryContent(part), Token);
        response.EnsureSuccessStatusCode();
        return response.Headers.ETag!.Tag;
    }

    private static async Task<XElement> BodyAsync(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        return XElement.Parse(await response.Content.ReadAsStringAsync(Token));
    }

    private static string Value(XElement element, string name) => element.Elements().First(child => child.Name.LocalName == name).Value;
}
