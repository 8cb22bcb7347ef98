using System.Text;
using System.Text.Json;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Tests.Spark;

public sealed class ManifestReaderTests
{
    private const string Head = "apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\n";

    [Fact]
    public void A_manifest_as_people_write_it_is_read()
    {
        var application = Read($$"""
            {{Head}}
            metadata: {name: taxi-trip, namespace: spark-team-a}
            spec:
              type: Python
              sparkVersion: "3.5.3"
              mainApplicationFile: local:///opt/taxi.py
              arguments: ["--input", s3a://data/taxi/, "2"]
              sparkConf:
                spark.eventLog.enabled: "true"
              restartPolicy: {type: OnFailure, onFailureRetries: 3}
              driver: &size
                cores: 1
                memory: 4g
                labels: {team: a}
              executor:
                <<: *size
                instances: 2
                memory: 2g
              somethingNew: {deep: [1, 2.5, yes, ~]}
            """).Application!;

        Assert.Equal(("taxi-trip", "spark-team-a"), (application.Metadata.Name, application.Metadata.Namespace));
        Assert.Equal(["--input", "s3a://data/taxi/", "2"], application.Spec.Arguments!);
        Assert.Equal((1, "4g"), (application.Spec.Driver!.Cores, application.Spec.Driver.Memory));
        Assert.Equal((1, "2g", 2, "a"), (application.Spec.Executor!.Cores, application.Spec.Executor.Memory, application.Spec.Executor.Instances, application.Spec.Executor.Labels!["team"]));
        Assert.Equal("""{"deep":[1,2.5,true,null]}""", application.Spec.Unknown!["somethingNew"].GetRawText());
    }

    [Fact]
    public void What_is_unknown_is_kept_and_told()
    {
        var reading = Read($"{Head}spec:\n  mainApplicationFile: local:///a.py\n  driver: {{coress: 2}}\n");

        Assert.NotNull(reading.Application);
        Assert.Contains("$.spec.driver.coress", Assert.Single(reading.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_does_not_fit_is_told_at_once_by_its_path()
    {
        var reading = Read($$"""
            {{Head}}
            spec:
              type: Perl
              sparkVersion: 3.5
              arguments: [1, ok]
              sparkConf: {spark.eventLog.enabled: true}
              driver: {cores: 0, memory: 4}
              executor: {instances: "two", ports: [{name: ui}]}
              restartPolicy: {onFailureRetryInterval: 0}
              monitoring: {exposeDriverMetrics: true, prometheus: {port: 80} }
            """);

        Assert.Null(reading.Application);
        Assert.Equal(
        [
            "$.spec.arguments[0]", "$.spec.driver.cores", "$.spec.driver.memory", "$.spec.executor.instances", "$.spec.executor.ports[0].containerPort",
            "$.spec.executor.ports[0].protocol", "$.spec.mainApplicationFile", "$.spec.monitoring.exposeExecutorMetrics", "$.spec.monitoring.prometheus.jmxExporterJar",
            "$.spec.monitoring.prometheus.port", "$.spec.restartPolicy.onFailureRetryInterval", "$.spec.sparkConf['spark.eventLog.enabled']", "$.spec.sparkVersion", "$.spec.type",
        ], reading.Errors.Select(error => error.Field).Order(StringComparer.Ordinal));
        Assert.All(reading.Errors, error => Assert.NotEmpty(error.Remedy));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("just words", "no mapping")]
    [InlineData("a: [1", "no valid YAML")]
    [InlineData("a: 1\na: 2\n", "'a' twice (line 2)")]
    [InlineData("a: *b\n", "anchor 'b'")]
    [InlineData("a: !!python/object:os.system x\n", "tag")]
    [InlineData("a: 1\n---\nb: 2\n", "more than one document")]
    [InlineData("? [a]\n: 1\n", "line 1")]
    [InlineData("kind: Deployment\napiVersion: apps/v1\n", "Deployment")]
    [InlineData("kind: SparkApplication\napiVersion: sparkoperator.k8s.io/v1beta1\n", "v1beta1")]
    [InlineData("kind: SparkApplication\n", "missing")]
    public void What_is_no_manifest_is_refused_with_what_is_wrong(string yaml, string words)
    {
        var reading = Read(yaml);

        Assert.Null(reading.Application);
        Assert.Contains(words, Assert.Single(reading.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_lines_of_aliases_cannot_take_the_memory()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++) bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");

        Assert.Contains("20000 values", Assert.Single(Read(bomb.ToString()).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_aliases_are_no_way_around_the_depth()
    {
        var deep = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 5; i++) deep.Append($"a{i}: &a{i} {new string('[', 30)}*a{i - 1} {new string(']', 30)}\n");

        Assert.Contains("deeper than 50 levels (line 3)", Assert.Single(Read(deep.ToString()).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_beyond_all_numbers_is_text() =>
        Assert.Equal("1e999", Read("apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nspec: {mainApplicationFile: a, arguments: [1e999]}\n").Application!.Spec.Arguments![0]);

    [Fact]
    public void Depth_and_length_have_limits()
    {
        Assert.Contains("deeper", Assert.Single(Read(new string('[', 10_000)).Errors).Message, StringComparison.Ordinal);
        Assert.Contains("512 KiB", Assert.Single(Read(new string('#', 600_000)).Errors).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.Single(SparkApplicationReader.ReadYaml([0x61, 0xff]).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void YAML_that_is_written_reads_the_same_again()
    {
        var tricky = new Dictionary<string, string>
        {
            ["spark.a"] = "true", ["spark.b"] = "1", ["spark.c"] = "", ["spark.d"] = "~", ["spark.e"] = "a: b # c", ["spark.f"] = "line\nbreak \"quoted\" \\ é", ["spark.g"] = "no", ["spark.h"] = "1e3",
            ["spark.i"] = "*alias", ["spark.j"] = "2026-01-01", ["spark.k"] = " lead", ["spark.l"] = "{{x}}",
        };
        var application = SparkApplicationWriter.Write(Samples.PySpark(new() { MainFile = "local:///a.py", SparkConf = tricky }), Samples.Identity(), Samples.Options());

        var reading = Read(SparkApplicationText.Yaml(application));
        Assert.Empty(reading.Errors);
        var again = reading.Application!;

        Assert.Equal(SparkApplicationText.Json(application), SparkApplicationText.Json(again));
    }

    [Fact]
    public void JSON_is_read_as_well_and_null_is_as_good_as_absent()
    {
        using var json = JsonDocument.Parse("""{"apiVersion":"sparkoperator.k8s.io/v1beta2","kind":"SparkApplication","spec":{"mainApplicationFile":"local:///a.py","driver":null}}""");

        var spec = SparkApplicationReader.Read(json.RootElement).Application!.Spec;

        Assert.Equal(("local:///a.py", null), (spec.MainApplicationFile, spec.Driver));
    }

    private static ManifestReading Read(string yaml) => SparkApplicationReader.ReadYaml(Encoding.UTF8.GetBytes(yaml));
}
