using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Spark;
using YamlDotNet.RepresentationModel;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>The manifests of deploy/kubernetes/job-service.</summary>
public sealed class RoleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "kubernetes", "job-service");

    [Fact]
    public async Task The_role_is_enough_and_has_nothing_that_is_not_used()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.Rules = RoleRules.Read(await File.ReadAllTextAsync(Path.Combine(Folder, "rbac-jobs.yaml"), TestContext.Current.CancellationToken));
        platform.Cluster.Create("scheduledsparkapplications", Space, new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "nightly" }, ["spec"] = new System.Text.Json.Nodes.JsonObject() });
        // A lost answer, after which the object is looked up.
        platform.Server.Faults.Next("create", "sparkapplications", new Fault.LoseAnswer());
        await platform.StartServiceAsync();
        var (first, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "working");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(first)).State);
        var (second, other) = await platform.RunningAsync();
        await platform.Client.CancelAsync(second, TestContext.Current.CancellationToken);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, $"{other}-driver")?.Read()["metadata"]!["deletionTimestamp"]);
        platform.Node.Removes(Space, $"{other}-driver");
        Assert.Equal(JobState.Cancelled, (await platform.EndOfAsync(second)).State);
        await platform.Http.GetStringAsync("/api/v1/external-applications/ScheduledSparkApplication/spark-jobs/nightly", TestContext.Current.CancellationToken);

        Assert.Equal(platform.Server.Rules.Allowed.Order(), platform.Server.Used.Keys.Order());
    }

    [Fact]
    public void Every_manifest_parses_and_the_kustomization_names_them_all()
    {
        var resources = Documents("kustomization.yaml").Single()["resources"];
        var named = ((YamlSequenceNode)resources).Children.Select(node => ((YamlScalarNode)node).Value!).Order();

        Assert.Equal(Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Where(file => file != "kustomization.yaml").Order(), named);
        foreach (var file in named) Assert.All(Documents(file), document => Assert.NotNull(document["kind"]));
    }

    [Fact]
    public void The_service_runs_without_root_and_without_a_writable_root()
    {
        var pod = Documents("deployment.yaml").Single()["spec"]["template"]["spec"];
        var container = pod["containers"][0];

        Assert.Equal("true", Text(pod["securityContext"]["runAsNonRoot"]));
        Assert.Equal("true", Text(container["securityContext"]["readOnlyRootFilesystem"]));
        Assert.Equal("false", Text(container["securityContext"]["allowPrivilegeEscalation"]));
        Assert.Equal("ALL", Text(container["securityContext"]["capabilities"]["drop"][0]));
        Assert.Equal("/alive", Text(container["livenessProbe"]["httpGet"]["path"]));
        Assert.NotNull(container["resources"]["limits"]["memory"]);
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private static List<YamlNode> Documents(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(Folder, file))));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }
}
