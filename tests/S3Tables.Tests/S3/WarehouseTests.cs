using System.Net;
using System.Xml.Linq;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Tests.S3;

public sealed class WarehouseTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tables_bucket_allows_its_eight_operations()
    {
        var bucket = await NewWarehouseAsync();
        (await fixture.Raw.PutAsync($"{bucket}/data/f", new StringContent("x"), Token)).EnsureSuccessStatusCode();
        Assert.Equal("x", await fixture.Raw.GetStringAsync($"{bucket}/data/f", Token));
        (await fixture.Raw.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{bucket}/data/f"), Token)).EnsureSuccessStatusCode();

        var upload = await BeginAsync($"{bucket}/data/m");
        using var part = await fixture.Raw.PutAsync($"{bucket}/data/m?partNumber=1&uploadId={upload}", new StringContent("y"), Token);
        var listed = XDocument.Parse(await fixture.Raw.GetStringAsync($"{bucket}/data/m?uploadId={upload}", Token));
        Assert.Single(listed.Root!.Elements(), element => element.Name.LocalName == "Part");
        var complete = $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Headers.ETag!.Tag}</ETag></Part></CompleteMultipartUpload>";
        (await fixture.Raw.PostAsync($"{bucket}/data/m?uploadId={upload}", new StringContent(complete), Token)).EnsureSuccessStatusCode();
        Assert.Equal("y", await fixture.Raw.GetStringAsync($"{bucket}/data/m", Token));
        (await fixture.Raw.DeleteAsync($"{bucket}/data/n?uploadId={await BeginAsync($"{bucket}/data/n")}", Token)).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("GET", "?list-type=2")]
    [InlineData("GET", "")]
    [InlineData("GET", "?uploads")]
    [InlineData("DELETE", "/data/f")]
    [InlineData("POST", "?delete")]
    [InlineData("PUT", "/data/f?tagging")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "?versions")]
    [InlineData("PUT", "?versioning")]
    [InlineData("GET", "?cors")]
    [InlineData("GET", "?policy")]
    [InlineData("PUT", "/data/f?acl")]
    public async Task Everything_else_is_not_allowed(string method, string target)
    {
        var bucket = await NewWarehouseAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), bucket + target);

        await S3Assert.RefusedAsync(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed", await fixture.Raw.SendAsync(request, Token));
    }

    [Theory]
    [InlineData("x-amz-storage-class", "GLACIER")]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("x-amz-api-version", "2006-03-01")]
    public async Task Headers_it_does_not_know_are_refused_by_their_names(string name, string value)
    {
        var bucket = await NewWarehouseAsync();
        using var put = new HttpRequestMessage(HttpMethod.Put, $"{bucket}/data/f") { Headers = { { name, value } }, Content = new StringContent("x") };
        using var begin = new HttpRequestMessage(HttpMethod.Post, $"{bucket}/data/f?uploads") { Headers = { { name, value } } };

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "S3TablesUnsupportedHeader", await fixture.Raw.SendAsync(put, Token));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "S3TablesUnsupportedHeader", await fixture.Raw.SendAsync(begin, Token));
    }

    [Fact]
    public async Task Its_ending_is_reserved()
    {
        using var answer = await fixture.Raw.PutAsync("mine--table-s3", null, Token);

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidBucketName", answer);
    }

    [Fact]
    public async Task It_shows_itself_to_nobody()
    {
        var bucket = await NewWarehouseAsync();

        Assert.DoesNotContain((await fixture.S3.ListBucketsAsync(Token)).Buckets ?? [], b => b.BucketName == bucket);
    }

    private async Task<string> BeginAsync(string path)
    {
        using var response = await fixture.Raw.PostAsync($"{path}?uploads", null, Token);
        return XDocument.Parse(await response.Content.ReadAsStringAsync(Token)).Root!.Elements().Single(element => element.Name.LocalName == "UploadId").Value;
    }

    private async Task<string> NewWarehouseAsync()
    {
        var name = $"{Guid.NewGuid():N}--table-s3";
        var store = (S3Store)fixture.Host.Services.GetService(typeof(S3Store))!;
        await ((Database)fixture.Host.Services.GetService(typeof(Database))!).WriteAsync(connection => store.CreateWarehouse(connection, name));
        return name;
    }
}
