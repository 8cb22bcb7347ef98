using Floe.JobService.Contracts;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;

namespace Floe.JobService.Tests.Scenarios;

/// <summary>SQL on the built-in engine, over a real S3 Tables service.</summary>
internal sealed class EmbeddedScenario() : ScenarioPlatform("embedded")
{
    private S3TablesHost? _lake;

    protected override IReadOnlyList<KeyValuePair<string, string?>> Settings => [new("AWS_ENDPOINT_URL", _lake!.Endpoint.AbsoluteUri)];

    public override int? RunsOf(string id) => null;

    public override void LetGo()
    {
        // Runs of this engine end with the service.
    }

    public override bool IsLeftOver(string id) => false;

    protected override JobDefinition Definition(Work work) => new()
    {
        Kind = JobKind.Sql,
        TableBucket = "lake",
        Script = work switch
        {
            Work.Succeeds => "SELECT 1 AS answer",
            Work.Fails => "SELECT * FROM s3tablesbucket.nowhere.nothing",
            _ => "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * 7 + b.range) % 1000003 = 5",
        },
    };

    protected override async Task PrepareAsync()
    {
        _lake = await S3TablesHost.StartAsync(cancellationToken: Cancel);
        using var http = new HttpClient(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), _lake.Options.Region, "s3tables", TimeProvider.System) { InnerHandler = new SocketsHttpHandler() });
        await new S3TablesClient(http, _lake.Endpoint).CreateTableBucketAsync(new("lake"), Cancel);
    }

    protected override async Task TidyAsync() => await _lake!.DisposeAsync();
}
