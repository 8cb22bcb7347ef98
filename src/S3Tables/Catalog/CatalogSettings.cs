using System.Globalization;
using Floe.S3Tables.Rest;
using Floe.ServiceDefaults.Startup;

namespace Floe.S3Tables.Catalog;

/// <summary>
/// Reads <c>S3Tables:RestProfile</c> (environment <c>S3Tables__RestProfile</c>; Strict, Lenient), <c>MaxTableBuckets</c> and <c>MaxTablesPerTableBucket</c>.
/// </summary>
internal static class CatalogSettings
{
    /// <exception cref="StartupException">A value cannot be read.</exception>
    public static CatalogOptions Read(IConfigurationSection section)
    {
        var defaults = new CatalogOptions();
        return defaults with
        {
            RestProfile = Profile(section) ?? defaults.RestProfile,
            MaxTableBuckets = Number(section, "MaxTableBuckets") ?? defaults.MaxTableBuckets,
            MaxTablesPerTableBucket = Number(section, "MaxTablesPerTableBucket") ?? defaults.MaxTablesPerTableBucket,
        };
    }

    private static RestProfile? Profile(IConfigurationSection section) => section["RestProfile"] switch
    {
        null or "" => null,
        var text when Enum.TryParse<RestProfile>(text, ignoreCase: true, out var profile) && Enum.IsDefined(profile) => profile,
        var text => throw new StartupException($"S3Tables:RestProfile (S3Tables__RestProfile) is '{text}'. Give Strict or Lenient."),
    };

    private static int? Number(IConfigurationSection section, string key) => section[key] switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new StartupException($"S3Tables:{key} (S3Tables__{key}) is '{text}'. Give a whole number."),
    };
}
