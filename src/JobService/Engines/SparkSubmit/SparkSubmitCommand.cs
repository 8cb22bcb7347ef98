using System.Collections.Immutable;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>One call of spark-submit. Settings are in a file and credentials in the environment, so that the line itself may be seen by all.</summary>
internal sealed record SparkSubmitCommand
{
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The content of the properties file.</summary>
    public required ImmutableSortedDictionary<string, string> Properties { get; init; }

    /// <summary>Set beside what the service's own environment has.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>Variables that hold credentials.</summary>
    public required IReadOnlyList<string> SecretVariables { get; init; }

    public static SparkSubmitCommand For(JobDefinition definition, SparkSubmitFiles files, SparkSettings settings, SparkOptions options, IReadOnlyDictionary<string, string> defaults, int maxRows)
    {
        var spec = SparkApplicationDraft.Of(definition, options).Spec;
        var isSql = definition.Kind == JobKind.Sql;
        return new()
        {
            Arguments =
            [
                "--master", "local[*]",
                "--name", definition.Name ?? spec.MainApplicationFile ?? "job",
                "--properties-file", files.Properties,
                .. Option("--class", spec.MainClass),
                .. Option("--py-files", spec.Deps?.PyFiles),
                .. Option("--jars", spec.Deps?.Jars),
                .. Option("--files", spec.Deps?.Files),
                .. Option("--archives", spec.Deps?.Archives),
                .. Option("--packages", spec.Deps?.Packages),
                .. Option("--exclude-packages", spec.Deps?.ExcludePackages),
                .. Option("--repositories", spec.Deps?.Repositories),
                isSql ? files.SqlRunner : spec.MainApplicationFile!,
                .. isSql ? SqlRunnerArguments.For(definition, definition.Script is null ? null : files.Script, files.Result, maxRows) : spec.Arguments ?? [],
            ],
            Properties = Conf(spec, settings, defaults),
            Environment = settings.Environment.SetItems(PlainEnvironment(spec)),
            SecretVariables = settings.SecretVariables,
        };
    }

    /// <summary>From the weakest to the strongest: spark-defaults.conf, the platform, the job; within the job as the operator has it: sparkConf, hadoopConf, the driver's fields.</summary>
    private static ImmutableSortedDictionary<string, string> Conf(SparkApplicationSpec spec, SparkSettings settings, IReadOnlyDictionary<string, string> defaults)
    {
        var conf = settings.Conf.ToBuilder();
        foreach (var (key, value) in defaults)
        {
            if (!conf.ContainsKey(key)) conf[key] = value;
        }
        foreach (var (key, value) in spec.SparkConf ?? ImmutableSortedDictionary<string, string>.Empty) conf[key] = value;
        foreach (var (key, value) in spec.HadoopConf ?? ImmutableSortedDictionary<string, string>.Empty) conf[$"spark.hadoop.{key}"] = value;
        if (spec.Driver?.Memory is { } memory) conf["spark.driver.memory"] = memory;
        if (spec.Driver?.JavaOptions is { } options) conf["spark.driver.extraJavaOptions"] = options;
        return conf.ToImmutable();
    }

    private static Dictionary<string, string> PlainEnvironment(SparkApplicationSpec spec) =>
        (spec.Driver?.Env ?? []).Where(variable => variable.Value is not null).GroupBy(variable => variable.Name).ToDictionary(group => group.Key, group => group.Last().Value!);

    private static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [name, value];

    private static IEnumerable<string> Option(string name, IReadOnlyList<string>? values) => values is { Count: > 0 } ? [name, string.Join(',', values)] : [];
}
