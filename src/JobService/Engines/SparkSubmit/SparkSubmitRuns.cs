using System.Diagnostics;
using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.Embedded;
using Floe.JobService.Engines.SparkSubmit.Supervision;
using Floe.JobService.Hosting;
using Floe.JobService.Spark.DryRuns;
using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Aws;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Puts together what a run needs: the Spark there is, the call, its files and its environment.</summary>
internal sealed class SparkSubmitRuns(SparkFinder finder, SparkTableBuckets buckets, SparkOptions spark, SparkSubmitOptions options, AwsSettings aws, JobServiceOptions service)
{
    /// <summary>Goes with the service (<c>jobs/runner</c>).</summary>
    public static string SqlRunner { get; } = Path.Combine(AppContext.BaseDirectory, "spark", "sql_runner.py");

    public RunFolder FolderOf(string jobId, int attempt) => new(Path.Combine(options.Folder, $"{jobId}-{attempt}"));

    public Task<SparkInstallation> FindAsync(CancellationToken cancellationToken) => finder.FindAsync(cancellationToken);

    public IReadOnlyList<string> MissingJars(SparkInstallation installation, JobDefinition definition) => NeededJars.Missing(installation, spark.Platform.Catalog,
    [
        .. Spark.Applications.SparkApplicationDraft.Of(definition, spark).Spec.Deps is { } deps ? (deps.Jars ?? []).Concat(deps.Packages ?? []) : [],
        .. Listed(installation.Defaults, "spark.jars"), .. Listed(installation.Defaults, "spark.jars.packages"),
        .. Listed(definition.Spark?.SparkConf ?? definition.Application?.Spec.SparkConf, "spark.jars"),
        .. Listed(definition.Spark?.SparkConf ?? definition.Application?.Spec.SparkConf, "spark.jars.packages"),
    ]);

    /// <exception cref="RunInputException">The table bucket is not there.</exception>
    public async Task<SparkSubmitCommand> CommandAsync(JobDefinition definition, string jobId, SparkSubmitFiles files, IReadOnlyDictionary<string, string> defaults, CancellationToken cancellationToken)
    {
        var settings = SparkSettings.For(Platform(), new(jobId, await buckets.ResolveAsync(definition.TableBucket, cancellationToken), Activity.Current?.Id));
        return SparkSubmitCommand.For(definition, files, settings, spark, defaults, service.MaxResultRows);
    }

    /// <summary>The call as it would be; where Spark or the table bucket is missing, what can be shown without them.</summary>
    public async Task<RunPlan> PlanAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        SparkInstallation? installation = null;
        try
        {
            installation = await finder.FindAsync(cancellationToken);
        }
        catch (SparkMissingException)
        {
            // The check of the submit tells it.
        }
        SparkSubmitCommand command;
        try
        {
            command = await CommandAsync(definition, DryRunResult.NoJob, SparkSubmitFiles.Shown(SqlRunner), installation?.Defaults ?? None, cancellationToken);
        }
        catch (RunInputException)
        {
            command = await CommandAsync(definition with { TableBucket = "" }, DryRunResult.NoJob, SparkSubmitFiles.Shown(SqlRunner), installation?.Defaults ?? None, cancellationToken);
        }
        return new()
        {
            Command = CommandLine.Of(installation?.Program ?? "spark-submit", command.Arguments),
            Properties = Redaction.Of(command.Properties),
            Environment = Redaction.Of(command.Environment.SetItems(command.SecretVariables.Select(name => KeyValuePair.Create(name, DryRunResult.Hidden)))),
        };
    }

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Writes all that the supervisor needs. Nothing has run yet.</summary>
    public void Write(RunFolder folder, SparkInstallation installation, JobDefinition definition, SparkSubmitCommand command)
    {
        folder.Create();
        if (command.Properties.GetValueOrDefault("spark.eventLog.dir") == EventLogs) Directory.CreateDirectory(new Uri(EventLogs).LocalPath);
        PrivateFile.Replace(folder.Properties, Encoding.ASCII.GetBytes(PropertiesText.Write(command.Properties)));
        if (definition.Script is { } script) PrivateFile.Replace(folder.Script, Encoding.UTF8.GetBytes(script));
        folder.KeepCommand(new(installation.Program, command.Arguments, command.Environment));
    }

    /// <summary>The service's own variables, but its settings (names with <c>__</c>, where passwords may be), then the run's, then the credentials.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> EnvironmentAsync(RunFolder folder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var environment = new Dictionary<string, string?>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && !name.Contains("__", StringComparison.Ordinal)) environment[name] = (string?)variable.Value;
        }
        if (options.SparkHome is { } home) environment["SPARK_HOME"] = home;
        foreach (var (name, value) in folder.Command!.Environment) environment[name] = value;
        var keys = await aws.Credentials.GetCredentialsAsync();
        environment[AwsVariables.AccessKeyId] = keys.AccessKey;
        environment[AwsVariables.SecretAccessKey] = keys.SecretKey;
        environment[AwsVariables.SessionToken] = string.IsNullOrEmpty(keys.Token) ? null : keys.Token;
        return environment;
    }

    public async Task<SecretMask> MaskAsync()
    {
        var keys = await aws.Credentials.GetCredentialsAsync();
        return new([keys.SecretKey, keys.Token]);
    }

    /// <summary>On this machine the service's own addresses count, whatever pods would use.</summary>
    private SparkPlatform Platform() => spark.Platform with
    {
        S3Endpoint = aws.S3Endpoint,
        S3TablesEndpoint = aws.S3TablesEndpoint,
        Credentials = SparkCredentials.Environment,
        EventLogDirectory = spark.Platform.EventLogDirectory ?? EventLogs,
    };

    private string EventLogs => new Uri($"{Path.GetFullPath(options.Folder)}-events").AbsoluteUri;

    private static string[] Listed(IReadOnlyDictionary<string, string>? conf, string key) =>
        conf?.GetValueOrDefault(key)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
