using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Floe.S3Tables.TablesApi;

/// <summary>What an operation answers when it succeeds.</summary>
public sealed record ApiResult(int Status, byte[] Json)
{
    /// <summary>204, as the Delete operations and some Put operations answer.</summary>
    public static ApiResult NoContent { get; } = new(StatusCodes.Status204NoContent, []);

    /// <summary>200 with an empty body, as the other Put operations answer.</summary>
    public static ApiResult Empty { get; } = new(StatusCodes.Status200OK, []);

    public static ApiResult Ok<T>(T value, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type));
}
