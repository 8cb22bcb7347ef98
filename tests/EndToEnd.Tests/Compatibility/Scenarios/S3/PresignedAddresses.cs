using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class PresignedAddresses
{
    private const string CliSignsReadsOnly = "`aws s3 presign` signs GET only";

    [Proves("GetObject")]
    public static async Task Anyone_with_the_address_reads_the_object(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "a folder/ü + x.txt", Body = Samples.Text("shared") });

        var address = await scene.Presign("GetObject", new { Bucket = bucket, Key = "a folder/ü + x.txt" });

        using var http = new HttpClient();
        Assert.Equal("shared", await http.GetStringAsync(address, scene.CancellationToken));
    }

    [Proves("PutObject")]
    [NotWith(ClientKind.AwsCli, CliSignsReadsOnly)]
    public static async Task Anyone_with_the_address_writes_the_object(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var address = await scene.Presign("PutObject", new { Bucket = bucket, Key = "k" });

        using var http = new HttpClient();
        using var put = await http.PutAsync(address, new ByteArrayContent(Samples.Text("uploaded")), scene.CancellationToken);

        Assert.Equal(200, (int)put.StatusCode);
        Assert.Equal("uploaded", (await scene.Arrange("GetObject", new { Bucket = bucket, Key = "k" })).Utf8("Body"));
    }

    [Proves("GetObject")]
    public static async Task An_address_is_good_for_its_key_and_its_signer_only(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "shown", Body = Samples.Text("x") });
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "other", Body = Samples.Text("y") });
        var address = await scene.Presign("GetObject", new { Bucket = bucket, Key = "shown" });
        var forged = await scene.Presign("GetObject", new { Bucket = bucket, Key = "shown" }, new("test", "not the secret"));

        using var http = new HttpClient();
        using var changed = await http.GetAsync(address.AbsoluteUri.Replace("/shown", "/other", StringComparison.Ordinal), scene.CancellationToken);
        using var unsigned = await http.GetAsync(forged, scene.CancellationToken);

        foreach (var answer in new[] { changed, unsigned })
        {
            Assert.Equal(403, (int)answer.StatusCode);
            Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await answer.Content.ReadAsStringAsync(scene.CancellationToken));
        }
    }
}
