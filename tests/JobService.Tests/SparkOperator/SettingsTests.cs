using Floe.JobService.Engines.SparkOperator;
using Floe.JobService.Tests.Spark;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>The keys of docs/spark-operator.md.</summary>
public sealed class SettingsTests
{
    private const string Section = "JobService:SparkOperator";

    public static TheoryData<string, string> WrongValues => new()
    {
        { "Enabled", "yes" }, { "Namespaces", "Spark_Jobs" }, { "Namespaces", "ok,Not OK" }, { "StartsPerSecond", "0" }, { "StartsPerSecond", "fast" }, { "StartsPerSecond", "1001" },
        { "Burst", "0" }, { "Burst", "2.5" }, { "MaxRunning", "-1" }, { "MaxRunning", "100001" }, { "StartTimeoutSeconds", "-1" }, { "StartTimeoutSeconds", "604801" },
        { "OperatorPatienceSeconds", "0" }, { "LogPatienceSeconds", "0" }, { "DeletePatienceSeconds", "1m" }, { "MaxLogStreams", "0" }, { "MaxLogStreams", "many" },
        { "ExecutorLogs", "1" }, { "WatchSilenceSeconds", "0" }, { "ResyncSeconds", "0" }, { "ResyncSeconds", "600.5" },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_is_told_with_its_key_as_the_environment_spells_it(string key, string value)
    {
        var error = Assert.Throws<StartupException>(() => Read((key, value)));

        Assert.Contains($"JobService__SparkOperator__{key}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{(value == "ok,Not OK" ? "Not OK" : value)}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_in_one_message()
    {
        var error = Assert.Throws<StartupException>(() => Read(("Enabled", "yes"), ("Burst", "0"), ("ExecutorLogs", "1"), ("MaxLogStream", "5"), ("Namespaces:0", "A"), ("Namespaces:1", "B")));

        foreach (var part in new[] { "__Enabled", "__Burst", "__ExecutorLogs", "__MaxLogStream)", "is not a setting", "MaxLogStreams", "'A'", "'B'" }) Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_with_wrong_settings_does_not_start()
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => OperatorPlatform.StartAsync(new KeyValuePair<string, string?>($"{Section}:Burst", "0"), new KeyValuePair<string, string?>($"{Section}:Retries", "3")));

        Assert.Contains("JobService__SparkOperator__Burst", error.Message, StringComparison.Ordinal);
        Assert.Contains("JobService__SparkOperator__Retries", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("true", null, true)]
    [InlineData("false", "/etc/kubeconfig", false)]
    [InlineData(null, "/etc/kubeconfig", true)]
    [InlineData("perhaps", null, true)]
    public void The_engine_is_on_where_it_is_told_to_be_or_a_cluster_is_named(string? enabled, string? kubeconfig, bool expected) =>
        Assert.Equal(expected, SparkOperatorConfiguration.IsEnabled(Configuration(("Enabled", enabled), ("Kubeconfig", kubeconfig))));

    [Fact]
    public void Namespaces_are_a_list_in_either_form_and_the_default_is_that_of_Spark()
    {
        Assert.Equal(["a", "b"], Read(("Namespaces", "a, b,a")).Namespaces);
        Assert.Equal(["a", "b"], Read(("Namespaces:0", "a"), ("Namespaces:1", "b")).Namespaces);
        Assert.Equal(["of-spark"], Read().Namespaces);
    }

    [Fact]
    public void Every_key_of_the_table_is_known_and_every_known_key_is_in_the_table()
    {
        var table = File.ReadLines(Path.Combine(Repository.Root, "docs", "spark-operator.md")).SkipWhile(line => line != "## Settings").SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith('|'));
        var documented = table.SelectMany(line => line.Split('|')[1].Split(',')).Select(key => key.Trim().Trim('`')).Order();
        var error = Assert.Throws<StartupException>(() => Read(("Unknown", "1")));

        Assert.Equal(documented, error.Message.Split("Use one of: ")[1].TrimEnd('.').Split(", ").Order());
    }

    private static SparkOperatorOptions Read(params (string Key, string? Value)[] values) => SparkOperatorConfiguration.Read(Configuration(values), "of-spark");

    private static IConfiguration Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"{Section}:{value.Key}", value.Value))).Build();
}
