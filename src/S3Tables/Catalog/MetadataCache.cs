using Microsoft.Extensions.Caching.Memory;

namespace Floe.S3Tables.Catalog;

/// <summary>Parsed metadata by location. A metadata file never changes, so an entry is never stale; the least used ones go when it is full.</summary>
public sealed class MetadataCache : IDisposable
{
    /// <summary>Counted in bytes of JSON; parsed metadata takes about three times as much.</summary>
    private const long Capacity = 32 * 1024 * 1024;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Capacity });

    public StoredMetadata? Find(string location) => _cache.Get<StoredMetadata>(location);

    public void Add(StoredMetadata stored) => _cache.Set(stored.Location, stored, new MemoryCacheEntryOptions { Size = stored.Json.Length });

    public void Dispose() => _cache.Dispose();
}
