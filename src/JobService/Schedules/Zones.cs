using System.Diagnostics.CodeAnalysis;

namespace Floe.JobService.Schedules;

/// <summary>
/// Time zones by name. Linux and macOS have those of IANA. Windows has names of its own: .NET translates there with ICU only, which it leaves
/// alone in invariant globalization (learn.microsoft.com, TimeZoneInfo.TryConvertIanaIdToWindowsId), and Floe runs so for one behaviour everywhere.
/// </summary>
internal static class Zones
{
    public const string Utc = "Etc/UTC";

    public static string Remedy => OperatingSystem.IsWindows()
        ? "Send the name that Windows has for it, such as 'W. Europe Standard Time' (tzutil /l lists them), or Etc/UTC; IANA names are for services on Linux and macOS."
        : "Send an IANA time zone such as Europe/Berlin.";

    /// <summary>UTC is there on every machine, also without any data of zones.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        if (name is not (Utc or "UTC")) return TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);
        zone = TimeZoneInfo.Utc;
        return true;
    }
}
