using System.Net.Http.Headers;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class PresignedForms
{
    private const string CliSignsNoForms = "the AWS CLI signs no forms";

    [Proves("PostObject")]
    [NotWith(ClientKind.AwsCli, CliSignsNoForms)]
    public static async Task Anyone_with_the_form_uploads_what_its_policy_allows(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var form = await scene.PresignPost(Form(bucket));

        using var taken = await SendAsync(form, "hello", scene.CancellationToken);

        Assert.Equal(201, (int)taken.StatusCode);
        var got = await scene.Arrange("GetObject", new { Bucket = bucket, Key = "in/photo.txt" });
        Assert.Equal(("hello", "text/plain"), (got.Utf8("Body"), got.Text("ContentType")));
    }

    [Proves("PostObject")]
    [NotWith(ClientKind.AwsCli, CliSignsNoForms)]
    public static async Task A_form_uploads_nothing_else(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var form = await scene.PresignPost(Form(bucket));

        using var tooLong = await SendAsync(form, "more than twenty characters", scene.CancellationToken);
        using var elsewhere = await SendAsync((form.Url, [.. form.Fields.Select(field => field.Name == "key" ? ("key", "out/x") : field)]), "hello", scene.CancellationToken);

        Assert.Contains("<Code>EntityTooLarge</Code>", await tooLong.Content.ReadAsStringAsync(scene.CancellationToken));
        Assert.Contains("<Code>AccessDenied</Code>", await elsewhere.Content.ReadAsStringAsync(scene.CancellationToken));
        Assert.Empty((await scene.Arrange("ListObjectsV2", new { Bucket = bucket })).Items("Contents"));
    }

    private static object Form(string bucket) => new
    {
        Bucket = bucket,
        Key = "in/${filename}",
        Fields = new Dictionary<string, string> { ["Content-Type"] = "text/plain", ["success_action_status"] = "201" },
        Conditions = new object[]
        {
            new object[] { "starts-with", "$key", "in/" }, new Dictionary<string, string> { ["Content-Type"] = "text/plain" },
            new Dictionary<string, string> { ["success_action_status"] = "201" }, new object[] { "content-length-range", 1, 20 },
        },
    };

    /// <summary>As a browser does.</summary>
    private static async Task<HttpResponseMessage> SendAsync((Uri Url, IReadOnlyList<(string Name, string Value)> Fields) form, string file, CancellationToken cancellationToken)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in form.Fields) content.Add(new StringContent(value) { Headers = { ContentType = null } }, $"\"{name}\"");
        content.Add(new ByteArrayContent(Samples.Text(file)) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "\"file\"", "\"photo.txt\"");
        using var http = new HttpClient();
        return await http.PostAsync(form.Url, content, cancellationToken);
    }
}
