using Floe.Cli.Output;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

/// <summary>What <c>submit</c> was given: what the options say of a script, or a whole job as somebody wrote it.</summary>
internal sealed record SubmittedJob(JobDefinition Definition, JobText? Text)
{
    /// <param name="file">Its ending tells what it is: .py, .json, .yaml or .yml, else SQL.</param>
    /// <param name="arguments">For the job itself.</param>
    /// <param name="definition">What the options say.</param>
    public static async Task<SubmittedJob> ReadAsync(string file, IReadOnlyList<string> arguments, JobDefinition definition, CancellationToken cancellationToken)
    {
        var isRemote = file.StartsWith("s3://", StringComparison.Ordinal) || file.StartsWith("s3a://", StringComparison.Ordinal);
        if (!isRemote && !File.Exists(file)) throw new UserErrorException($"no file at {file}. Give a file on this machine or an s3:// location.");
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" when !isRemote => new(definition, new(await WholeAsync(file, arguments, definition, cancellationToken), "application/yaml")),
            ".json" when !isRemote => new(definition, new(await WholeAsync(file, arguments, definition, cancellationToken), "application/json")),
            ".py" => new(PySpark(file, isRemote, arguments, Bucketed(definition)), null),
            _ => new(await SqlAsync(file, isRemote, arguments, Bucketed(definition), cancellationToken), null),
        };
    }

    private static JobDefinition Bucketed(JobDefinition definition) => definition.TableBucket.Length > 0
        ? definition
        : throw new UserErrorException("--table-bucket is missing. Name the table bucket that the catalog s3tablesbucket stands for.");

    /// <summary>Such a file says everything itself; what options would say beside it would have to change it.</summary>
    private static async Task<string> WholeAsync(string file, IReadOnlyList<string> arguments, JobDefinition options, CancellationToken cancellationToken)
    {
        if (arguments.Count > 0 || options != new JobDefinition { TableBucket = "" })
            throw new UserErrorException($"{file} is submitted as it is. Say all of the job in it; in a manifest the table bucket and the queue stand in the annotations floe/table-bucket and floe/queue.");
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

/// <summary>A job as it stands in a file.</summary>
internal sealed record JobText(string Content, string MediaType);
