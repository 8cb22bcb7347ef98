using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Reads and checks the body of <c>POST /api/v1/sql</c>.</summary>
internal static class SqlRequestReader
{
    private const int MaxRows = 10_000;
    private const int DefaultRows = 1000;

    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public static async Task<SqlRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var bucket = body.String("tableBucket", "Send the name or the ARN of a table bucket, or leave it out.");
        if (bucket is not null) TableBucketField.Check(body, bucket);
        var sql = body.String("sql", "Send the statements as one string.");
        if (string.IsNullOrWhiteSpace(sql) && body.Errors.All(error => error.Field != "$.sql")) body.Add("$.sql", "is missing.", "Send the statements as one string.");
        var rows = body.Whole("maxRows", 1, MaxRows, "Send how many rows to return at most.");
        body.ThrowIfWrong();
        return new SqlRequest { TableBucket = bucket, Sql = sql!, MaxRows = (int)(rows ?? DefaultRows) };
    }
}
