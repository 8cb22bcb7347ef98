using Floe.Cli.Output;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

/// <summary>What <c>submit</c> was given: a definition in Floe's own form, or the text of a manifest.</summary>
internal sealed record SubmittedJob(JobDefinition Definition, string? Manifest)
{
    /// <param name="file">Its ending tells what it is: .py, .yaml or .yml, else SQL.</param>
    /// <param name="arguments">For the job itself.</param>
    /// <param name="definition">What the options say.</param>
    public static async Task<SubmittedJob> ReadAsync(string file, IReadOnlyList<string> arguments, JobDefinition definition, CancellationToken cancellationToken)
    {
        var isRemote = file.StartsWith("s3://", StringComparison.Ordinal) || file.StartsWith("s3a://", StringComparison.Ordinal);
        if (!isRemote && !File.Exists(file)) throw new UserErrorException($"no file at {file}. Give a file on this machine or an s3:// location.");
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" when !isRemote => new(definition, await ManifestAsync(file, arguments, definition, cancellationToken)),
            ".py" => new(PySpark(file, isRemote, arguments, Bucketed(definition)), null),
            _ => new(await SqlAsync(file, isRemote, arguments, Bucketed(definition), cancellationToken), null),
        };
    }

    private static JobDefinition Bucketed(JobDefinition definition) => definition.TableBucket.Length > 0
        ? definition
        : throw new UserErrorException("--table-bucket is missing. Name the table bucket that the catalog s3tablesbucket stands for.");

    /// <summary>A manifest says everything itself; what options would say beside it would have to change it.</summary>
    private static async Task<string> ManifestAsync(string file, IReadOnlyList<string> arguments, JobDefinition options, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0 || options is { TableBucket.Length: > 0 } or { Engine: not null } or { Variables: not null } or { Name: not null } or { TimeoutSeconds: not null } or { MaxRejectedRows: > 0 })
            throw new UserErrorException("a manifest is submitted as it is. Say arguments, name and table bucket (annotation floe/table-bucket) in it.");
        return await File.ReadAllTextAsync(file, cancellationToken);
    }

    /// <summary>A local file runs where the service is on this machine; elsewhere the service says that it is not there.</summary>
    private static JobDefinition PySpark(string file, bool isRemote, IReadOnlyList<string> arguments, JobDefinition definition) => definition with
    {
        Name = definition.Name ?? Path.GetFileNameWithoutExtension(file),
        Kind = JobKind.PySpark,
        Spark = new() { MainFile = isRemote ? file : Path.GetFullPath(file), Arguments = arguments },
    };

    private static async Task<JobDefinition> SqlAsync(string file, bool isRemote, IReadOnlyList<string> arguments, JobDefinition definition, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0) throw new UserErrorException($"a SQL script takes no arguments ('{arguments[0]}'). Give values for ${{name}} with --var NAME=VALUE.");
        definition = definition with { Name = definition.Name ?? Path.GetFileNameWithoutExtension(file), Variables = definition.Variables ?? new Dictionary<string, string>() };
        return isRemote ? definition with { ScriptLocation = file } : definition with { Script = await File.ReadAllTextAsync(file, cancellationToken) };
    }
}
