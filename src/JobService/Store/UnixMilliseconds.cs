using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Floe.JobService.Store;

/// <summary>Times as numbers: they sort and compare in every database, and always mean UTC.</summary>
internal sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));
