using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Floe.FakeKubernetes.Operator;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.SparkOperator;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Seen on a real cluster: without a collector, applications had lost their caller's trace.</summary>
public sealed class TraceTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trace_of_the_submit_goes_on_in_the_application()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        using var submit = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = JsonContent.Create(OperatorPlatform.Job(), JobsWire.Json.JobDefinition) };
        submit.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        using var answer = await platform.Http.SendAsync(submit, Cancel);
        var id = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["id"]!;

        var name = await platform.ApplicationOfAsync(id);

        var made = platform.Cluster.Find(FakeOperator.Plural, OperatorPlatform.Space, name)!.Read();
        Assert.StartsWith($"00-{Trace}-", (string)made["metadata"]!["annotations"]!["floe/traceparent"]!, StringComparison.Ordinal);
        Assert.Contains(made["spec"]!["driver"]!["env"]!.AsArray(), variable => (string)variable!["name"]! == "TRACEPARENT" && ((string)variable["value"]!).Contains(Trace, StringComparison.Ordinal));
    }
}
