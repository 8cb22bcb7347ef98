using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Floe.S3Tables.Rest;

/// <summary>What an operation answers when it succeeds.</summary>
public sealed record RestResult(int Status, ReadOnlyMemory<byte> Json, string? ETag = null)
{
    public static RestResult NoContent { get; } = new(StatusCodes.Status204NoContent, default);

    public static RestResult Ok<T>(T value, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, type));
}
