using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Reads and checks the body of a submit. What only the engine can know (does the script exist, does the table bucket) it does not ask.</summary>
internal static class JobDefinitionReader
{
    private const int MaxName = 100;
    private const int MaxTimeoutSeconds = 7 * 24 * 3600;

    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public static async Task<JobDefinition> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Read(await JsonBody.ReadAsync(request, cancellationToken));

    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public static JobDefinition Read(JsonBody body)
    {
        var definition = new JobDefinition
        {
            Name = Name(body),
            Kind = Kind(body),
            TableBucket = TableBucket(body),
            Script = body.String("script", "Send the SQL text as one string."),
            ScriptLocation = body.String("scriptLocation", "Send it as s3://bucket/key."),
            Variables = body.Strings("variables", """Send them as {"name": "value"}."""),
            MaxRejectedRows = body.Whole("maxRejectedRows", 0, long.MaxValue, "Send 0 to fail at the first bad row, or how many may be left out.") ?? 0,
            TimeoutSeconds = (int?)body.Whole("timeoutSeconds", 1, MaxTimeoutSeconds, "Send the seconds the job may run, or leave it out for no limit."),
        };
        CheckScript(body, definition);
        definition = PlacementReader.Read(body, definition);
        body.ThrowIfWrong();
        return definition;
    }

    private static string? Name(JsonBody body)
    {
        var name = body.String("name", "Send a name as a string, or leave it out.");
        if (name is { Length: 0 or > MaxName }) body.Add("$.name", $"has {name.Length} characters.", $"Send 1 to {MaxName} characters, or leave it out.");
        return name;
    }

    private static JobKind Kind(JsonBody body)
    {
        var kind = body.String("kind", "Send \"sql\".");
        if (kind is not "sql" && body.Errors.All(error => error.Field != "$.kind"))
            body.Add("$.kind", kind is null ? "is missing." : $"is '{kind}', which no engine of this service runs.", "Send \"sql\".");
        return JobKind.Sql;
    }

    private static string TableBucket(JsonBody body)
    {
        const string Remedy = "Send the name of the table bucket that s3tablesbucket stands for in the script, or its ARN.";
        var bucket = body.String("tableBucket", Remedy);
        if (string.IsNullOrWhiteSpace(bucket) && body.Errors.All(error => error.Field != "$.tableBucket")) body.Add("$.tableBucket", "is missing.", Remedy);
        else if (bucket is not null) TableBucketField.Check(body, bucket);
        return bucket ?? "";
    }

    private static void CheckScript(JsonBody body, JobDefinition definition)
    {
        const string Remedy = "Send the SQL in script, or its place in scriptLocation.";
        if (definition.Script is null && definition.ScriptLocation is null && body.Errors.All(error => !error.Field.StartsWith("$.script", StringComparison.Ordinal)))
            body.Add("$.script", "is missing, and so is scriptLocation.", Remedy);
        if (definition.Script is not null && definition.ScriptLocation is not null) body.Add("$.scriptLocation", "stands beside script.", "Send only one of the two.");
        if (definition.Script is { } script && string.IsNullOrWhiteSpace(script)) body.Add("$.script", "is empty.", Remedy);
        if (definition.ScriptLocation is { } location && !IsObject(location))
            body.Add("$.scriptLocation", $"is '{location}', which names no object.", "Send it as s3://bucket/key.");
    }

    private static bool IsObject(string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "s3" or "s3a" && uri.Host.Length > 0 && uri.AbsolutePath.Length > 1;
}
