using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Reads and checks the body of a submit. What only the engine can know (does the script exist, does the table bucket) it does not ask.</summary>
internal static class JobDefinitionReader
{
    private const int MaxName = 100;
    private const int MaxTimeoutSeconds = 7 * 24 * 3600;

    /// <summary>Floe's JSON, or a SparkApplication manifest in YAML or JSON.</summary>
    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public static async Task<JobDefinition> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await BodyForm.IsYamlAsync(request, cancellationToken)) return await ManifestSubmit.ReadYamlAsync(request, cancellationToken);
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        return body.Root.TryGetProperty("apiVersion", out _) ? ManifestSubmit.Read(body.Root) : Read(body);
    }

    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public static JobDefinition Read(JsonBody body)
    {
        var kind = Kind(body);
        var definition = new JobDefinition
        {
            Name = Name(body),
            Kind = kind ?? JobKind.Sql,
            TableBucket = TableBucket(body, kind),
            Script = body.String("script", "Send the SQL text as one string."),
            ScriptLocation = body.String("scriptLocation", "Send it as s3://bucket/key."),
            Variables = body.Strings("variables", """Send them as {"name": "value"}."""),
            MaxRejectedRows = body.Whole("maxRejectedRows", 0, long.MaxValue, "Send 0 to fail at the first bad row, or how many may be left out.") ?? 0,
            TimeoutSeconds = (int?)body.Whole("timeoutSeconds", 1, MaxTimeoutSeconds, "Send the seconds the job may run, or leave it out for no limit."),
            Spark = SparkJobReader.Read(body),
            Application = ManifestSubmit.Read(body),
        };
        definition = PlacementReader.Read(body, definition);
        if (kind is null or JobKind.Sql) CheckSql(body, definition);
        else CheckSpark(body, definition);
        if (definition.Spark is not null) SparkJobReader.CheckValues(body, definition);
        body.ThrowIfWrong();
        return definition;
    }

    private static string? Name(JsonBody body)
    {
        var name = body.String("name", "Send a name as a string, or leave it out.");
        if (name is { Length: 0 or > MaxName }) body.Add("$.name", $"has {name.Length} characters.", $"Send 1 to {MaxName} characters, or leave it out.");
        return name;
    }

    private static JobKind? Kind(JsonBody body)
    {
        var remedy = $"Send one of: {string.Join(", ", JobKindNames.All)}.";
        var text = body.String("kind", remedy);
        if (text is not null && JobKindNames.TryParse(text, out var kind)) return kind;
        if (!body.IsWrong("kind")) body.Add("$.kind", text is null ? "is missing." : $"is '{text}', which is no kind of job.", remedy);
        return null;
    }

    private static string TableBucket(JsonBody body, JobKind? kind)
    {
        const string Remedy = "Send the name of the table bucket that s3tablesbucket stands for in the script, or its ARN.";
        var bucket = body.String("tableBucket", Remedy);
        var isNeeded = kind != JobKind.SparkApplication;
        if (isNeeded && string.IsNullOrWhiteSpace(bucket) && !body.IsWrong("tableBucket")) body.Add("$.tableBucket", "is missing.", Remedy);
        else if (bucket is not null && (isNeeded || bucket.Length > 0)) TableBucketField.Check(body, bucket);
        return bucket ?? "";
    }

    private static void CheckSql(JsonBody body, JobDefinition definition)
    {
        const string Remedy = "Send the SQL in script, or its place in scriptLocation.";
        if (definition.Script is null && definition.ScriptLocation is null && body.Errors.All(error => !error.Field.StartsWith("$.script", StringComparison.Ordinal)))
            body.Add("$.script", "is missing, and so is scriptLocation.", Remedy);
        if (definition.Script is not null && definition.ScriptLocation is not null) body.Add("$.scriptLocation", "stands beside script.", "Send only one of the two.");
        if (definition.Script is { } script && string.IsNullOrWhiteSpace(script)) body.Add("$.script", "is empty.", Remedy);
        if (definition.ScriptLocation is { } location && !IsObject(location))
            body.Add("$.scriptLocation", $"is '{location}', which names no object.", "Send it as s3://bucket/key.");
        if (definition.Application is not null) body.Add("$.application", "stands in a SQL job.", "Send it with the kind sparkApplication, or remove it.");
        if (definition.Spark is { MainFile: not null } or { Arguments: not null } or { MainClass: not null }) body.Add("$.spark.mainFile", "stands in a SQL job, which runs its script.", "Keep only sizes and settings in spark, or send another kind.");
        if (definition.Spark is not null && definition.Engine is null) body.Add("$.spark", "says how Spark is to run the script, and no engine is named.", "Name one of Spark's in engine, such as spark-submit, or remove it.");
    }

    private static void CheckSpark(JsonBody body, JobDefinition definition)
    {
        Refuse(body, "script", definition.Script is not null);
        Refuse(body, "scriptLocation", definition.ScriptLocation is not null);
        Refuse(body, "variables", definition.Variables is not null);
        Refuse(body, "maxRejectedRows", definition.MaxRejectedRows != 0);
        if (definition.Kind == JobKind.SparkApplication) CheckManifest(body, definition);
        else CheckMainFile(body, definition);
    }

    private static void CheckManifest(JsonBody body, JobDefinition definition)
    {
        if (definition.Application is null && !IsWrongBelow(body, "application")) body.Add("$.application", "is missing.", "Send the SparkApplication there, or send it alone as YAML or JSON.");
        if (definition.Spark is not null) body.Add("$.spark", "stands beside a manifest.", "Say it in the manifest.");
    }

    private static void CheckMainFile(JsonBody body, JobDefinition definition)
    {
        const string Remedy = "Send the file to run: s3://bucket/key, https://…, local:///path in the image, or a path on the service's machine for spark-submit.";
        if (definition.Application is not null) body.Add("$.application", "stands in a job of another kind.", "Send it with the kind sparkApplication, or remove it.");
        if (!string.IsNullOrWhiteSpace(definition.Spark?.MainFile) || IsWrongBelow(body, "spark")) return;
        body.Add("$.spark.mainFile", "is missing.", Remedy);
    }

    private static void Refuse(JsonBody body, string member, bool isThere)
    {
        if (isThere) body.Add($"$.{member}", "is only for SQL jobs.", "Remove it, or send the kind sql. Spark jobs get arguments in spark.arguments.");
    }

    private static bool IsWrongBelow(JsonBody body, string member) => body.Errors.Any(error => error.Field.StartsWith($"$.{member}", StringComparison.Ordinal));

    private static bool IsObject(string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "s3" or "s3a" && uri.Host.Length > 0 && uri.AbsolutePath.Length > 1;
}
