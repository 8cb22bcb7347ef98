using System.Net;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>What keeps spark-submit from running a job, told when the job is submitted.</summary>
internal sealed class SparkSubmitCheck(SparkSubmitRuns runs, SparkOptions spark, SparkSubmitOptions options, JobServiceOptions service)
{
    public async Task<IReadOnlyList<FieldError>> CheckAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        // What the caller said that leads to this engine.
        var chosenBy = definition.Engine is null ? "$.kind" : "$.engine";
        if (Closed is { } closed) return [new(chosenBy, "cannot run on spark-submit.", closed)];
        var errors = new List<FieldError>();
        try
        {
            var installation = await runs.FindAsync(cancellationToken);
            if (installation.Version < new Version(3, 4))
                errors.Add(new(chosenBy, $"needs Spark 3.4 or later; {installation.Home} has {installation.Version}.", "Install Spark 3.5 or 4.0 and set SPARK_HOME to it."));
            else if (runs.MissingJars(installation, definition) is { Count: > 0 } missing)
                errors.Add(new(chosenBy, "cannot run on the Spark of this machine.", JarsText(installation, missing)));
        }
        catch (SparkMissingException e)
        {
            errors.Add(new(chosenBy, $"needs Spark, and this machine has none that runs. {e.Message}",
                "Install Apache Spark 3.5 or 4.0 with a Java runtime and set SPARK_HOME (or put spark-submit on PATH), or run the platform with Platform:Target Local or Aws, where the Spark Operator runs it, "
                + "or write the job as SQL, which the built-in engine runs without Spark. dryRun=true shows what would run."));
        }
        CheckDefinition(definition, errors);
        return errors;
    }

    /// <summary>Why no job runs here at all; null where they do.</summary>
    public string? Closed => IPAddress.IsLoopback(service.Address) || options.AllowRemote
        ? null
        : $"The service listens on {service.Address}, and spark-submit would run a caller's program as the service's user, with its credentials. Where all who may submit are trusted that far, set SparkSubmit:AllowRemote to true; else name another engine.";

    /// <summary>What to install, and where.</summary>
    public static string JarsText(SparkInstallation installation, IReadOnlyList<string> missing) =>
        $"Spark {installation.Version} at {installation.Home} lacks {missing.Count} jar{(missing.Count == 1 ? "" : "s")}: {string.Join("; ", missing)}. "
        + $"Download them from Maven Central into {installation.JarFolder}, or name them in spark.jars.packages of spark-defaults.conf or in the job's packages.";

    private void CheckDefinition(JobDefinition definition, List<FieldError> errors)
    {
        if (definition.Spark?.SecretEnv is { Count: > 0 })
            errors.Add(new("$.spark.secretEnv", "names Kubernetes secrets, which spark-submit does not have.", "Set the variables in the service's own environment: runs of spark-submit get it."));
        if (definition.Kind == JobKind.Sql)
        {
            if (!File.Exists(SparkSubmitRuns.SqlRunner)) errors.Add(new("$.engine", $"needs {SparkSubmitRuns.SqlRunner}, which is not there.", "Install the service with its folder spark, or leave the engine out for the built-in one."));
            return;
        }
        CheckEnvironment(definition, errors);
        var main = SparkApplicationDraft.Of(definition, spark).Spec.MainApplicationFile;
        var path = definition.Application is null ? "$.spark.mainFile" : "$.spec.mainApplicationFile";
        if (main is ['-', ..])
        {
            errors.Add(new(path, $"is '{main}', which spark-submit would take for an option.", "Send the file to run; settings go into sparkConf."));
            return;
        }
        if (main is null || main.Contains("://", StringComparison.Ordinal) && !IsOfThisMachine(main)) return;
        var file = IsOfThisMachine(main) ? new Uri(main).LocalPath : main;
        if (!Path.IsPathFullyQualified(file)) errors.Add(new(path, $"is '{main}', which is relative to nothing the service knows.", "Send an absolute path of the service's machine, or s3://bucket/key."));
        else if (!File.Exists(file)) errors.Add(new(path, $"is '{main}', which is not there on the service's machine.", "Upload it to a bucket and send s3://bucket/key, or correct the path."));
    }

    /// <summary><c>local://</c> is a file of the driver's machine: of the image on a cluster, of this one here.</summary>
    private static bool IsOfThisMachine(string file) => file.StartsWith("file:", StringComparison.Ordinal) || file.StartsWith("local:", StringComparison.Ordinal);

    private static void CheckEnvironment(JobDefinition definition, List<FieldError> errors)
    {
        foreach (var (index, variable) in (definition.Application?.Spec.Driver?.Env ?? []).Index())
        {
            if (variable.ValueFrom is not null)
                errors.Add(new($"$.spec.driver.env[{index}]", $"takes {variable.Name} from Kubernetes, which spark-submit does not have.", "Set the variable in the service's own environment: runs of spark-submit get it."));
        }
    }
}
