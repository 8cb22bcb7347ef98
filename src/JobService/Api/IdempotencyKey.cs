using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>The header that makes a submit safe to send again.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <summary>Null where there is none. A space cannot be in it, so what the service itself names jobs by stays apart.</summary>
    /// <exception cref="BadRequestException">It cannot be kept.</exception>
    public static string? Read(HttpRequest request)
    {
        if (request.Headers[Header] is not [{ } key, ..]) return null;
        return key.Length is >= 1 and <= MaxLength && key.All(letter => letter is > ' ' and <= '~')
            ? key
            : throw new BadRequestException(new FieldError(Header, "is empty, too long or has other than visible ASCII characters.", $"Send 1 to {MaxLength} visible ASCII characters, such as a UUID."));
    }
}
