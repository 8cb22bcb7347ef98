using System.Globalization;

namespace Floe.S3Tables.Catalog;

/// <summary>Names of metadata files: a version of five digits, which counts commits for human eyes, and a UUID, which makes them unique.</summary>
public static class MetadataLocations
{
    public const string Suffix = ".metadata.json";

    public static string First(string warehouseLocation) => At(warehouseLocation, 0);

    public static string Next(string warehouseLocation, string current) => At(warehouseLocation, VersionOf(current) + 1);

    /// <summary>-1 where the name has no version: some catalogs number otherwise.</summary>
    private static int VersionOf(string location)
    {
        var name = location[(location.LastIndexOf('/') + 1)..];
        var dash = name.IndexOf('-');
        return dash > 0 && int.TryParse(name[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    private static string At(string warehouseLocation, int version) => $"{warehouseLocation}/metadata/{version:D5}-{Guid.NewGuid()}{Suffix}";
}
