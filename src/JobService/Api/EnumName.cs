namespace Floe.JobService.Api;

internal static class EnumName
{
    /// <summary>By name in any case: <see cref="Enum.TryParse{TEnum}(string, bool, out TEnum)"/> alone would take numbers too.</summary>
    public static bool TryParse<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.Contains(',', StringComparison.Ordinal) && Enum.TryParse(text, ignoreCase: true, out value);
    }
}
