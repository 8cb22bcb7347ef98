namespace Floe.Iceberg.Catalog;

/// <param name="ETag">Names the version of what was answered; null where the catalog gives none.</param>
internal sealed record RestAnswer(ReadOnlyMemory<byte> Body, string? ETag, bool NotModified);
